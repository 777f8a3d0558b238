"""On which day what happened to credits counts, told by the journal alone.

Everything has two days: the *recorded* one, on which the command was given, and the
*business* one, of the document. A credit's story is read in the order in which it
was recorded: neither day of a movement is ever before that of the movement that came
before it. Therefore the story up to any day ends after a whole command, and what is
left is never below zero. What moves nothing, such as a new note or a hold, changes
no day of anything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

import attrs

from ..credit import FromOverpayment, FromRemotePayment
from ..entry import Entry
from ..events import (
    ApplicationVoided,
    CreditApplied,
    CreditEvent,
    CreditIssued,
    Event,
    PaymentReceived,
)
from ..identity import CreditId, PaymentId
from ..money import Money
from .moved import ADDING, MovementKind, moved


@attrs.frozen(kw_only=True)
class Dated:
    """An *event* about one credit, and the two days on which it counts."""

    credit_id: CreditId
    event: CreditEvent
    recorded: date
    business: date
    version: int


@attrs.frozen(kw_only=True)
class Movement:
    """An *amount* that came to a credit or left it, by one command.

    It is below zero only for what is taken out again of what was cancelled.
    """

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


def dated(entries: Iterable[Entry]) -> Iterator[Dated]:
    """Everything that happened to the credits of one customer, command by command.

    What one command did to a credit stands together, and has one business day.
    """
    moved_last: dict[CreditId, date] = {}
    recorded = date.min
    for entry in entries:
        recorded = max(recorded, entry.today)
        for credit_id, events in _by_credit(entry).items():
            day, is_fixed = _day(events, entry)
            day = max(day, moved_last.get(credit_id, day))
            if is_fixed:
                moved_last[credit_id] = day
            for event in events:
                yield Dated(
                    credit_id=credit_id,
                    event=event,
                    recorded=recorded,
                    business=day,
                    version=entry.version,
                )


def movements(entries: Iterable[Entry]) -> Iterator[Movement]:
    """Everything that moved in the credits of one customer, in its order.

    What one command issued of a credit and retracted again at once never came.
    """
    for _, some in groupby(dated(entries), lambda one: (one.version, one.credit_id)):
        together = tuple(some)
        first = together[0]
        for kind, amount in _summed(one.event for one in together):
            yield Movement(
                credit_id=first.credit_id,
                kind=kind,
                amount=amount,
                recorded=first.recorded,
                business=first.business,
                version=first.version,
            )


def _by_credit(entry: Entry) -> dict[CreditId, list[CreditEvent]]:
    found: dict[CreditId, list[CreditEvent]] = {}
    for event in entry.events:
        if isinstance(event, CreditEvent):
            found.setdefault(event.credit_id, []).append(event)
    return found


def _day(events: Iterable[CreditEvent], entry: Entry) -> tuple[date, bool]:
    """The day of what one command did to a credit, and whether later ones mind it."""
    days = [(event, day) for event, day in _own_days(events, entry)]
    moving = [day for event, day in days if _begins_or_moves(event)]
    return max(moving or [day for _, day in days]), bool(moving)


def _own_days(
    events: Iterable[CreditEvent], entry: Entry
) -> Iterator[tuple[CreditEvent, date]]:
    """Each event with the day of its document; without one, that of its credit's."""
    undated = entry.today
    for event in events:
        match event:
            case CreditIssued():
                undated = _issued_on(event, entry)
                yield event, undated
            case CreditApplied() | ApplicationVoided():
                yield event, event.date
            case _:
                yield event, undated


def _issued_on(event: CreditIssued, entry: Entry) -> date:
    """The day of the document; money that a payment got back arises when it does."""
    match event.origin:
        case FromOverpayment(payment_id) | FromRemotePayment(_, payment_id):
            if not any(_receives(one, payment_id) for one in entry.events):
                return max(event.effective_date, entry.today)
        case _:
            pass
    return event.effective_date


def _receives(event: Event, payment_id: PaymentId) -> bool:
    return isinstance(event, PaymentReceived) and event.payment_id == payment_id


def _begins_or_moves(event: CreditEvent) -> bool:
    return isinstance(event, CreditIssued) or any(one for _, one in moved(event))


def _summed(events: Iterable[CreditEvent]) -> Iterator[tuple[MovementKind, Money]]:
    """What these events of one credit move together, kind by kind."""
    sums: Counter[MovementKind] = Counter()
    currency = ""
    for kind, amount in (one for event in events for one in moved(event)):
        currency = amount.currency
        sums[kind] += amount.minor
    netted = min(sums[MovementKind.ISSUED], sums[MovementKind.RETRACTED])
    sums[MovementKind.ISSUED] -= netted
    sums[MovementKind.RETRACTED] -= netted
    return ((kind, Money(minor, currency)) for kind, minor in sums.items() if minor)
