"""Closed periods: what a wish may not write, and what it may not change (HC-31)."""

from __future__ import annotations

from datetime import date as Date

from credits_core.policy import ClosedPeriod

from .entries import entries
from .facts import Book
from .turn import Turn, refuse_if


def refuse_closed(turn: Turn) -> None:
    """Refuse what would be dated in a closed period, or change what is."""
    if turn.policy.closed_through is not None:
        refuse_if(_writes(turn), "PeriodClosed")
        if turn.policy.in_closed_period is ClosedPeriod.REFUSE:
            refuse_if(_changes(turn), "PeriodClosed")


def _writes(turn: Turn) -> bool:
    """Whether a new document is dated there; what follows a payment is as old as it."""
    book, before = turn.book, turn.before
    invoices = [o.date for o in book.invoices.values() if o.id not in before.invoices]
    payments = [o.date for o in book.payments.values() if o.id not in before.payments]
    credits = [
        one.date
        for one in book.credits.values()
        if one.id not in before.credits and one.payment_id is None
    ]
    return any(_is_closed(turn, day) for day in (*invoices, *payments, *credits))


def _is_closed(turn: Turn, day: Date) -> bool:
    closed = turn.policy.closed_through
    return closed is not None and day <= closed


def _changes(turn: Turn) -> bool:
    """Whether an invoice or a payment of then changed, or an entry of then shrank."""
    book, before = turn.book, turn.before
    old = {one.id for one in book.invoices.values() if _is_closed(turn, one.date)}
    old.update(one.id for one in book.payments.values() if _is_closed(turn, one.date))
    now = {entry.number: entry for entry in entries(book) if entry.is_live}
    shrunk = [
        entry
        for entry in entries(before)
        if entry.is_live and _is_closed(turn, entry.date)
        if entry.number not in now or now[entry.number].amount < entry.amount
    ]
    return bool(shrunk) or bool(old & _touched(book, before))


def _touched(book: Book, before: Book) -> set[str]:
    """The invoices and payments that the command itself changed."""
    touched = {save.invoice_id for save in book.saves[len(before.saves) :]}
    touched.update(book.void_invoices[len(before.void_invoices) :])
    touched.update(one.id for one in book.money[len(before.money) :])
    touched.update(book.void_payments[len(before.void_payments) :])
    return touched
