"""Refusing to void applications that a strict command does not name (§ strict)."""

from __future__ import annotations

from ..commands import (
    Command,
    CorrectReturn,
    EditPayment,
    Mode,
    ReopenReturn,
    VoidInvoice,
    VoidMode,
    VoidPayment,
)
from ..events import ApplicationVoided
from ..fold import Draft
from ..money import Money
from ..rejections import Blocker, CreditInUse


def strict_refusal(draft: Draft, command: Command) -> CreditInUse | None:
    """The refusal if *command* is strict and would void what it does not name.

    That an invoice becomes due is no reason to refuse.
    """
    if not _is_strict(command):
        return None
    voided = [
        event
        for event in draft.events
        if isinstance(event, ApplicationVoided)
        and event.number <= draft.ledger.entries
        and not _is_named(event, command)
    ]
    if not voided:
        return None
    blockers = tuple(
        Blocker(
            payment_id=event.payment_id,
            credit_id=event.credit_id,
            invoice_id=event.invoice_id,
            amount=event.amount,
        )
        for event in sorted(voided, key=lambda event: event.number)
    )
    return CreditInUse(blockers=blockers, floor=_floor(draft, command))


def _is_strict(command: Command) -> bool:
    match command:
        case EditPayment() | VoidPayment() | ReopenReturn() | CorrectReturn():
            return command.mode is Mode.STRICT
        case VoidInvoice():
            return command.mode is VoidMode.STRICT
        case _:
            return False


def _is_named(event: ApplicationVoided, command: Command) -> bool:
    """Whether the application is on, or part of, the very object being voided."""
    match command:
        case VoidInvoice():
            return event.invoice_id == command.invoice_id
        case VoidPayment(including_credits=True):
            return event.payment_id == command.payment_id
        case _:
            return False


def _floor(draft: Draft, command: Command) -> Money | None:
    """The lowest amount that voids nothing, where the credit itself is in use."""
    before = draft.ledger
    match command:
        case EditPayment():
            payment = before.payments[command.payment_id]
            credit = before.credits.get(payment.credit_id)
            spent = credit is not None and credit.used
            return payment.amount - credit.available if credit and spent else None
        case CorrectReturn():
            goods = before.returns[command.return_id]
            return before.credits[goods.credit_id].used
        case _:
            return None
