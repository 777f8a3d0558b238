"""What each journal entry did to an invoice or a credit, in sentences and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TypeGuard

import attrs

from ..credit import FromReduction
from ..entry import Entry
from ..events import (
    ApplicationVoided,
    CashAllocated,
    CashReleased,
    CreditApplied,
    CreditCancelled,
    CreditEvent,
    CreditGrew,
    CreditIssued,
    CreditRetracted,
    CreditWrittenOff,
    Event,
    ForfeitShrank,
    InvoiceEdited,
    InvoiceRegistered,
    InvoiceVoided,
)
from ..identity import CreditId, InvoiceId, UserId
from ..money import Money
from .moved import ADDING, moved
from .sentences import of_credit, of_invoice


@attrs.frozen(kw_only=True)
class Step:
    """What one journal entry did to a document.

    *command* names what was asked for, *sentences* tell what it did, and *after* is
    what was due, or left, when it was done.
    """

    version: int
    at: datetime
    today: date
    user_id: UserId
    on_behalf_of: UserId | None
    command: str
    sentences: tuple[str, ...]
    after: Money

    @property
    def who(self) -> str:
        """Who did it, and for whom if it was the system."""
        if self.on_behalf_of is None:
            return self.user_id
        return f"{self.user_id} for {self.on_behalf_of}"


def steps_of_invoice(entries: Iterable[Entry], invoice_id: InvoiceId) -> Iterator[Step]:
    """What happened to an invoice; *after* is what was due on it."""
    reductions: set[CreditId] = set()
    due: Money | None = None
    for entry in entries:
        told: list[str] = []
        for event in entry.events:
            if _reduces(event, invoice_id):
                reductions.add(event.credit_id)
            change = due_change(event, invoice_id, reductions)
            if change is not None:
                due = change if due is None else due + change
                told.append(of_invoice(event))
        if told and due is not None:
            yield _step(entry, told, due)


def due_change(
    event: Event, invoice_id: InvoiceId, reductions: set[CreditId]
) -> Money | None:
    """By how much more is due on the invoice after *event*; None: it is elsewhere.

    *reductions* are the credits that its reductions issued: what is behind them is
    due again, unless it is forfeited.
    """
    match event:
        case InvoiceRegistered() if event.invoice_id == invoice_id:
            return event.total
        case InvoiceEdited() if event.invoice_id == invoice_id:
            return event.new_total - event.old_total
        case InvoiceVoided() if event.invoice_id == invoice_id:
            return -event.old_total
        case CashAllocated() | CreditApplied() if event.invoice_id == invoice_id:
            return -event.amount
        case CashReleased() | ApplicationVoided() if event.invoice_id == invoice_id:
            return event.amount
        case _:
            return _reduction_change(event, reductions)


def _reduction_change(event: Event, reductions: set[CreditId]) -> Money | None:
    match event:
        case CreditIssued() | CreditGrew() if event.credit_id in reductions:
            return event.amount
        case CreditRetracted() | ForfeitShrank() if event.credit_id in reductions:
            return -event.amount
        case CreditCancelled() | CreditWrittenOff() if event.credit_id in reductions:
            return event.amount.zero
        case _:
            return None


def steps_of_credit(entries: Iterable[Entry], credit_id: CreditId) -> Iterator[Step]:
    """What happened to a credit; *after* is what was left of it."""
    left: Money | None = None
    for entry in entries:
        told: list[str] = []
        for event in entry.events:
            if isinstance(event, CreditEvent) and event.credit_id == credit_id:
                left = _left(event, left)
                told.append(of_credit(event))
        if told and left is not None:
            yield _step(entry, told, left)


def _left(event: CreditEvent, left: Money | None) -> Money | None:
    for kind, amount in moved(event):
        change = amount if kind in ADDING else -amount
        left = change if left is None else left + change
    return left


def _reduces(event: Event, invoice_id: InvoiceId) -> TypeGuard[CreditIssued]:
    return (
        isinstance(event, CreditIssued)
        and isinstance(event.origin, FromReduction)
        and event.origin.invoice_id == invoice_id
    )


def _step(entry: Entry, told: list[str], after: Money) -> Step:
    return Step(
        version=entry.version,
        at=entry.at,
        today=entry.today,
        user_id=entry.user_id,
        on_behalf_of=entry.on_behalf_of,
        command=type(entry.command).__name__,
        sentences=tuple(told),
        after=after,
    )
