"""A company's objects, and the ways to find them.

Nothing here is decided: a draft decides, and hands in what is to be kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from .records import Record
from .sorted_keys import SortedKeys

OPEN_KINDS = frozenset({"Invoice", "CreditMemo", "Payment"})
_SIGNS = {"Invoice": 1, "CreditMemo": -1, "Payment": -1}


def order_of(object_id: str) -> int:
    """An id as a number to sort by; ids that are words come last."""
    return int(object_id) if object_id.isdecimal() else 10**18


class Shelf:
    """All objects of one kind."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.tombstones: dict[str, int] = {}
        self.by_id: SortedKeys[tuple[int, int]] = SortedKeys()
        self.by_update: SortedKeys[tuple[int, int]] = SortedKeys()
        self.by_date: SortedKeys[tuple[str, int]] = SortedKeys()
        self.by_customer: dict[str, dict[str, None]] = defaultdict(dict)
        self.by_number: dict[str, dict[str, None]] = defaultdict(dict)
        self.by_reference: dict[str, dict[str, None]] = defaultdict(dict)
        self.by_name: dict[str, str] = {}
        self.open: dict[str, dict[str, None]] = defaultdict(dict)

    def put(self, old: Record | None, new: Record | None) -> None:
        """Let *new* take the place of *old*."""
        if old is not None:
            self._take_out(old)
        if new is not None:
            self._put_in(new)

    def bury(self, object_id: str, at: int) -> None:
        """Remember that an object was deleted."""
        self.tombstones[object_id] = at
        self.by_update.add((at, order_of(object_id)))

    def _put_in(self, record: Record) -> None:
        order = order_of(record.id)
        self.records[record.id] = record
        self.by_id.add((order, order))
        self.by_update.add((record.updated, order))
        if record.date:
            self.by_date.add((record.date, order))
        for index, key in self._indexes(record):
            index[key][record.id] = None
        if record.name:
            self.by_name[record.name.lower()] = record.id

    def _take_out(self, record: Record) -> None:
        order = order_of(record.id)
        del self.records[record.id]
        self.by_id.drop((order, order))
        self.by_update.drop((record.updated, order))
        if record.date:
            self.by_date.drop((record.date, order))
        for index, key in self._indexes(record):
            index[key].pop(record.id, None)
            if not index[key]:
                del index[key]
        if self.by_name.get(record.name.lower()) == record.id:
            del self.by_name[record.name.lower()]

    def _indexes(
        self, record: Record
    ) -> Iterator[tuple[dict[str, dict[str, None]], str]]:
        if record.customer:
            yield self.by_customer, record.customer
        if record.number:
            yield self.by_number, record.number.lower()
        if record.reference:
            yield self.by_reference, record.reference.lower()
        if record.balance and record.entity in OPEN_KINDS:
            yield self.open, record.customer


class Books:
    """All objects of one company."""

    def __init__(self) -> None:
        self.shelves: dict[str, Shelf] = defaultdict(Shelf)
        self.applied: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        self.owed: dict[str, int] = defaultdict(int)
        self.children: dict[str, dict[str, None]] = defaultdict(dict)
        self.last_id = 0
        self.last_number = 1000

    def find(self, entity: str, object_id: str) -> Record | None:
        """The object, if it is there."""
        return self.shelves[entity].records.get(object_id)

    def named(self, entities: Iterable[str], name: str) -> Record | None:
        """The object of this *name*, whatever its case, on one of these shelves."""
        for entity in entities:
            found = self.shelves[entity].by_name.get(name.lower())
            if found is not None:
                return self.shelves[entity].records[found]
        return None

    def put(self, key: tuple[str, str], new: Record | None, at: int) -> Record | None:
        """Keep *new* under *key*, or nothing any more; tells what was there."""
        entity, object_id = key
        shelf = self.shelves[entity]
        old = shelf.records.get(object_id)
        shelf.put(old, new)
        if new is None and old is not None:
            shelf.bury(object_id, at)
        self._count(old, -1)
        self._count(new, 1)
        return old

    def _count(self, record: Record | None, sign: int) -> None:
        if record is None:
            return
        if record.entity in _SIGNS and record.balance:
            self.owed[record.customer] += sign * _SIGNS[record.entity] * record.balance
        if record.id.isdecimal():
            self.last_id = max(self.last_id, int(record.id))
        self._link(record, sign)

    def _link(self, record: Record, sign: int) -> None:
        for use in record.uses:
            payments = self.applied[use.kind, use.id]
            left = payments.get(record.id, 0) + sign * use.amount
            if left:
                payments[record.id] = left
            else:
                payments.pop(record.id, None)
        if record.entity == "Customer" and record.parent:
            children = self.children[record.parent]
            if sign > 0:
                children[record.id] = None
            else:
                children.pop(record.id, None)
