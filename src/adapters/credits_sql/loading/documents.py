"""Documents put together from their own row and the rows that belong to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from credits_core.customer_return import CustomerReturn
from credits_core.identity import InvoiceId, PaymentId, ReturnId
from credits_core.ledger import Lines
from credits_core.payment import Payment

from ..rows import line_from, payment_from, return_from
from ..statements import Found, Rows


def payments_of(rows: Rows, tenders: Rows, named: Rows) -> dict[PaymentId, Payment]:
    """The payments in *rows*, with their *tenders* and the invoices *named*."""
    money = _groups(tenders, "payment_id")
    names = _groups(named, "payment_id")
    return {row.id: payment_from(row, money[row.id], names[row.id]) for row in rows}


def returns_of(rows: Rows, lines: Rows) -> dict[ReturnId, CustomerReturn]:
    """The returns in *rows*, with their *lines*."""
    groups = _groups(lines, "return_id")
    return {row.id: return_from(row, groups[row.id]) for row in rows}


def lines_of(invoices: Iterable[InvoiceId], lines: Rows) -> dict[InvoiceId, Lines]:
    """The *lines* of each of those *invoices*, in their order."""
    groups = _groups(lines, "invoice_id")
    return {
        invoice_id: {line.id: line for line in map(line_from, groups[invoice_id])}
        for invoice_id in invoices
    }


def _groups(rows: Rows, name: str) -> defaultdict[str, list[Found]]:
    groups: defaultdict[str, list[Found]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    for group in groups.values():
        group.sort(key=_position)
    return groups


def _position(row: Found) -> int:
    position: int = row.position
    return position
