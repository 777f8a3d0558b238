"""Changing a payment afterwards: edit, void, reverse, void one application."""

from __future__ import annotations

from credits_core.commands import (
    EditPayment,
    Mode,
    RecordPaymentReversed,
    VoidApplication,
    VoidPayment,
)

from .entries import Entry, entries, live_cash, live_uses, uses_of
from .facts import Counted, Marked
from .settling import credit_of_payment, serve, settle, take_back
from .turn import Turn, is_cancelled, refuse_if
from .wishing import refuse_lost_uses


def edit_payment(turn: Turn, command: EditPayment) -> None:
    """The money of a receipt is another amount; its credit follows."""
    turn.there("payments", command.payment_id)
    refuse_void(turn, command.payment_id)
    refuse_if(command.amount.minor <= 0, "NonPositiveAmount")
    made = turn.book.payments[command.payment_id]
    refuse_if(command.amount.currency != made.currency, "CurrencyMismatch")
    change_money(turn, command.payment_id, command.amount.minor)
    if command.mode is Mode.STRICT:
        refuse_lost_uses(turn)


def refuse_void(turn: Turn, payment_id: str) -> None:
    """Refuse to touch a payment that is void."""
    refuse_if(payment_id in turn.book.void_payments, "AlreadyVoided")


def change_money(turn: Turn, payment_id: str, amount: int) -> None:
    """Bring a payment to *amount*, and everything that hangs on it."""
    before = turn.figures.received[payment_id]
    turn.book.money.append(Counted(payment_id, amount - before))
    made = turn.book.payments[payment_id]
    for invoice_id in made.invoices:
        if amount > before and invoice_id not in turn.book.void_invoices:
            serve(turn, made, invoice_id)
    give_up(turn, payment_id)
    settle(turn)


def give_up(turn: Turn, payment_id: str) -> None:
    """Take from a payment what it no longer has (order 3.4).

    Its unspent credit goes by itself; then go the uses of its credit, the newest
    first, its allocations in the reverse order of the receipt, and last what was
    spent before it was read in.
    """
    made = turn.book.payments[payment_id]
    credit_id = credit_of_payment(made)
    for use in reversed(uses_of(turn.book, credit_id)):
        figures = turn.figures
        missing = figures.used[credit_id] - figures.unapplied(payment_id)
        if missing > 0:
            take_back(turn, use, missing)
    for invoice_id in reversed(made.invoices):
        _take_cash(turn, payment_id, invoice_id)
    missing = -turn.figures.unapplied(payment_id)
    if missing > 0:
        turn.book.spent_before.append(Counted(payment_id, -missing))


def _take_cash(turn: Turn, payment_id: str, invoice_id: str) -> None:
    """Take from one invoice what the payment no longer has."""
    for cash in live_cash(turn.book):
        part = min(cash.amount, -turn.figures.unapplied(payment_id))
        here = (cash.payment_id, cash.invoice_id) == (payment_id, invoice_id)
        if here and part > 0:
            turn.take(cash, part)


def void_payment(turn: Turn, command: VoidPayment) -> None:
    """The money of a receipt is taken back; what credits it applied may stand."""
    turn.there("payments", command.payment_id)
    refuse_void(turn, command.payment_id)
    if command.including_credits:
        for use in live_uses(turn.book):
            if use.payment_id == command.payment_id:
                turn.named.add(use.number)
                turn.void(use)
    lose_money(turn, command.payment_id)
    if command.mode is Mode.STRICT:
        refuse_lost_uses(turn)


def reverse_payment(turn: Turn, command: RecordPaymentReversed) -> None:
    """The money of a receipt never arrived: a fact, which is never refused."""
    turn.there("payments", command.payment_id)
    refuse_void(turn, command.payment_id)
    lose_money(turn, command.payment_id)


def lose_money(turn: Turn, payment_id: str) -> None:
    """Void a payment: all of its cash leaves its invoices at once."""
    for cash in live_cash(turn.book):
        if cash.payment_id == payment_id:
            turn.void(cash)
    spent_before = turn.figures.spent_before[payment_id]
    turn.book.spent_before.append(Counted(payment_id, -spent_before))
    turn.book.void_payments.append(payment_id)
    settle(turn)


def void_application(turn: Turn, command: VoidApplication) -> None:
    """What a receipt applied of a credit on an invoice comes home."""
    key = (command.payment_id, command.credit_id, command.invoice_id)
    undo_application(turn, *key, reopen=command.reopen)


def undo_application(
    turn: Turn, payment_id: str, credit_id: str, invoice_id: str, *, reopen: bool
) -> None:
    """Void the one live application of that receipt, credit and invoice."""
    turn.there("credits", credit_id)
    turn.there("invoices", invoice_id)
    every = _applications(turn, (payment_id, credit_id, invoice_id))
    refuse_if(not every, "Unknown")
    live = [one for one in every if one.is_live]
    refuse_if(not live, "AlreadyVoided")
    if reopen and is_cancelled(turn.book, credit_id):
        turn.book.cancelled.append(Marked(credit_id, None))
    turn.named.add(live[0].number)
    turn.void(live[0])
    settle(turn)


def _applications(turn: Turn, key: tuple[str, str, str]) -> list[Entry]:
    """What that receipt ever applied of that credit on that invoice."""
    return [
        one
        for one in entries(turn.book)
        if (one.payment_id, one.credit_id, one.invoice_id) == key
    ]
