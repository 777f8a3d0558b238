"""Keeping closed periods as they are (HC-31).

What is dated in a closed period is not changed by a wish; with the policy
``REVERSE_TODAY`` it may be reversed, with today's date. Facts are recorded in
any case: they are dated today by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..commands import (
    Command,
    ImportChange,
    ImportCredit,
    ImportPayment,
    RecordPaymentReversed,
)
from ..credit import FromOverpayment, FromRemotePayment
from ..events import (
    ApplicationVoided,
    CashReleased,
    CreditIssued,
    Event,
    InvoiceEdited,
    InvoiceRegistered,
    InvoiceVoided,
    PaymentEdited,
    PaymentReceived,
    PaymentVoided,
)
from ..fold import Draft
from ..occasion import Occasion
from ..policy import ClosedPeriod
from ..rejections import PeriodClosed


def period_refusal(
    draft: Draft, command: Command, occasion: Occasion
) -> PeriodClosed | None:
    """The refusal, with the whole list, if a closed period would be changed."""
    closed = occasion.policy.closed_through
    facts = (ImportChange, ImportCredit, ImportPayment, RecordPaymentReversed)
    if closed is None or isinstance(command, facts):
        return None
    entries = [name for name, day in _dated(draft, occasion) if day <= closed]
    if not entries:
        return None
    return PeriodClosed(closed_through=closed, entries=tuple(entries))


def _dated(draft: Draft, occasion: Occasion) -> Iterator[tuple[str, date]]:
    """Every date that the command writes, or whose entries it changes."""
    reverses = occasion.policy.in_closed_period is ClosedPeriod.REVERSE_TODAY
    for event in draft.events:
        yield from _written(event)
        if not reverses:
            yield from _changed(draft, event)


def _written(event: Event) -> Iterator[tuple[str, date]]:
    match event:
        case InvoiceRegistered():
            yield f"invoice {event.invoice_id}", event.date
        case PaymentReceived():
            yield f"payment {event.payment_id}", event.date
        case CreditIssued():
            if not isinstance(event.origin, (FromOverpayment, FromRemotePayment)):
                yield f"credit {event.credit_id}", event.effective_date
        case _:
            return


def _changed(draft: Draft, event: Event) -> Iterator[tuple[str, date]]:
    before = draft.ledger
    match event:
        case ApplicationVoided() if event.number in before.applications:
            what = f"{event.credit_id} on {event.invoice_id}"
            yield what, before.applications[event.number].date
        case CashReleased() if event.number in before.allocations:
            what = f"{event.payment_id} on {event.invoice_id}"
            yield what, before.allocations[event.number].date
        case InvoiceEdited() | InvoiceVoided():
            invoice = before.invoices[event.invoice_id]
            yield f"invoice {invoice.id}", invoice.date
        case PaymentEdited() | PaymentVoided():
            payment = before.payments[event.payment_id]
            yield f"payment {payment.id}", payment.date
        case _:
            return
