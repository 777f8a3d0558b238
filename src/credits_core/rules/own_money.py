"""A payment's money serves its own invoices before it is offered as a credit (L5)."""

from __future__ import annotations

from collections.abc import Iterable

from ..events import CashAllocated
from ..fold import Draft, record, the_invoice, the_payment
from ..identity import InvoiceId, PaymentId
from ..invoice import Invoice
from ..money import Money
from ..occasion import Occasion
from .links import needed_own_money, needed_payments, own_money_of, unspent


def serve_own_invoices(
    draft: Draft,
    invoices: Iterable[InvoiceId],
    payments: Iterable[PaymentId],
    occasion: Occasion,
) -> None:
    """Let unspent money flow onto what is due on the payments' own invoices.

    Several invoices are served the oldest recorded first, several payments give
    the newest first.
    """
    hungry = _due(draft, {*invoices, *_named(draft, payments)})
    draft.need(part for one in hungry for part in needed_own_money(draft, one))
    for invoice in hungry:
        due = invoice.due
        for payment in own_money_of(draft, invoice):
            amount = min(due, unspent(draft, payment))
            if amount:
                allocate(draft, payment.id, invoice.id, amount, occasion)
                due -= amount


def allocate(
    draft: Draft,
    payment_id: PaymentId,
    invoice_id: InvoiceId,
    amount: Money,
    occasion: Occasion,
) -> None:
    """Put *amount* of a payment on an invoice, beside what of it is there already."""
    number = draft.paid_by[payment_id].get(invoice_id, draft.entries + 1)
    born = payment_id not in draft.ledger.payments
    payment = the_payment(draft, payment_id)
    record(
        draft,
        CashAllocated(
            number=number,
            payment_id=payment_id,
            invoice_id=invoice_id,
            amount=amount,
            date=payment.date if born else occasion.today,
        ),
    )


def _named(draft: Draft, payments: Iterable[PaymentId]) -> set[InvoiceId]:
    """The invoices of those payments that have something to give."""
    named: set[InvoiceId] = set()
    for payment_id in payments:
        payment = the_payment(draft, payment_id)
        if payment.invoices and unspent(draft, payment):
            draft.need(needed_payments(draft, [payment_id]))
            named.update(payment.invoices)
    return named


def _due(draft: Draft, invoices: Iterable[InvoiceId]) -> list[Invoice]:
    found = [the_invoice(draft, invoice_id) for invoice_id in invoices]
    owing = [one for one in found if one.due.is_positive and not one.is_void]
    return sorted(owing, key=lambda invoice: (invoice.sequence, invoice.id))
