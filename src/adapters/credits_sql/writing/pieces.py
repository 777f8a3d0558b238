"""The pieces of a document that have rows of their own, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Table, delete

from credits_core.customer_return import CustomerReturn, ReturnedLine
from credits_core.identity import InvoiceId
from credits_core.payment import Payment, Tender

from ..batch import Batch
from ..rows import Owner, named_invoice_row, returned_line_row, tender_row
from ..statements import Row, Statement, given, inserting
from ..tables import payment_invoice, returned_line, tender

D = TypeVar("D", Payment, CustomerReturn)
P = TypeVar("P", Tender, InvoiceId, ReturnedLine)


class Pieces(Generic[D, P]):
    """The rows of one table that belong to one document; replaced as a whole."""

    def __init__(
        self,
        table: Table,
        document: str,
        pieces: Callable[[D], Sequence[P]],
        row: Callable[[Owner, Any, int, P], Row],
    ) -> None:
        """Write the *row* of each of the *pieces*; *document* names their owner."""
        self._pieces: Callable[[D], Sequence[P]] = pieces
        self._row: Callable[[Owner, Any, int, P], Row] = row
        self._document = document
        self._insert = Statement(inserting(table))
        self._insert_again = Statement(inserting(table))
        self._delete = Statement(
            delete(table).where(
                table.c.tenant_id == given(table.c.tenant_id),
                table.c[document] == given(table.c[document]),
            )
        )

    def add(self, batch: Batch, owner: Owner, document: D) -> None:
        """Write the pieces of a new *document*."""
        for row in self._rows(owner, document):
            batch.add(self._insert, row)

    def replace(self, batch: Batch, owner: Owner, old: D, new: D) -> None:
        """Write the pieces of *new* in place of those of *old*, if they differ."""
        if self._pieces(old) == self._pieces(new):
            return
        key: Row = {"tenant_id": owner.tenant_id, self._document: new.id}
        batch.add(self._delete, key)
        for row in self._rows(owner, new):
            batch.add(self._insert_again, row)

    def _rows(self, owner: Owner, document: D) -> list[Row]:
        return [
            self._row(owner, document.id, position, piece)
            for position, piece in enumerate(self._pieces(document))
        ]


TENDERS: Final = Pieces[Payment, Tender](
    tender, "payment_id", lambda one: one.tenders, tender_row
)
NAMED: Final = Pieces[Payment, InvoiceId](
    payment_invoice, "payment_id", lambda one: one.invoices, named_invoice_row
)
RETURNED: Final = Pieces[CustomerReturn, ReturnedLine](
    returned_line, "return_id", lambda one: one.lines, returned_line_row
)
