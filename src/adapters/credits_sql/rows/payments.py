"""Rows of payments, of their tenders and of the invoices they name."""

from __future__ import annotations

from collections.abc import Sequence

from credits_core.identity import InvoiceId, PaymentId
from credits_core.payment import Method, Payment, Tender

from ..statements import Found, Row
from .making import money
from .owner import Owner, day


def payment_row(owner: Owner, payment: Payment) -> Row:
    """The row of *payment*, without its tenders and the invoices it names."""
    return {
        "tenant_id": owner.tenant_id,
        "customer_id": owner.customer_id,
        "id": payment.id,
        "date": payment.date.isoformat(),
        "sequence": payment.sequence,
        "currency": payment.amount.currency,
        "amount": payment.amount.minor,
        "allocated": payment.allocated.minor,
        "opening": payment.opening.minor,
        "is_void": payment.is_void,
        "is_reversed": payment.is_reversed,
        "replaces": payment.replaces,
        "possible_duplicate_of": payment.possible_duplicate_of,
        "system": payment.system,
    }


def payment_from(
    row: Found, tenders: Sequence[Found], named: Sequence[Found]
) -> Payment:
    """The payment in *row*, with its *tenders* and the invoices *named* on it."""
    currency = row.currency
    return Payment(
        id=row.id,
        date=day(row.date),
        sequence=row.sequence,
        tenders=tuple(tender_from(one, currency) for one in tenders),
        invoices=tuple(named_invoice_from(one) for one in named),
        amount=money(row.amount, currency),
        allocated=money(row.allocated, currency),
        opening=money(row.opening, currency),
        is_void=bool(row.is_void),
        is_reversed=bool(row.is_reversed),
        replaces=row.replaces,
        possible_duplicate_of=row.possible_duplicate_of,
        system=row.system,
    )


def tender_row(
    owner: Owner, payment_id: PaymentId, position: int, tender: Tender
) -> Row:
    """The row of the *tender* at that *position* of the payment."""
    return {
        "tenant_id": owner.tenant_id,
        "payment_id": payment_id,
        "position": position,
        "method": tender.method.value,
        "amount": tender.amount.minor,
    }


def tender_from(row: Found, currency: str) -> Tender:
    """The tender in *row*, of a payment in that *currency*."""
    return Tender(Method(row.method), money(row.amount, currency))


def named_invoice_row(
    owner: Owner, payment_id: PaymentId, position: int, invoice_id: InvoiceId
) -> Row:
    """The row of the invoice that the payment names at that *position*."""
    return {
        "tenant_id": owner.tenant_id,
        "payment_id": payment_id,
        "position": position,
        "invoice_id": invoice_id,
    }


def named_invoice_from(row: Found) -> InvoiceId:
    """The invoice named in *row*."""
    return InvoiceId(row.invoice_id)
