"""The credits that the system issues by itself, on behalf of whoever caused them."""

from __future__ import annotations

from ..credit import FromOverpayment, FromReduction, FromRemotePayment, FromReturn
from ..customer_return import CustomerReturn
from ..events import CreditIssued, Funding
from ..fold import Draft
from ..identity import EditId, InvoiceId, reduction_of
from ..invoice import Invoice
from ..money import Money
from ..occasion import Occasion
from ..payment import Payment
from ..permission import SYSTEM
from .links import tenders_on


def overpayment_issued(payment: Payment, occasion: Occasion) -> CreditIssued:
    """A payment's unapplied money as its credit, as old as the receipt (L4).

    Every invoice named on the receipt counts as one that generated it (R12).
    """
    origin = FromOverpayment(payment.id)
    remote = FromRemotePayment(payment.system, payment.id)
    return CreditIssued(
        credit_id=payment.credit_id,
        origin=remote if payment.system else origin,
        amount=payment.unapplied,
        opening=payment.amount.zero,
        effective_date=payment.date,
        sequence=payment.sequence,
        number=payment.credit_id,
        note="",
        generated_by=payment.invoices,
        funded_by=(),
        issued_by=SYSTEM,
        caused_by=occasion.by.cause,
    )


def reduction_issued(
    draft: Draft, invoice: Invoice, edit_id: EditId, amount: Money, occasion: Occasion
) -> CreditIssued:
    """What an invoice was paid too much, after an edit lowered it (R9, L2)."""
    credit_id = reduction_of(edit_id)
    return CreditIssued(
        credit_id=credit_id,
        origin=FromReduction(invoice.id, edit_id),
        amount=amount,
        opening=amount.zero,
        effective_date=occasion.today,
        sequence=draft.sequence,
        number=credit_id,
        note="",
        generated_by=(invoice.id,),
        funded_by=_funding(draft, invoice, amount),
        issued_by=SYSTEM,
        caused_by=occasion.by.cause,
    )


def return_issued(
    draft: Draft,
    goods: CustomerReturn,
    generated_by: tuple[InvoiceId, ...],
    occasion: Occasion,
) -> CreditIssued:
    """The value of goods that came back (R7)."""
    return CreditIssued(
        credit_id=goods.credit_id,
        origin=FromReturn(goods.id),
        amount=goods.value,
        opening=goods.value.zero,
        effective_date=occasion.today,
        sequence=draft.sequence,
        number=goods.credit_id,
        note="",
        generated_by=generated_by,
        funded_by=(),
        issued_by=SYSTEM,
        caused_by=occasion.by.cause,
    )


def _funding(draft: Draft, invoice: Invoice, amount: Money) -> tuple[Funding, ...]:
    """The newest entries on the invoice that no earlier reduction counted (HC-06)."""
    counted = (invoice.reductions + invoice.forfeited).minor
    wanted = amount.minor
    funding: list[Funding] = []
    for entry in tenders_on(draft, invoice):
        skipped = min(counted, entry.amount.minor)
        counted -= skipped
        given = min(wanted, entry.amount.minor - skipped)
        if given:
            part = Money(given, invoice.currency)
            funding.append(Funding(number=entry.number, amount=part))
            wanted -= given
    return tuple(funding)
