"""One attempt at an act: in this process, or in one of its own that is killed."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Protocol

import attrs
from typing_extensions import override

from credits_core.ports import Ledgers

from .acts import Act, Told
from .points import InterruptionError, Point, Strike, Way
from .retries import Sent
from .subjects import Subject
from .watch import Habit, Watch


@attrs.frozen(kw_only=True)
class Outcome:
    """What the caller learns: an *answer*, an *error*, or nothing at all.

    *struck* is the point where it was struck down, if it got so far. *sent* is what
    it sent, which the dead do not tell. *kept* is what it kept open.
    """

    answer: Told | None = None
    error: str | None = None
    struck: Point | None = None
    sent: Sent = ()
    kept: str | None = None


class Attempts(Protocol):
    """Somebody who tries an act again and again on one store."""

    def attempt(self, act: Act, strike: Strike | None = None) -> Outcome:
        """Try once, and be struck down where *strike* says."""
        ...


@contextmanager
def attempts_at(
    subject: Subject, way: Way, habit: Callable[[], Habit] = Habit
) -> Generator[Attempts]:
    """Attempts that end in that *way*: real processes for SIGKILL, else one store."""
    if way is Way.KILL:
        yield Processes(subject, habit)
        return
    watch, database = Watch(habit()), subject.database
    with subject.opened(database.url, watch) as ledgers, database.held():
        yield OneStore(subject, watch, ledgers)


@attrs.frozen
class OneStore(Attempts):
    """Attempts in this process, on one store that lives through all of them."""

    subject: Subject
    watch: Watch
    ledgers: Ledgers

    @override
    def attempt(self, act: Act, strike: Strike | None = None) -> Outcome:
        self.watch.begin(strike)
        try:
            answer = act.play(self.ledgers)
        except (Exception, InterruptionError) as error:  # noqa: BLE001 - all are told
            # The error is held while the database is looked at: nobody may need the
            # garbage collector to let go of a lock.
            return self._outcome(None, error)
        return self._outcome(answer, None)

    def _outcome(self, answer: Told | None, error: BaseException | None) -> Outcome:
        kept = self.subject.database.trouble()
        if self.watch.checked_out:
            kept = f"{self.watch.checked_out} connections were not given back"
        return Outcome(
            answer=answer,
            error=None if error is None else f"{type(error).__name__}: {error}",
            struck=self.watch.struck,
            sent=self.watch.sent(),
            kept=kept,
        )


@attrs.frozen
class Processes(Attempts):
    """Attempts in a process of its own each, which knows nothing of the others."""

    subject: Subject
    habit: Callable[[], Habit] = Habit

    @override
    def attempt(self, act: Act, strike: Strike | None = None) -> Outcome:
        reading, writing = os.pipe()
        process = os.fork()
        if not process:
            self._live(act, strike, writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as told:
            words = told.read()
        _, status = os.waitpid(process, 0)
        self.subject.database.settle()
        return _heard(words, status)

    def _live(self, act: Act, strike: Strike | None, writing: int) -> None:
        """The life of the new process, which never returns."""
        watch = Watch(self.habit())
        watch.last_words = lambda point: _say(writing, Outcome(struck=point))
        status = 1
        try:
            with self.subject.opened(self.subject.database.url, watch) as ledgers:
                watch.begin(strike)
                answer = act.play(ledgers)
                _say(writing, Outcome(answer=answer, sent=watch.sent()))
                status = 0
        except BaseException as error:  # noqa: BLE001 - it is told, and then it ends
            _say(writing, Outcome(error=f"{type(error).__name__}: {error}"))
        finally:
            os._exit(status)


def _say(writing: int, outcome: Outcome) -> None:
    os.write(writing, pickle.dumps(outcome))


def _heard(words: bytes, status: int) -> Outcome:
    outcome = pickle.loads(words) if words else Outcome(error="said nothing")  # noqa: S301
    assert isinstance(outcome, Outcome)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    if killed != (outcome.struck is not None):
        raise AssertionError(f"It ended otherwise than told: {status}, {outcome}")
    return outcome
