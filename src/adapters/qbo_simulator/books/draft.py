"""Changes that are in the making, and not yet in the books.

Whoever refuses in the middle just drops the draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import attrs

from ..amounts import Document
from ..changes import Operation
from ..clock import pacific_seconds
from ..entities import KINDS
from .records import LINKING, Record, record_of
from .shelves import Books, order_of

Key = tuple[str, str]


@attrs.frozen
class Note:
    """What is to be told of an object that the draft changes."""

    operation: Operation
    derived: bool = False
    deleted_id: str | None = None


class Draft:
    """Books with changes on top, all of one instant."""

    def __init__(self, books: Books, at: datetime) -> None:
        self.books = books
        self.at = at
        self.changed: dict[Key, Record | None] = {}
        self.notes: dict[Key, Note] = {}
        self.last_id = books.last_id
        self.last_number = books.last_number

    @property
    def now_text(self) -> str:
        """The draft's instant as metadata has it."""
        return pacific_seconds(self.at)

    def find(self, entity: str, object_id: str) -> Record | None:
        """The object as the draft has it."""
        key = entity, object_id
        if key in self.changed:
            return self.changed[key]
        return self.books.find(entity, object_id)

    def next_id(self) -> str:
        """An id that no object had before."""
        self.last_id += 1
        return str(self.last_id)

    def save(self, entity: str, document: Document, note: Note) -> Record:
        """Write *document* down; it has an Id, a SyncToken and metadata."""
        old = self.find(entity, str(document["Id"]))
        outside = old.outside if old else 0
        record = record_of(entity, KINDS[entity].ordered(document), outside=outside)
        self._note(record.key, record, note)
        return record

    def remove(self, record: Record, note: Note | None = None) -> None:
        """Take an object out."""
        self._note(record.key, None, note or Note(Operation.DELETE))

    def _note(self, key: Key, record: Record | None, note: Note) -> None:
        self.changed[key] = record
        told = self.notes.get(key)
        if told is None or (told.derived and not note.derived):
            self.notes[key] = note
        elif note.operation is Operation.DELETE:
            self.notes[key] = attrs.evolve(note, derived=told.derived and note.derived)

    def applied(self, kind: str, object_id: str) -> dict[str, int]:
        """How many cents of an object each payment, or deposit, holds."""
        settled = dict(self.books.applied.get((kind, object_id), {}))
        for (entity, payment_id), record in self.changed.items():
            if entity not in LINKING:
                continue
            settled.pop(payment_id, None)
            for use in record.uses if record else ():
                if (use.kind, use.id) == (kind, object_id):
                    settled[payment_id] = settled.get(payment_id, 0) + use.amount
        return settled

    def open_items(self, entity: str, customer: str) -> list[Record]:
        """What a customer has open of a kind, the oldest first."""
        ids = dict.fromkeys(self.books.shelves[entity].open.get(customer, ()))
        ids |= dict.fromkeys(key[1] for key in self.changed if key[0] == entity)
        found = (self.find(entity, each) for each in ids)
        mine = [
            record
            for record in found
            if record and record.customer == customer and record.balance
        ]
        return sorted(mine, key=lambda record: (record.date, order_of(record.id)))

    def owed(self, customer: str) -> int:
        """What a customer owes altogether, less what is open in their favour."""
        total = self.books.owed.get(customer, 0)
        signs = {"Invoice": 1, "CreditMemo": -1, "Payment": -1}
        for (entity, object_id), record in self.changed.items():
            sign = signs.get(entity, 0)
            old = self.books.find(entity, object_id) if sign else None
            if old and old.customer == customer:
                total -= sign * old.balance
            if sign and record and record.customer == customer:
                total += sign * record.balance
        return total

    def customers(self) -> Iterator[str]:
        """The customers whose open items the draft changes."""
        touched: dict[str, None] = {}
        for (entity, object_id), record in self.changed.items():
            if entity in {"Invoice", "CreditMemo", "Payment"}:
                old = self.books.find(entity, object_id)
                touched |= {each.customer: None for each in (old, record) if each}
        return iter(touched)
