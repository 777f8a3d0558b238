"""Clocks and other books that break their promises, each in a way of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from typing_extensions import override

from credits_core.commands import ImportChange, ImportCredit, ImportPayment
from credits_core.entry import Entry
from credits_core.ports import Accounting, Clock, RemoteFact
from credits_memory import MemoryAccounting
from credits_testkit.contracts.accounting.trial import memo

NOON: Final = datetime(2025, 3, 31, 12, tzinfo=UTC)


class SetClock(Clock):
    """A clock that shows what it is told, also if that is earlier."""

    def __init__(self) -> None:
        """Start at noon."""
        self._now = NOON

    @override
    def now(self) -> datetime:
        return self._now

    @override
    def today(self) -> date:
        return self._now.date()

    def set(self, now: datetime) -> None:
        """Show *now*."""
        self._now = now


class BrokenClock(SetClock):
    """A clock that never shows what it was set to, and dates everything wrong."""

    @override
    def now(self) -> datetime:
        self._now -= timedelta(seconds=1)
        return self._now.astimezone(None).replace(tzinfo=None)

    @override
    def today(self) -> date:
        return datetime(1999, 12, 31)  # noqa: DTZ001 - that is what is broken

    @override
    def set(self, now: datetime) -> None:
        raise RuntimeError("It is stuck.")


class BackwardClock(SetClock):
    """A clock in UTC that goes back each time it is read, and a day at a time."""

    @override
    def now(self) -> datetime:
        self._now -= timedelta(days=1)
        return self._now

    @override
    def today(self) -> date:
        return self._now.date() + timedelta(days=self._now.second % 2 - 5)


class LocalClock(SetClock):
    """A clock that begins its day at noon."""

    @override
    def today(self) -> date:
        return (self._now + timedelta(hours=12)).date()


CLOCKS: Final = (SetClock, BrokenClock, BackwardClock, LocalClock)


class Shredder(MemoryAccounting):
    """Notes nothing, and reports nothing."""

    @override
    def deliver(self, entry: Entry) -> None:
        """Nothing."""

    @override
    def facts(self, after: int, most: int) -> Sequence[RemoteFact]:
        return ()


class Stutterer(Accounting):
    """Notes everything twice, and tells everything again, the newest first."""

    def __init__(self) -> None:
        """Start with something that nobody told it."""
        self.entries: list[Entry] = []
        self._facts: list[RemoteFact] = []

    @override
    def deliver(self, entry: Entry) -> None:
        self.entries += [entry, entry]
        self.report(f"echo {len(self.entries)}", memo("echo"))

    @override
    def facts(self, after: int, most: int) -> Sequence[RemoteFact]:
        self.report(f"asked {len(self._facts)}", memo("echo"))
        return tuple(reversed(self._facts))

    def report(
        self, key: str, command: ImportCredit | ImportPayment | ImportChange
    ) -> None:
        """Put a fact at the end, under a key of its own."""
        fact = RemoteFact(len(self._facts) + 1, f"{key}#{len(self._facts)}", command)
        self._facts.append(fact)


class Inventor(MemoryAccounting):
    """Keeps its entries where nobody can look."""

    @property
    @override
    def entries(self) -> tuple[Entry, ...]:
        raise LookupError("Somebody has lost the key.")


BOOKS: Final = (Shredder, Stutterer, Inventor)
