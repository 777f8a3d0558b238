"""Events as sentences for a person, as they are told of an invoice or of a credit."""

from __future__ import annotations

from ..credit import (
    FromOverpayment,
    FromReduction,
    FromRemoteMemo,
    FromRemotePayment,
    FromReturn,
    Manual,
    Origin,
)
from ..events import (
    ApplicationVoided,
    CashAllocated,
    CashReleased,
    CreditApplied,
    CreditCancelled,
    CreditDeleted,
    CreditEdited,
    CreditEvent,
    CreditGrew,
    CreditHeld,
    CreditIssued,
    CreditReopened,
    CreditRetracted,
    CreditWrittenOff,
    Event,
    ForfeitShrank,
    InvoiceEdited,
    InvoiceRegistered,
    InvoiceVoided,
)
from ..payment import Allocation, Application


def of_invoice(event: Event) -> str:
    """What *event* did to the invoice that it is about."""
    match event:
        case InvoiceRegistered():
            return f"It was registered over {event.total}."
        case InvoiceEdited():
            return f"Its total was changed from {event.old_total} to {event.new_total}."
        case InvoiceVoided():
            return f"It was voided; its total had been {event.old_total}."
        case CashAllocated():
            return f"{event.amount} of payment {event.payment_id} went onto it."
        case CashReleased():
            return f"{event.amount} of payment {event.payment_id} left it again."
        case CreditApplied():
            what = f"{event.amount} of credit {event.credit_id}"
            return f"{what} went onto it with receipt {event.payment_id}."
        case ApplicationVoided():
            what = f"{event.amount} of credit {event.credit_id}"
            return f"{what}, applied with receipt {event.payment_id}, was taken back."
        case _:
            return _of_reduction(event)


def _of_reduction(event: Event) -> str:
    """What became of money that was paid too much on an invoice."""
    match event:
        case CreditIssued():
            return f"{event.amount} paid too much became credit {event.credit_id}."
        case CreditGrew():
            return f"{event.amount} more became part of credit {event.credit_id}."
        case CreditRetracted():
            return f"{event.amount} came back from credit {event.credit_id}."
        case ForfeitShrank():
            return f"{event.amount} that was forfeited is not there any more."
        case CreditCancelled() | CreditWrittenOff():
            return f"{event.amount} of credit {event.credit_id} was forfeited."
        case _:
            return f"{type(event).__name__}."


def of_credit(event: CreditEvent) -> str:
    """What *event* did to the credit that it is about."""
    match event:
        case CreditIssued():
            used = f", {event.opening} of it used before" if event.opening else ""
            return f"{event.amount} was issued{used}: {of_origin(event.origin)}."
        case CreditEdited():
            return f"Its amount was changed from {event.old_amount} to {event.amount}."
        case CreditApplied():
            with_receipt = f"with receipt {event.payment_id}"
            return (
                f"{event.amount} went onto invoice {event.invoice_id} {with_receipt}."
            )
        case ApplicationVoided():
            return f"{event.amount} came back from invoice {event.invoice_id}."
        case CreditGrew():
            return f"It grew by {event.amount}."
        case CreditRetracted():
            return f"{event.amount} was retracted: {event.cause}."
        case _:
            return _of_decision(event)


def _of_decision(event: CreditEvent) -> str:
    """What somebody decided about a credit."""
    match event:
        case CreditCancelled():
            return f"It was cancelled, and {event.amount} given up."
        case CreditWrittenOff():
            return f"{event.amount} that came home to it was written off."
        case ForfeitShrank():
            return f"{event.amount} that was forfeited is not behind it any more."
        case CreditReopened():
            return "Its cancellation was taken back."
        case CreditDeleted():
            return f"It was deleted with {event.amount} in it."
        case CreditHeld():
            return f"It is held: {event.hold.value}."
        case _:
            return "It is not held any more."


def of_origin(origin: Origin) -> str:
    """Where a credit came from, in a few words."""
    match origin:
        case Manual():
            return "granted"
        case FromReturn(return_id):
            return f"goods came back with return {return_id}"
        case FromOverpayment(payment_id):
            return f"payment {payment_id} was more than what was due"
        case FromReduction(invoice_id, edit_id):
            return f"edit {edit_id} lowered invoice {invoice_id} below what was paid"
        case FromRemoteMemo(system, remote_id):
            return f"credit memo {remote_id} of {system}"
        case FromRemotePayment(system, payment_id):
            return f"money of payment {payment_id} of {system} that is on no invoice"


def of_tender(tender: Allocation | Application) -> str:
    """Of what an amount on an invoice is."""
    if isinstance(tender, Allocation):
        return f"of payment {tender.payment_id}"
    return f"of credit {tender.credit_id} (receipt {tender.payment_id})"
