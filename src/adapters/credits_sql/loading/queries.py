"""The statements that read a slice; each finds its rows through one index."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, Integer, Select, Table, bindparam, select, tuple_

from ..statements import Statement, among, given
from ..tables import (
    OPEN,
    allocation,
    application,
    credit,
    customer_return,
    invoice,
    invoice_line,
    ledger,
    payment,
    payment_invoice,
    returned_line,
    tender,
)


def _rows(
    table: Table, *conditions: ColumnElement[bool]
) -> Select[*tuple[object, ...]]:
    """All stored columns of the tenant's rows that meet the *conditions*."""
    stored = [column for column in table.c if column.computed is None]
    mine = table.c.tenant_id == given(table.c.tenant_id)
    return select(*stored).where(mine, *conditions)


def _of_customer(table: Table) -> ColumnElement[bool]:
    return table.c.customer_id == given(table.c.customer_id)


def _live(table: Table) -> ColumnElement[bool]:
    return table.c.voided_on.is_(None)


HEAD: Final = Statement(_rows(ledger, _of_customer(ledger)))

INVOICES: Final = Statement(_rows(invoice, among(invoice.c.id)))
PAYMENTS: Final = Statement(_rows(payment, among(payment.c.id)))
CREDITS: Final = Statement(_rows(credit, among(credit.c.id)))
RETURNS: Final = Statement(_rows(customer_return, among(customer_return.c.id)))

LINES: Final = Statement(
    _rows(invoice_line, among(invoice_line.c.invoice_id)).order_by(
        invoice_line.c.position
    )
)
TENDERS: Final = Statement(
    _rows(tender, among(tender.c.payment_id)).order_by(tender.c.position)
)
NAMED: Final = Statement(
    _rows(payment_invoice, among(payment_invoice.c.payment_id)).order_by(
        payment_invoice.c.position
    )
)
RETURNED: Final = Statement(
    _rows(returned_line, among(returned_line.c.return_id)).order_by(
        returned_line.c.position
    )
)

CASH_OF: Final = Statement(
    _rows(
        allocation,
        _of_customer(allocation),
        among(allocation.c.payment_id),
        _live(allocation),
    )
)
CASH_ON: Final = Statement(
    _rows(
        allocation,
        _of_customer(allocation),
        among(allocation.c.invoice_id),
        _live(allocation),
    )
)
USES_ON: Final = Statement(
    _rows(
        application,
        _of_customer(application),
        among(application.c.invoice_id),
        _live(application),
    )
)
USES_BY: Final = Statement(
    _rows(
        application,
        _of_customer(application),
        among(application.c.payment_id),
        _live(application),
    )
)
USES_OF: Final = Statement(
    _rows(
        application,
        _of_customer(application),
        among(application.c.credit_id),
        _live(application),
    )
)
APPLICATIONS: Final = Statement(
    _rows(
        application,
        _of_customer(application),
        among(application.c.payment_id, "payments"),
        among(application.c.credit_id, "credits"),
        among(application.c.invoice_id, "invoices"),
    )
)
REDUCTIONS: Final = Statement(
    _rows(credit, _of_customer(credit), among(credit.c.origin_invoice_id))
)
OWN_MONEY: Final = Statement(
    select(payment_invoice.c.payment_id)
    .join(
        credit,
        (credit.c.tenant_id == payment_invoice.c.tenant_id)
        & (credit.c.origin_payment_id == payment_invoice.c.payment_id),
    )
    .where(
        payment_invoice.c.tenant_id == given(payment_invoice.c.tenant_id),
        among(payment_invoice.c.invoice_id),
        _of_customer(credit),
        credit.c.available > 0,
    )
)
LIKE: Final = Statement(
    _rows(
        payment,
        _of_customer(payment),
        payment.c.date == given(payment.c.date),
        payment.c.amount == given(payment.c.amount),
        payment.c.currency == given(payment.c.currency),
        ~payment.c.is_void,
    )
)

_PLACE: Final = (credit.c.effective_date, credit.c.sequence, credit.c.id)

OLDEST: Final = Statement(
    _rows(
        credit,
        _of_customer(credit),
        credit.c.currency == given(credit.c.currency),
        OPEN,  # type: ignore[arg-type]  # text stands for a condition
        credit.c.hold.is_(None),
        credit.c.effective_date <= given(credit.c.effective_date, "today"),
        tuple_(*_PLACE)
        > tuple_(*(given(column, f"after_{column.name}") for column in _PLACE)),
    )
    .order_by(*_PLACE)
    .limit(bindparam("most", type_=Integer))
)
