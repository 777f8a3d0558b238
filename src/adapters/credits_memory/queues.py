"""The open credits of a customer in FIFO order, one queue for each currency.

A queue is sorted in chunks: taking out the oldest of 100,000 credits moves a few
hundred places and not all of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from datetime import date
from typing import Final, TypeAlias

from typing_extensions import override

from credits_core.credit import Credit
from credits_core.identity import CreditId

from .tables import Index

Order: TypeAlias = tuple[date, int, CreditId]
"""The place of a credit in FIFO."""

CHUNK_MAX: Final = 512
"""How many places a chunk has before it becomes two."""


class Queue:
    """Places in FIFO, the oldest first."""

    def __init__(self) -> None:
        """Start empty."""
        self._chunks: list[list[Order]] = []

    def __iter__(self) -> Iterator[Order]:
        """Every place, in order."""
        for chunk in self._chunks:
            yield from chunk

    def add(self, order: Order) -> None:
        """Take in a place that is not there yet."""
        if not self._chunks:
            self._chunks.append([order])
            return
        number = self._chunk_of(order)
        chunk = self._chunks[number]
        insort(chunk, order)
        if len(chunk) > CHUNK_MAX:
            half = len(chunk) // 2
            self._chunks[number : number + 1] = [chunk[:half], chunk[half:]]

    def remove(self, order: Order) -> None:
        """Take out a place that is there."""
        number = self._chunk_of(order)
        chunk = self._chunks[number]
        del chunk[bisect_left(chunk, order)]
        if not chunk:
            del self._chunks[number]

    def _chunk_of(self, order: Order) -> int:
        """The last chunk that does not begin after *order*, or the first one."""
        return max(bisect_right(self._chunks, order, key=_first) - 1, 0)


def _first(chunk: list[Order]) -> Order:
    return chunk[0]


class OpenCredits(Index[CreditId, Credit]):
    """The credits that could be spent, once their day has come."""

    def __init__(self) -> None:
        """Start with no credit."""
        self._queues: dict[str, Queue] = {}

    def effective_by(self, today: date, currency: str) -> Iterator[CreditId]:
        """Those of *currency* effective on *today* or before, the oldest first."""
        for effective_date, _, credit_id in self._queues.get(currency, ()):
            if effective_date > today:
                return
            yield credit_id

    @override
    def follow(self, key: CreditId, old: Credit | None, new: Credit | None) -> None:
        before, after = _place(old), _place(new)
        if before != after:
            if old is not None and before is not None:
                self._queues[old.currency].remove(before)
            if new is not None and after is not None:
                self._queues.setdefault(new.currency, Queue()).add(after)


def _place(credit: Credit | None) -> Order | None:
    """Where an open credit stands, whether or not its day has come."""
    if credit is None or not credit.usable_on(credit.effective_date):
        return None
    return credit.order
