"""Stores that are built wrongly, in ways that only a fault brings to light.

Each is any SQL adapter with another habit of sending: undisturbed, it gives the
same answers and stores the same rows. They prove that the walk can fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from typing_extensions import override

from .points import Line, Sending
from .watch import Habit, Watch

_WRITES: Final = re.compile(r"(?i)\s*(insert|update|delete)\b")


class CommitsBetween(Habit):
    """A store that commits after each statement that writes: it writes half."""

    @override
    def send(self, watch: Watch, line: Line, sending: Sending) -> object:
        found = watch.pass_on(line, sending)
        if _WRITES.match(sending.text):
            line.commit_now()
            line.begin()
        return found


class AnswersEarly(Habit):
    """A store that answers before it commits; it commits when it is used again."""

    def __init__(self) -> None:
        """Owe nothing yet."""
        self._owed: Callable[[], None] | None = None

    @override
    def send(self, watch: Watch, line: Line, sending: Sending) -> object:
        if self._owed is not None:
            owed, self._owed = self._owed, None
            owed()
            line.begin()
        if sending.text == "COMMIT":
            self._owed = line.commit_now
            return None
        return watch.pass_on(line, sending)

    @override
    def commit(self, line: Line, call: Callable[[], None]) -> None:
        self._owed = call

    @override
    def rollback(self, line: Line, call: Callable[[], None]) -> None:
        if self._owed is None:
            call()


class WritesLater(Habit):
    """A store that writes some tables in a transaction of their own, afterwards."""

    def __init__(self, *tables: str) -> None:
        """Write what goes into *tables* later."""
        names = "|".join(map(re.escape, tables))
        self._later = re.compile(rf"(?i)\s*insert\s+into\s+({names})\b")
        self._kept: list[Callable[[], object]] = []
        self._is_late = False

    @override
    def send(self, watch: Watch, line: Line, sending: Sending) -> object:
        is_kept = self._later.match(sending.text) and not self._is_late
        if is_kept and sending.again is not None:
            self._kept.append(sending.again)
            return None
        return watch.pass_on(line, sending)

    @override
    def commit(self, line: Line, call: Callable[[], None]) -> None:
        call()
        kept, self._kept = self._kept, []
        self._is_late = True
        try:
            if kept:
                line.begin()
                for again in kept:
                    again()
                line.commit_now()
        finally:
            self._is_late = False

    @override
    def rollback(self, line: Line, call: Callable[[], None]) -> None:
        self._kept.clear()
        call()


def journal_apart() -> Habit:
    """The journal and the answers come after the state, in their own transaction."""
    return WritesLater("credits_journal", "credits_answer")


def answer_apart() -> Habit:
    """The idempotency row comes after the transaction of the command."""
    return WritesLater("credits_answer")
