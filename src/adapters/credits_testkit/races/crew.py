"""A crew of real processes that race at one place, and the history they leave.

The processes are started once and then used for any number of races. A member may
be killed in the middle of its work; somebody else then goes on where it died, and
first does again what nobody was told about.
"""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from datetime import date as Date
from pathlib import Path
from types import TracebackType
from typing import Final

import attrs

from credits_core.policy import DEFAULT_POLICY, Policy

from .courses import Course
from .drawing import Workload
from .history import History
from .places import Place
from .working import Tally, Task, play, work

TODAY: Final = Date(2026, 1, 1)
"""The business date of every race, unless another one is given."""

_SECONDS_MAX: Final = 900.0
_SPAWN: Final = multiprocessing.get_context("spawn")


class MemberFailedError(RuntimeError):
    """A process of the crew did not do what it was there for."""


class Member:
    """One process of the crew, and the line to it."""

    def __init__(self) -> None:
        """Start the process."""
        self._line, other = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=work, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def give(self, task: Task) -> None:
        """Let it get ready for a task."""
        self._line.send(task)

    def go(self) -> None:
        """Let it begin, when it is ready."""
        self._line.send("go")

    def answer(self) -> object:
        """What it says next; raises ``MemberFailedError`` if that is nothing good."""
        if not self._line.poll(_SECONDS_MAX):
            self.kill()
            raise MemberFailedError(f"Nothing was heard for {_SECONDS_MAX} seconds.")
        try:
            answer: object = self._line.recv()
        except EOFError:
            raise MemberFailedError("A process of the crew died.") from None
        if isinstance(answer, str) and answer != "ready":
            raise MemberFailedError(answer)
        return answer

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._line.close()

    def dismiss(self) -> None:
        """Tell it that all is over."""
        if self._process.is_alive():
            self._line.send(None)
            self._process.join(10)
        self.kill()


@attrs.frozen(kw_only=True)
class Race:
    """A *history*, how many *seconds* it took and how many *lost_races* it had.

    *deaths* is how many processes were killed meanwhile.
    """

    history: History
    seconds: float
    lost_races: int
    deaths: int = 0


class Crew:
    """So many *processes*, and as many in *reserve* for those who are killed."""

    def __init__(self, processes: int, reserve: int = 0) -> None:
        """Hire them; they are there inside the context."""
        self._hired = (processes, reserve)
        self._members: list[Member] = []
        self._reserve: list[Member] = []

    def __enter__(self) -> Crew:
        """Start all processes."""
        processes, reserve = self._hired
        self._members = [Member() for _ in range(processes)]
        self._reserve = [Member() for _ in range(reserve)]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Dismiss them."""
        for member in (*self._members, *self._reserve):
            member.dismiss()

    def race(
        self,
        place: Place,
        workload: Workload,
        *,
        policy: Policy = DEFAULT_POLICY,
        today: Date = TODAY,
        deaths: int = 0,
    ) -> Race:
        """Let all play the *workload* at *place*; so many of them are killed at it.

        Its scripts are dealt out to the processes, which play theirs in threads;
        who is to be killed has only one.
        """
        with tempfile.TemporaryDirectory() as name, place.opened() as ledgers:
            course = Course(Path(name), place, workload, policy, today)
            play(ledgers, course.prelude())
            seconds, lost_races = self._run(course, deaths)
            return Race(
                history=course.history(ledgers, store=place.factory),
                seconds=seconds,
                lost_races=lost_races,
                deaths=deaths,
            )

    def _run(self, course: Course, deaths: int) -> tuple[float, int]:
        tasks = course.dealt_out(len(self._members))
        self._get_ready(tasks, self._members)
        self._get_ready([course.task()] * deaths, self._reserve)
        begin = time.monotonic()
        for member in self._members:
            member.go()
        for place in range(deaths):
            self._replace(place, tasks[place], course)
        found = [member.answer() for member in self._members]
        seconds = time.monotonic() - begin
        return seconds, sum(one.lost_races for one in found if isinstance(one, Tally))

    def _get_ready(self, tasks: list[Task], members: list[Member]) -> None:
        """Give out the *tasks*, and wait until everybody has opened the place."""
        busy = members[: len(tasks)]
        for member, task in zip(busy, tasks, strict=True):
            member.give(task)
        for member in busy:
            member.answer()

    def _replace(self, place: int, task: Task, course: Course) -> None:
        """Kill a member in the middle of its work, and let another one go on."""
        ((name, script),) = task.scripts
        course.wait_for(name, len(script) // 3)
        self._members[place].kill()
        heir = self._members[place] = self._reserve.pop(0)
        heir.go()
        heir.answer()  # It has done the nothing that it got ready with.
        rest = script[max(course.begun(name) - 1, 0) :]
        heir.give(course.task((f"{name}-heir", rest)))
        heir.answer()
        heir.go()
