"""Rows of invoices and their lines."""

from __future__ import annotations

from operator import attrgetter
from typing import Final

from credits_core.exact import Quantity
from credits_core.identity import InvoiceId
from credits_core.invoice import Invoice, InvoiceLine, LineKind

from ..statements import Found, Row
from .making import money
from .owner import Owner, day, day_or_none, text_or_none


def invoice_row(owner: Owner, invoice: Invoice) -> Row:
    """The row of *invoice*."""
    return {
        **changing_of_invoice(owner, invoice),
        "customer_id": owner.customer_id,
        "number": invoice.number,
        "date": invoice.date.isoformat(),
        "due_date": text_or_none(invoice.due_date),
        "sequence": invoice.sequence,
        "currency": invoice.total.currency,
    }


def changing_of_invoice(owner: Owner, invoice: Invoice) -> Row:
    """What may change in the row of *invoice*, and its key."""
    return {
        "tenant_id": owner.tenant_id,
        "id": invoice.id,
        "total": invoice.total.minor,
        "cash": invoice.cash.minor,
        "applied": invoice.applied.minor,
        "reductions": invoice.reductions.minor,
        "forfeited": invoice.forfeited.minor,
        "is_void": invoice.is_void,
    }


facts_of_invoice: Final = attrgetter(
    "id", "number", "date", "due_date", "sequence", "total.currency"
)
"""What never changes in the row of an invoice."""


def invoice_from(row: Found) -> Invoice:
    """The invoice in *row*."""
    currency = row.currency
    return Invoice(
        id=row.id,
        number=row.number,
        date=day(row.date),
        due_date=day_or_none(row.due_date),
        sequence=row.sequence,
        total=money(row.total, currency),
        cash=money(row.cash, currency),
        applied=money(row.applied, currency),
        reductions=money(row.reductions, currency),
        forfeited=money(row.forfeited, currency),
        is_void=bool(row.is_void),
    )


def line_row(
    owner: Owner, invoice_id: InvoiceId, position: int, line: InvoiceLine
) -> Row:
    """The row of the *line* at that *position* of the invoice."""
    returned = line.returned_value
    return {
        "tenant_id": owner.tenant_id,
        "invoice_id": invoice_id,
        "id": line.id,
        "position": position,
        "product": line.product,
        "quantity": line.quantity.micros,
        "unit_price": line.unit_price.micros,
        "kind": line.kind.value,
        "currency": line.amount.currency,
        "amount": line.amount.minor,
        "returned_quantity": line.returned_quantity.micros,
        "returned_value": None if returned is None else returned.minor,
    }


def line_from(row: Found) -> InvoiceLine:
    """The line in *row*."""
    currency, returned = row.currency, row.returned_value
    return InvoiceLine(
        id=row.id,
        amount=money(row.amount, currency),
        product=row.product,
        quantity=Quantity(row.quantity),
        unit_price=Quantity(row.unit_price),
        kind=LineKind(row.kind),
        returned_quantity=Quantity(row.returned_quantity),
        returned_value=None if returned is None else money(returned, currency),
    )
