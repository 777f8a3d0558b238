"""Histories of two customers, drawn by numbers, and what the core makes of them.

Each command is decided on the whole ledger, in memory and without an adapter: it
is what an adapter has to come to as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

import attrs
from hypothesis import strategies as st
from returns.methods import unwrap_or_failure
from typing_extensions import override

from credits_core.commands import Command
from credits_core.cutting import documents_of
from credits_core.decide import Decision, decide
from credits_core.effects import effects_of
from credits_core.entry import Entry
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.occasion import Occasion
from credits_core.ports import Change, Clock
from credits_core.rejections import Rejection

from ..chances import Numbers, Situation, next_command, next_mistake
from ..occasions import occasion
from ..orders import ACME
from .given import BETA

Turns = list[list[int]]
"""The numbers by which each command is chosen."""

_MISTAKES_EVERY: Final = 5


def histories() -> st.SearchStrategy[Turns]:
    """From a few to a dozen commands, some of which are refused."""
    numbers = st.lists(st.integers(0, 9_999), min_size=4, max_size=16)
    return st.lists(numbers, min_size=3, max_size=14)


@attrs.frozen(kw_only=True)
class Turn:
    """One *command*, the whole ledger *before* it, and what the core decides."""

    number: int
    command: Command
    before: Ledger
    occasion: Occasion
    outcome: Decision | Rejection

    @property
    def customer_id(self) -> CustomerId:
        """Whose ledger it is about."""
        return self.before.customer_id

    @property
    def key(self) -> str:
        """The idempotency key it is sent under."""
        return f"turn {self.number}"

    @property
    def after(self) -> Ledger:
        """The whole ledger after it."""
        return self.before if self.change is None else self.change.after

    @property
    def change(self) -> Change | None:
        """What it changes, if it is not refused."""
        if not isinstance(self.outcome, Decision):
            return None
        events, after = self.outcome.events, self.outcome.after
        entry = Entry(
            customer_id=self.customer_id,
            version=after.version,
            at=self.occasion.at,
            today=self.occasion.today,
            user_id=self.occasion.by.user_id,
            on_behalf_of=self.occasion.by.on_behalf_of,
            command=self.command,
            events=events,
            effects=effects_of(self.before, events, after),
        )
        return Change(seen=self.before, after=after, entry=entry)


def turns_of(history: Turns) -> Iterator[Turn]:
    """Each turn of the *history*, decided on what the ones before it left."""
    wholes = {one: Ledger(customer_id=one) for one in (ACME, BETA)}
    for number, numbers in enumerate(history):
        customer_id = BETA if numbers[0] % 3 == 2 else ACME
        others = tuple(wholes[one] for one in wholes if one != customer_id)
        turn = _turn(number, numbers, wholes[customer_id], others)
        wholes[customer_id] = turn.after
        yield turn


def _turn(
    number: int, numbers: list[int], before: Ledger, others: tuple[Ledger, ...]
) -> Turn:
    when = occasion(number)
    command = _command(
        numbers, Situation(ledger=before, today=when.today, others=others)
    )
    owners = {one: other.customer_id for other in others for one in documents_of(other)}
    known = attrs.evolve(before, elsewhere=owners)
    outcome = unwrap_or_failure(decide(known, command, when))
    if isinstance(outcome, Decision):
        after = attrs.evolve(outcome.after, elsewhere=before.elsewhere)
        outcome = attrs.evolve(outcome, after=after)
    return Turn(
        number=number, command=command, before=before, occasion=when, outcome=outcome
    )


def _command(numbers: list[int], now: Situation) -> Command:
    chance = Numbers(numbers[2:])
    if numbers[1] % _MISTAKES_EVERY == 0:
        return next_mistake(chance, now).command
    return next_command(chance, now)


class TurnClock(Clock):
    """A clock that shows the time of a turn."""

    def __init__(self) -> None:
        """Start before the first turn."""
        self.occasion = occasion(0)

    @override
    def now(self) -> datetime:
        return self.occasion.at

    @override
    def today(self) -> date:
        return self.occasion.today
