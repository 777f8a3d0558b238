"""The visible figures that a command changed, from its slices before and after."""

from __future__ import annotations

from .entry import CreditNow, DueNow, Effects, GivenUp, Moved
from .events import (
    ApplicationVoided,
    CreditApplied,
    CreditCancelled,
    CreditWrittenOff,
    Event,
)
from .identity import CreditId
from .ledger import Ledger
from .money import Money


def effects_of(before: Ledger, events: tuple[Event, ...], after: Ledger) -> Effects:
    """What *events* changed between *before* and *after* (R19, R32)."""
    return Effects(
        due=_dues(before, after),
        credits=_credits(before, after),
        applied=tuple(_moved(e) for e in events if isinstance(e, CreditApplied)),
        voided=tuple(
            _moved(event)
            for event in sorted(
                (e for e in events if isinstance(e, ApplicationVoided)),
                key=lambda event: event.number,
            )
        ),
        written_off=_given_up(events),
    )


def _dues(before: Ledger, after: Ledger) -> tuple[DueNow, ...]:
    changed: list[DueNow] = []
    for invoice_id, invoice in after.invoices.items():
        known = before.invoices.get(invoice_id)
        if known is invoice:
            continue
        if known is None or known.due != invoice.due:
            changed.append(DueNow(invoice_id=invoice_id, due=invoice.due))
    return tuple(sorted(changed, key=lambda one: one.invoice_id))


def _credits(before: Ledger, after: Ledger) -> tuple[CreditNow, ...]:
    changed: list[CreditNow] = []
    for credit_id, credit in after.credits.items():
        known = before.credits.get(credit_id)
        if known is credit:
            continue
        now = CreditNow(
            credit_id=credit_id, amount=credit.amount, available=credit.available
        )
        if known is None or (known.amount, known.available) != (
            now.amount,
            now.available,
        ):
            changed.append(now)
    return tuple(sorted(changed, key=lambda one: one.credit_id))


def _moved(event: CreditApplied | ApplicationVoided) -> Moved:
    return Moved(
        payment_id=event.payment_id,
        credit_id=event.credit_id,
        invoice_id=event.invoice_id,
        amount=event.amount,
    )


def _given_up(events: tuple[Event, ...]) -> tuple[GivenUp, ...]:
    amounts: dict[CreditId, Money] = {}
    for event in events:
        if isinstance(event, (CreditCancelled, CreditWrittenOff)) and event.amount:
            before = amounts.get(event.credit_id, event.amount.zero)
            amounts[event.credit_id] = before + event.amount
    return tuple(
        GivenUp(credit_id=credit_id, amount=amount)
        for credit_id, amount in amounts.items()
    )
