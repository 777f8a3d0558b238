"""The kinds of things whose rows are written, and what is written of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

import attrs
from sqlalchemy import Table

from credits_core.credit import Credit
from credits_core.customer_return import CustomerReturn
from credits_core.identity import InvoiceId
from credits_core.invoice import Invoice, InvoiceLine
from credits_core.ledger import Ledger
from credits_core.payment import Allocation, Application, Payment

from ..batch import Batch
from ..rows import (
    Owner,
    allocation_row,
    application_row,
    changing_of_credit,
    changing_of_invoice,
    credit_row,
    facts_of_credit,
    facts_of_invoice,
    invoice_row,
    line_row,
    payment_row,
    return_row,
)
from ..statements import Row, Statement, inserting, updating
from ..tables import (
    allocation,
    application,
    credit,
    customer_return,
    invoice,
    invoice_line,
    payment,
)
from ..tables.metadata import CHANGES
from .pieces import NAMED, RETURNED, TENDERS, Pieces

V = TypeVar("V")


class Kind(Generic[V]):
    """Values that have one row each in one table, and perhaps pieces in others."""

    def __init__(
        self,
        table: Table,
        row: Callable[[Owner, V], Row],
        held: Callable[[Ledger], Mapping[Any, V]],
        pieces: Sequence[Pieces[Any, Any]] = (),
        *,
        facts: Callable[[V], object] | None = None,
        changing: Callable[[Owner, V], Row] | None = None,
    ) -> None:
        """Write to *table* the *row* of each value that a ledger *held*.

        What changes most often tells by itself which *facts* never change, and what
        is *changing* in its row; of other kinds both are found in the whole row.
        """
        self._row = row
        self._facts_of = facts
        self._changing = changing or row
        self._held = held
        self._pieces = pieces
        self._insert = Statement(inserting(table))
        self._update = Statement(updating(table))
        self._facts = [
            column.name
            for column in table.c
            if column.info != CHANGES and column.computed is None
        ]

    def differences(self, seen: Ledger, after: Ledger) -> Differences[V]:
        """What is new *after* a change, and what differs from what was *seen*."""
        new: list[V] = []
        changed: list[tuple[V, V]] = []
        held = self._held(after)
        if not held:
            return Differences(self, new, changed)
        known = self._held(seen)
        for key, value in held.items():
            old = known.get(key)
            if old is None:
                new.append(value)
            elif old is not value and old != value:
                changed.append((old, value))
        return Differences(self, new, changed)

    def insert(self, batch: Batch, owner: Owner, values: Iterable[V]) -> None:
        """Write new *values*, and then their pieces."""
        for value in values:
            batch.add(self._insert, self._row(owner, value))
            for piece in self._pieces:
                piece.add(batch, owner, value)

    def update(self, batch: Batch, owner: Owner, old: V, new: V) -> None:
        """Write *new* over *old*; what never changes must be the same in both."""
        if not self._has_the_facts_of(owner, old, new):
            raise AssertionError(f"Facts never change: {old!r} and {new!r}.")
        batch.add(self._update, self._changing(owner, new))
        for piece in self._pieces:
            piece.replace(batch, owner, old, new)

    def _has_the_facts_of(self, owner: Owner, old: V, new: V) -> bool:
        if self._facts_of is not None:
            return self._facts_of(old) == self._facts_of(new)
        before, after = self._row(owner, old), self._row(owner, new)
        return all(before[name] == after[name] for name in self._facts)


@attrs.frozen
class Differences(Generic[V]):
    """What of one *kind* is *new* after a change, and what *changed* from what."""

    kind: Kind[V]
    new: list[V]
    changed: list[tuple[V, V]]

    def update(self, batch: Batch, owner: Owner) -> None:
        """Write what changed."""
        for old, new in self.changed:
            self.kind.update(batch, owner, old, new)

    def insert(self, batch: Batch, owner: Owner) -> None:
        """Write what is new."""
        self.kind.insert(batch, owner, self.new)


@attrs.frozen
class PlacedLine:
    """A line of an invoice with its place in it."""

    invoice_id: InvoiceId
    position: int
    line: InvoiceLine


def _placed(ledger: Ledger) -> dict[tuple[str, str], PlacedLine]:
    return {
        (invoice_id, line.id): PlacedLine(invoice_id, position, line)
        for invoice_id, lines in ledger.lines.items()
        for position, line in enumerate(lines.values())
    }


def _placed_row(owner: Owner, placed: PlacedLine) -> Row:
    return line_row(owner, placed.invoice_id, placed.position, placed.line)


INVOICES: Final = Kind[Invoice](
    invoice,
    invoice_row,
    lambda one: one.invoices,
    facts=facts_of_invoice,
    changing=changing_of_invoice,
)
LINES: Final = Kind[PlacedLine](invoice_line, _placed_row, _placed)
PAYMENTS: Final = Kind[Payment](
    payment, payment_row, lambda one: one.payments, (TENDERS, NAMED)
)
RETURNS: Final = Kind[CustomerReturn](
    customer_return, return_row, lambda one: one.returns, (RETURNED,)
)
CREDITS: Final = Kind[Credit](
    credit,
    credit_row,
    lambda one: one.credits,
    facts=facts_of_credit,
    changing=changing_of_credit,
)
ALLOCATIONS: Final = Kind[Allocation](
    allocation, allocation_row, lambda one: one.allocations
)
APPLICATIONS: Final = Kind[Application](
    application, application_row, lambda one: one.applications
)
