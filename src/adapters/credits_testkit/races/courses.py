"""One race: what is given to the processes, and what is gathered afterwards."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date as Date
from pathlib import Path
from typing import Final

import attrs

from credits_core.policy import Policy
from credits_core.ports import Ledgers

from .drawing import Workload
from .files import Began, line_from, read_sessions
from .history import Balance, History, Setting
from .places import HasBalances, Place
from .recording import Script
from .stored import Stored
from .working import Task

PRELUDE: Final = "prelude"
"""The name of the session that plays the prelude, before all others."""

_SECONDS_MAX: Final = 60.0
_LOOK_SECONDS: Final = 0.002


@attrs.frozen
class Course:
    """A *workload* at a *place*, whose sessions write to files in *folder*."""

    folder: Path
    place: Place
    workload: Workload
    policy: Policy
    today: Date

    def task(self, *scripts: tuple[str, Script]) -> Task:
        """The task to play these *scripts*, each by the session of that name."""
        return Task(
            place=self.place,
            scripts=scripts,
            folder=self.folder,
            today=self.today,
            policy=self.policy,
        )

    def prelude(self) -> Task:
        """What is played before the race begins."""
        return self.task((PRELUDE, self.workload.prelude))

    def dealt_out(self, processes: int) -> list[Task]:
        """All scripts of the race, dealt out to so many processes."""
        dealt: list[list[tuple[str, Script]]] = [[] for _ in range(processes)]
        for number, script in enumerate(self.workload.scripts):
            process, thread = number % processes, number // processes
            dealt[process].append((f"p{process}t{thread}", script))
        return [self.task(*scripts) for scripts in dealt]

    def begun(self, session: str) -> int:
        """How many operations a session has begun."""
        with self._file(session).open(encoding="utf-8") as file:
            whole = (text for text in file if text.endswith("\n"))
            return sum(isinstance(line_from(text), Began) for text in whole)

    def wait_for(self, session: str, operations: int) -> None:
        """Wait until a session has written about so many operations, or long enough."""
        path = self._file(session)
        deadline = time.monotonic() + _SECONDS_MAX
        while time.monotonic() < deadline:
            if path.exists() and path.read_bytes().count(b"\n") >= 2 * operations:
                return
            time.sleep(_LOOK_SECONDS)

    def history(self, ledgers: Ledgers, *, store: str = "") -> History:
        """All that was seen, and what the *ledgers* hold now."""
        customers = tuple(ledgers.customers())
        return History(
            setting=Setting(
                today=self.today,
                policy=self.policy,
                name=self.workload.name,
                store=store,
                seed=self.workload.seed,
            ),
            operations=read_sessions(self.folder.glob("*.jsonl")),
            journal=tuple(e for one in customers for e in ledgers.journal(one)),
            ledgers=tuple(Stored.of(ledgers.load_whole(one)) for one in customers),
            balances=tuple(_balances(ledgers)),
        )

    def _file(self, session: str) -> Path:
        return self.folder / f"{session}.jsonl"


def _balances(ledgers: Ledgers) -> Iterator[Balance]:
    if isinstance(ledgers, HasBalances):
        for (customer_id, currency), available in ledgers.balances().items():
            yield Balance(
                customer_id=customer_id, currency=currency, available=available
            )
