"""Other books that are kept in memory, and say what they are told to say."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from credits_core.commands import ImportChange, ImportCredit, ImportPayment
from credits_core.entry import Entry
from credits_core.identity import CustomerId
from credits_core.ports import Accounting, RemoteFact


class MemoryAccounting(Accounting):
    """An accounting system that remembers what was delivered to it.

    What it reports is put in with ``report``, in the order it is to be told.
    """

    def __init__(self) -> None:
        """Start with empty books."""
        self._entries: dict[tuple[CustomerId, int], Entry] = {}
        self._latest: dict[CustomerId, int] = {}
        self._facts: list[RemoteFact] = []

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was delivered, in the order in which it first came."""
        return tuple(self._entries.values())

    @override
    def deliver(self, entry: Entry) -> None:
        place = (entry.customer_id, entry.version)
        if place in self._entries:
            return
        latest = self._latest.get(entry.customer_id, 0)
        if entry.version < latest:
            raise ValueError(f"Entry {entry.version} comes after entry {latest}.")
        self._latest[entry.customer_id] = entry.version
        self._entries[place] = entry

    def report(
        self, key: str, command: ImportCredit | ImportPayment | ImportChange
    ) -> RemoteFact:
        """Put a fact at the end of the stream; the same *key* may be told again."""
        fact = RemoteFact(len(self._facts) + 1, key, command)
        self._facts.append(fact)
        return fact

    @override
    def facts(self, after: int, most: int) -> Sequence[RemoteFact]:
        start = max(after, 0)
        return tuple(self._facts[start : start + max(most, 0)])
