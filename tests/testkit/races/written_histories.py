"""Histories written by hand: what was done in which order, and when it was seen.

Each line is carried out in memory, one after the other, so that every answer is a
real one. The windows in time are free, and whatever was seen can be changed
afterwards, to tell a history that cannot be.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import attrs

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.entry import Entry
from credits_core.identity import CustomerId, UserId
from credits_core.permission import EVERYTHING, Actor, Role
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.ports import Ledgers
from credits_core.queries import CustomerCredits, Query
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.orders import ACME
from credits_testkit.races import (
    Asked,
    History,
    NoAnswer,
    Operation,
    Previewed,
    Setting,
    Submitted,
    Together,
)
from credits_testkit.races.history import Doing, Outcome
from credits_testkit.races.recording import outcome_of
from credits_testkit.races.stored import Stored

TODAY = date(2026, 1, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
OTHER = CustomerId("OTHER")

CREDITS = Asked(query=CustomerCredits(customer_id=ACME))
"""The question what credits the customer has."""


def sent(command: Command, key: str | None = None) -> Submitted:
    """A command to be carried out."""
    return Submitted(command=command, key=key)


def all_of(*orders: Submitted) -> Together:
    """Several commands to be carried out together."""
    return Together(orders=orders)


def asked(query: Query) -> Asked:
    """A question."""
    return Asked(query=query)


def tried(command: Command) -> Previewed:
    """A preview."""
    return Previewed(command=command)


def of(customer_id: CustomerId, command: Command) -> Command:
    """The same command of another customer."""
    return attrs.evolve(command, customer_id=customer_id)


def done_in_memory(
    ledgers: Ledgers, doing: Doing, name: str, policy: Policy
) -> Outcome:
    """What a desk over *ledgers* says to it, at noon of the day."""
    actor = Actor(UserId(name), (Role("Everything", EVERYTHING),))
    desk = Desk(ledgers=ledgers, clock=HandClock(NOON), policy=policy)
    return outcome_of(desk, doing, actor)


@attrs.define
class Writing:
    """A history while it is written."""

    policy: Policy = DEFAULT_POLICY
    ledgers: MemoryLedgers = attrs.field(factory=MemoryLedgers)
    operations: list[Operation] = attrs.field(factory=list)

    def saw(self, process: str, start: int, end: int, doing: Doing) -> Operation:
        """Do it now, and write down that *process* saw it in that window."""
        outcome = done_in_memory(self.ledgers, doing, process, self.policy)
        operation = Operation(
            process=process,
            number=1 + sum(one.process == process for one in self.operations),
            user_id=UserId(process),
            start=start,
            end=end,
            doing=doing,
            outcome=outcome,
        )
        self.operations.append(operation)
        return operation

    def lost(self, process: str, start: int, doing: Doing) -> None:
        """Do it now, but nobody hears of it."""
        operation = self.saw(process, start, start, doing)
        self.unheard(operation)

    def never(self, process: str, start: int, doing: Doing) -> None:
        """It was asked for, but it was neither done nor heard of."""
        unheard = NoAnswer(why="It never came back.")
        self.operations.append(
            Operation(
                process=process,
                number=1,
                user_id=UserId(process),
                start=start,
                end=start,
                doing=doing,
                outcome=unheard,
            )
        )

    def unheard(self, operation: Operation) -> None:
        """Nobody heard what came of it."""
        self.seen_as(operation, outcome=NoAnswer(why="It never came back."))

    def seen_as(self, operation: Operation, **changed: object) -> None:
        """Change what was seen of an operation."""
        place = self.operations.index(operation)
        self.operations[place] = attrs.evolve(operation, **changed)  # type: ignore[arg-type] # by name

    def history(self) -> History:
        """All of it, and what the ledgers hold."""
        customers = tuple(self.ledgers.customers())
        return History(
            setting=Setting(today=TODAY, policy=self.policy),
            operations=tuple(sorted(self.operations, key=lambda one: one.start)),
            journal=tuple(e for one in customers for e in self.ledgers.journal(one)),
            ledgers=tuple(Stored.of(self.ledgers.load_whole(one)) for one in customers),
        )


def with_journal(history: History, change: Callable[[list[Entry]], object]) -> History:
    """The same history with other entries in the journal."""
    journal = list(history.journal)
    change(journal)
    return attrs.evolve(history, journal=tuple(journal))
