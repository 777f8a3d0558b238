"""Reading everything of one customer, voided entries too."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Select, Table, select

from credits_core.ledger import WHOLE, Ledger

from ..rows import (
    allocation_from,
    application_from,
    credit_from,
    invoice_from,
)
from ..statements import Statement, given
from ..tables import (
    allocation,
    application,
    credit,
    customer_return,
    invoice,
    invoice_line,
    payment,
    payment_invoice,
    returned_line,
    tender,
)
from .documents import lines_of, payments_of, returns_of
from .reading import Reading


def _all(table: Table, *order: Column[Any]) -> Statement:
    """All rows of a table that has the customer in it, in *order*."""
    return Statement(_stored(table).where(*_owner(table)).order_by(*order))


def _pieces(table: Table, name: str, document: Table) -> Statement:
    """All rows of a table whose documents, called *name* in it, have the customer.

    In no order, and not as a join: SQLite would walk through the whole table.
    """
    owned = select(document.c.id).where(*_owner(document))
    tenant = table.c.tenant_id == given(table.c.tenant_id)
    return Statement(_stored(table).where(tenant, table.c[name].in_(owned)))


def _stored(table: Table) -> Select[Any]:
    return select(*(column for column in table.c if column.computed is None))


def _owner(table: Table) -> tuple[ColumnElement[bool], ...]:
    names = (table.c.tenant_id, table.c.customer_id)
    return tuple(column == given(column) for column in names)


_INVOICES: Final = _all(invoice, invoice.c.sequence, invoice.c.id)
_LINES: Final = _pieces(invoice_line, "invoice_id", invoice)
_PAYMENTS: Final = _all(payment, payment.c.sequence, payment.c.id)
_TENDERS: Final = _pieces(tender, "payment_id", payment)
_NAMED: Final = _pieces(payment_invoice, "payment_id", payment)
_CREDITS: Final = _all(credit, credit.c.sequence, credit.c.id)
_RETURNS: Final = _all(customer_return, customer_return.c.id)
_RETURNED: Final = _pieces(returned_line, "return_id", customer_return)
_ALLOCATIONS: Final = _all(allocation, allocation.c.number)
_APPLICATIONS: Final = _all(application, application.c.number)


def load_whole(reading: Reading) -> Ledger:
    """Everything there is of the customer; the head first, as for a slice."""
    every, (version, entries) = reading.matching, reading.head()
    invoices = {row.id: invoice_from(row) for row in every(_INVOICES)}
    return Ledger(
        customer_id=reading.owner.customer_id,
        version=version,
        entries=entries,
        invoices=invoices,
        lines=lines_of(invoices, every(_LINES)),
        payments=payments_of(every(_PAYMENTS), every(_TENDERS), every(_NAMED)),
        credits={row.id: credit_from(row) for row in every(_CREDITS)},
        returns=returns_of(every(_RETURNS), every(_RETURNED)),
        allocations={row.number: allocation_from(row) for row in every(_ALLOCATIONS)},
        applications={
            row.number: application_from(row) for row in every(_APPLICATIONS)
        },
        scope=WHOLE,
    )
