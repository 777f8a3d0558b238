"""Folding money that goes onto an invoice or comes back from it."""

from __future__ import annotations

from ..events import ApplicationVoided, CashAllocated, CashReleased, CreditApplied
from ..evolving import evolve
from ..money import Money
from ..parts import APayment, OutsideFootprintError, UsesOf
from ..payment import Allocation, Application
from .draft import Draft
from .known import the_credit, the_invoice, the_payment


def fold_cash(draft: Draft, event: CashAllocated | CashReleased) -> None:
    """Put money of a payment onto an invoice, or take it away again."""
    payment = the_payment(draft, event.payment_id)
    invoice = the_invoice(draft, event.invoice_id)
    if isinstance(event, CashAllocated):
        moved, allocation = event.amount, _grown(draft, event)
    else:
        moved, allocation = -event.amount, _shrunk(draft, event)
    draft.put_allocation(allocation)
    draft.entries = max(draft.entries, event.number)
    draft.put_payment(evolve(payment, allocated=payment.allocated + moved))
    draft.put_invoice(evolve(invoice, cash=invoice.cash + moved))


def _grown(draft: Draft, event: CashAllocated) -> Allocation:
    known = draft.allocations.get(event.number)
    if known is not None:
        return evolve(known, amount=known.amount + event.amount)
    if event.number <= draft.ledger.entries:
        raise OutsideFootprintError(frozenset((APayment(event.payment_id),)))
    return Allocation(
        number=event.number,
        payment_id=event.payment_id,
        invoice_id=event.invoice_id,
        amount=event.amount,
        date=event.date,
    )


def _shrunk(draft: Draft, event: CashReleased) -> Allocation:
    known = draft.allocations.get(event.number)
    if known is None:
        raise OutsideFootprintError(frozenset((APayment(event.payment_id),)))
    if known.amount == event.amount:
        return evolve(known, voided_on=event.date)
    return evolve(known, amount=known.amount - event.amount)


def fold_application(draft: Draft, event: CreditApplied | ApplicationVoided) -> None:
    """Put part of a credit onto an invoice, or take all of that back."""
    match event:
        case CreditApplied():
            draft.entries = event.number
            draft.put_application(
                Application(
                    number=event.number,
                    payment_id=event.payment_id,
                    credit_id=event.credit_id,
                    invoice_id=event.invoice_id,
                    amount=event.amount,
                    date=event.date,
                )
            )
            _move(draft, event, event.amount)
        case ApplicationVoided():
            known = draft.applications.get(event.number)
            if known is None:
                raise OutsideFootprintError(frozenset((UsesOf(event.credit_id),)))
            draft.put_application(evolve(known, voided_on=event.date))
            _move(draft, event, -event.amount)


def _move(
    draft: Draft, event: CreditApplied | ApplicationVoided, amount: Money
) -> None:
    credit = the_credit(draft, event.credit_id)
    invoice = the_invoice(draft, event.invoice_id)
    draft.put_credit(evolve(credit, used=credit.used + amount))
    draft.put_invoice(evolve(invoice, applied=invoice.applied + amount))
