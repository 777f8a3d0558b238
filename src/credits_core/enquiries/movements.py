"""What moved in credits, told by the journal, and on which day it counts.

Tables know only the present; what was true on another day is told by the journal
alone. Every movement changes what is left of one credit, and has two days: the
*recorded* one, on which the command was given, and the *business* one, of the
document. A credit's story is read in the order in which it was recorded: neither
day is ever before that of the movement that came before it. Therefore the story
up to any day ends after a whole command, and what is left is never below zero.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final

import attrs

from ..credit import FromOverpayment, FromRemotePayment
from ..entry import Entry
from ..events import (
    ApplicationVoided,
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
    ForfeitShrank,
    HoldReleased,
    PaymentReceived,
)
from ..identity import CreditId, PaymentId
from ..money import Money


class MovementKind(enum.Enum):
    """What a movement is called in a roll-forward.

    *Issued* also covers what a credit grew by, and *retracted* what it was lowered
    by; a deleted credit is apart from both.
    """

    ISSUED = "issued"
    RETRACTED = "retracted"
    APPLIED = "applied"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    WRITTEN_OFF = "written off"
    DELETED = "deleted"


ADDING: Final = frozenset({MovementKind.ISSUED, MovementKind.RETURNED})
"""The kinds of which there is more afterwards; of all others there is less."""


@attrs.frozen(kw_only=True)
class Movement:
    """An *amount*, never below zero, that came to a credit or left it."""

    credit_id: CreditId
    kind: MovementKind
    amount: Money
    recorded: date
    business: date
    version: int

    @property
    def change(self) -> Money:
        """By how much more is left of the credit afterwards."""
        return self.amount if self.kind in ADDING else -self.amount


@attrs.frozen(kw_only=True)
class Dated:
    """An *event* about one credit, and the two days on which it counts."""

    credit_id: CreditId
    event: CreditEvent
    recorded: date
    business: date
    version: int


def dated(entries: Iterable[Entry]) -> Iterator[Dated]:
    """Everything that happened to the credits of one customer, in its order."""
    days: dict[CreditId, date] = {}
    recorded = date.min
    for entry in entries:
        recorded = max(recorded, entry.today)
        found = [one for one in entry.events if isinstance(one, CreditEvent)]
        received = [
            one.payment_id for one in entry.events if isinstance(one, PaymentReceived)
        ]
        for event in found:
            day = _business_day(event, entry.today, received)
            days[event.credit_id] = max(days.get(event.credit_id, date.min), day)
        for event in found:
            yield Dated(
                credit_id=event.credit_id,
                event=event,
                recorded=recorded,
                business=days[event.credit_id],
                version=entry.version,
            )


def movements(entries: Iterable[Entry]) -> Iterator[Movement]:
    """Everything that moved in the credits of one customer, in its order."""
    for one in dated(entries):
        kind_and_amount = moved(one.event)
        if kind_and_amount is not None:
            kind, amount = kind_and_amount
            yield Movement(
                credit_id=one.credit_id,
                kind=kind,
                amount=amount,
                recorded=one.recorded,
                business=one.business,
                version=one.version,
            )


def moved(event: CreditEvent) -> tuple[MovementKind, Money] | None:
    """What *event* moves; what was used before a credit was read in never came."""
    match event:
        case CreditIssued():
            return MovementKind.ISSUED, event.amount - event.opening
        case CreditGrew():
            return MovementKind.ISSUED, event.amount
        case CreditEdited() if event.amount >= event.old_amount:
            return MovementKind.ISSUED, event.amount - event.old_amount
        case CreditEdited():
            return MovementKind.RETRACTED, event.old_amount - event.amount
        case ForfeitShrank() | CreditReopened() | CreditHeld() | HoldReleased():
            return None
        case _:
            return _KINDS[type(event)], event.amount


_KINDS: Final[dict[type[CreditEvent], MovementKind]] = {
    CreditRetracted: MovementKind.RETRACTED,
    CreditApplied: MovementKind.APPLIED,
    ApplicationVoided: MovementKind.RETURNED,
    CreditCancelled: MovementKind.CANCELLED,
    CreditWrittenOff: MovementKind.WRITTEN_OFF,
    CreditDeleted: MovementKind.DELETED,
}


def _business_day(
    event: CreditEvent, today: date, received: Collection[PaymentId]
) -> date:
    """The day of the document; money that a payment got back arises when it does."""
    match event:
        case CreditIssued(origin=FromOverpayment() | FromRemotePayment() as origin):
            is_new = origin.payment_id in received
            return event.effective_date if is_new else max(event.effective_date, today)
        case CreditIssued():
            return event.effective_date
        case CreditApplied() | ApplicationVoided():
            return event.date
        case _:
            return today
