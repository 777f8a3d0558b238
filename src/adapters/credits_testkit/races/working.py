"""What a process of a race does: wait for a task, do it, tell when it is done."""

from __future__ import annotations

import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

import attrs
from returns.methods import unwrap_or_failure
from returns.result import Result
from typing_extensions import override

from credits_core.desk import Desk
from credits_core.policy import Policy
from credits_core.ports import Change, Clock, Ledgers
from credits_core.rejections import StaleLedger

from ..passing import Passing
from .places import Place
from .recording import Script, Session


@attrs.frozen(kw_only=True)
class Task:
    """*scripts* to be played at a *place*, each by the session of that name.

    Each session writes to a file of its name in *folder*.
    """

    place: Place
    scripts: tuple[tuple[str, Script], ...]
    folder: Path
    today: date
    policy: Policy


@attrs.frozen(kw_only=True)
class Tally:
    """How a process fared: changes that were refused because others were faster."""

    lost_races: int = 0


class WorkingClock(Clock):
    """The machine's clock; its business date stands still for the whole race."""

    def __init__(self, today: date) -> None:
        """Stay on that day."""
        self._today = today
        self._latest = datetime.now(UTC)
        self._lock = Lock()

    @override
    def now(self) -> datetime:
        with self._lock:
            self._latest = max(self._latest, datetime.now(UTC))
            return self._latest

    @override
    def today(self) -> date:
        return self._today


@attrs.define
class Counting(Passing):
    """Ledgers that count how often somebody else was faster."""

    lost_races: int = 0

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        result = self.inner.commit(change)
        if isinstance(unwrap_or_failure(result), StaleLedger):
            self.lost_races += 1
        return result


def work(line: Connection) -> None:
    """Carry out tasks that come down the *line*, until it says that all is over."""
    while True:
        task = line.recv()
        if task is None:
            return
        try:
            line.send(_play(task, line))
        except Exception:  # noqa: BLE001 - the other end has to hear of it
            line.send(traceback.format_exc())


def _play(task: Task, line: Connection) -> Tally:
    """Open the place, say so, and begin when everybody is there."""
    with task.place.opened() as ledgers:
        counting = Counting(ledgers)
        line.send("ready")
        line.recv()
        play(counting, task)
    return Tally(lost_races=counting.lost_races)


def play(ledgers: Ledgers, task: Task) -> None:
    """Play all scripts of the *task*, each in a thread of its own."""
    desk = Desk(ledgers=ledgers, clock=WorkingClock(task.today), policy=task.policy)
    if len(task.scripts) < 2:
        for name, script in task.scripts:
            _perform(desk, task, name, script)
        return
    with ThreadPoolExecutor(len(task.scripts)) as threads:
        done = [
            threads.submit(_perform, desk, task, name, script)
            for name, script in task.scripts
        ]
    for one in done:
        one.result()


def _perform(desk: Desk, task: Task, name: str, script: Script) -> None:
    path = task.folder / f"{name}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        session = Session(name=name, desk=desk, file=file)
        for errand in script:
            session.perform(errand)
