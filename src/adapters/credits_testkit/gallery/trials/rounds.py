"""A round at a desk: commands, previews, retries, rivals, against books in the head.

What has to come of each command is reckoned on whole ledgers without a store; the
desk has to say the same, and its ledgers to keep it. Each check has a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import attrs
from returns.methods import unwrap_or_failure
from typing_extensions import override

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.entry import Entry
from credits_core.fold import fold
from credits_core.identity import CustomerId
from credits_core.laws import Step, state_violations
from credits_core.ledger import Ledger
from credits_core.occasion import Occasion
from credits_core.policy import Policy
from credits_core.ports import Clock, Ledgers

from ...books import Books
from ...occasions import BEGIN, BOSS, occasion
from ...orders import ACME
from .script import CUSTOMERS, POLICY

Found = frozenset[str]
"""The names of the checks that told of something."""


class _Noon(Clock):
    """A clock that shows noon of the day it is set to."""

    day = 0

    @override
    def now(self) -> datetime:
        return BEGIN + timedelta(days=self.day)

    @override
    def today(self) -> date:
        return self.now().date()


class Round:
    """A desk over *ledgers*, new and empty, and what it has to keep."""

    def __init__(self, ledgers: Ledgers, policy: Policy = POLICY) -> None:
        """Begin with empty books."""
        self.ledgers = ledgers
        self.clock = _Noon()
        self.books = Books(CUSTOMERS)
        self.journals: dict[CustomerId, list[Entry]] = {c: [] for c in CUSTOMERS}
        self.desk = Desk(ledgers=ledgers, clock=self.clock, policy=policy)

    def occasion(self) -> Occasion:
        """The occasion of today, with every permission."""
        return attrs.evolve(occasion(self.clock.day), policy=self.desk.policy)

    def given(self, command: Command, day: int) -> Iterator[str]:
        """Previewed, given under a key, and given again."""
        self.clock.day, key = day, key_of(day)
        foreseen = self.books.outcome(command, self.occasion())
        preview = unwrap_or_failure(self.desk.preview(command, BOSS))
        answer = unwrap_or_failure(self.desk.submit(command, BOSS, key))
        expected = foreseen.entry if isinstance(foreseen, Step) else foreseen
        if preview != expected:
            yield "preview"
        yield from self.taken(foreseen, answer, key)
        again = unwrap_or_failure(self.desk.submit(command, BOSS, key))
        if again != answer:
            yield "retry"

    def taken(self, foreseen: object, answer: object, key: str | None) -> Iterator[str]:
        """Take over what was foreseen, and compare it with the answer."""
        expected = foreseen
        if isinstance(foreseen, Step):
            expected = attrs.evolve(foreseen.entry, key=key)
            self.books.write(attrs.evolve(foreseen, entry=expected))
            self.journals[foreseen.after.customer_id].append(expected)
        if answer != expected:
            yield "answer"

    def done(self, command: Command) -> Iterator[str]:
        """A command that is carried out without a key."""
        expected = self.carried_out(command)
        if unwrap_or_failure(self.desk.submit(command, BOSS)) != expected:
            yield "answer"

    def carried_out(self, command: Command) -> Entry:
        """The entry that *command* comes to, taken over into the books."""
        step = self.books.carry_out(command, self.occasion())
        assert isinstance(step, Step)
        self.journals[ACME].append(step.entry)
        return step.entry

    def looked(self) -> Iterator[str]:
        """Whatever is kept, compared with the books."""
        for customer_id in CUSTOMERS:
            whole = self.ledgers.load_whole(customer_id)
            journal = [*self.ledgers.journal(customer_id)]
            if whole != self.books.ledgers[customer_id]:
                yield "stored"
            if journal != self.journals[customer_id]:
                yield "journal"
            if state_violations(whole):
                yield "laws"
            replayed = Ledger(customer_id=customer_id)
            for entry in journal:
                replayed = fold(replayed, entry.events)
            if replayed != whole:
                yield "replay"
        known = sorted(one for one, entries in self.journals.items() if entries)
        if [*self.ledgers.customers()] != known:
            yield "customers"


def key_of(day: int) -> str:
    """A key that differs from the others in its last letters, or in capitals."""
    key = f"what is asked for in the round {day // 2}"
    return key.upper() if day % 2 else key
