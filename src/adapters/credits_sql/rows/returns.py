"""Rows of returns and of the lines that came back."""

from __future__ import annotations

from collections.abc import Sequence

from credits_core.customer_return import CustomerReturn, ReturnedLine
from credits_core.exact import Quantity
from credits_core.identity import ReturnId
from credits_core.money import Money

from ..statements import Found, Row
from .owner import Owner


def return_row(owner: Owner, returned: CustomerReturn) -> Row:
    """The row of a return, without its lines."""
    return {
        "tenant_id": owner.tenant_id,
        "customer_id": owner.customer_id,
        "id": returned.id,
        "invoice_id": returned.invoice_id,
        "currency": returned.value.currency,
        "has_credit": returned.has_credit,
        "is_reopened": returned.is_reopened,
    }


def return_from(row: Found, lines: Sequence[Found]) -> CustomerReturn:
    """The return in *row*, with its *lines*."""
    return CustomerReturn(
        id=row.id,
        invoice_id=row.invoice_id,
        lines=tuple(returned_line_from(line, row.currency) for line in lines),
        has_credit=bool(row.has_credit),
        is_reopened=bool(row.is_reopened),
    )


def returned_line_row(
    owner: Owner, return_id: ReturnId, position: int, line: ReturnedLine
) -> Row:
    """The row of the *line* at that *position* of the return."""
    return {
        "tenant_id": owner.tenant_id,
        "return_id": return_id,
        "id": line.id,
        "position": position,
        "product": line.product,
        "quantity": line.quantity.micros,
        "value": line.value.minor,
        "unit_price": line.unit_price.micros,
        "package": line.package,
        "batch": line.batch,
        "invoice_line": line.invoice_line,
    }


def returned_line_from(row: Found, currency: str) -> ReturnedLine:
    """The line in *row*, of a return in that *currency*."""
    return ReturnedLine(
        id=row.id,
        product=row.product,
        quantity=Quantity(row.quantity),
        value=Money(row.value, currency),
        unit_price=Quantity(row.unit_price),
        package=row.package,
        batch=row.batch,
        invoice_line=row.invoice_line,
    )
