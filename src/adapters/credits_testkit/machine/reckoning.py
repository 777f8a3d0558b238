"""What every turn has to come to, reckoned on whole ledgers without a store.

A desk over any ledgers must answer the same. Each command is judged on the way by
all that does not depend on a store.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import attrs
from returns.methods import unwrap_or_failure
from typing_extensions import override

from credits_core.authorize import Request, authorize
from credits_core.commands import Command
from credits_core.desk import Order
from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId
from credits_core.laws import Step
from credits_core.occasion import Occasion
from credits_core.permission import AnyActor, Authority
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.ports import Clock
from credits_core.queries import History
from credits_core.rejections import IdempotencyConflict, NotPermitted, Rejection
from credits_core.wire import fingerprint

from ..books import Books
from ..chances import Situation
from ..occasions import BEGIN
from ..oracle import Oracle
from ..orders import ACME
from .judging import judge_by_oracle, judge_slice, judge_step

Outcome = Entry | Rejection
"""What a desk answers to a command."""

Foreseen = Step | Rejection
"""What a command will come to, with the ledgers around it."""


class DayClock(Clock):
    """A clock that shows noon of some day after the beginning of all stories."""

    def __init__(self) -> None:
        """Begin on the first day."""
        self.day = 0

    @override
    def now(self) -> datetime:
        return BEGIN + timedelta(days=self.day)

    @override
    def today(self) -> date:
        return self.now().date()


class Reckoning:
    """All that is known of the customers of both desks, and what follows from it."""

    def __init__(self, customers: tuple[CustomerId, ...]) -> None:
        """Begin with empty ledgers and the policy of the product."""
        self.clock = DayClock()
        self.policy: Policy = DEFAULT_POLICY
        self.books = Books(customers)
        self.journals: dict[CustomerId, list[Entry]] = {one: [] for one in customers}
        self.answers: dict[str, Answer] = {}
        self.given: list[tuple[Command, Outcome]] = []
        self.oracle = Oracle(self.policy)

    @property
    def customers(self) -> tuple[CustomerId, ...]:
        """Every customer, in the order in which they are chosen."""
        return tuple(self.books.ledgers)

    def adopt(self, policy: Policy) -> None:
        """Go on under another *policy*."""
        self.policy = policy
        self.oracle.policy = policy

    def situation(self, customer_id: CustomerId) -> Situation:
        """What is possible for that customer now."""
        return self.books.situation(customer_id, self.clock.today(), self.policy)

    def permitted(self, request: Request, actor: AnyActor) -> Authority | NotPermitted:
        """Whether the actor may ask for that."""
        return unwrap_or_failure(authorize(request, actor, self.policy))

    def occasion(self, actor: AnyActor) -> Occasion:
        """Now, on the authority of an *actor* who may do everything."""
        authority = authorize(History(customer_id=ACME), actor, self.policy).unwrap()
        return self._occasion(authority)

    def _occasion(self, authority: Authority) -> Occasion:
        now, today = self.clock.now(), self.clock.today()
        return Occasion(at=now, today=today, by=authority, policy=self.policy)

    def foresee(self, command: Command, actor: AnyActor) -> Foreseen:
        """What *command* will come to when it is given now without a key."""
        authority = self.permitted(command, actor)
        if isinstance(authority, NotPermitted):
            return authority
        occasion = self._occasion(authority)
        outcome = self.books.outcome(command, occasion)
        asked = self.books.asked(command.customer_id)
        judge_slice(asked, command, occasion, outcome)
        return outcome

    def give(self, order: Order, actor: AnyActor) -> Outcome:
        """The answer to *order*; what it changes is taken over."""
        known = None if order.key is None else self.answers.get(order.key)
        if known is None:
            return self.take(order, self.foresee(order.command, actor))
        permitted = self.permitted(order.command, actor)
        repeated = self.repeated(known, order.command)
        answer = permitted if isinstance(permitted, NotPermitted) else repeated
        self.given.append((order.command, answer))
        return answer

    def repeated(self, known: Answer, command: Command) -> Outcome:
        """The answer to a *command* under a key that was used before."""
        if known.fingerprint != fingerprint(command):
            return IdempotencyConflict(key=known.key)
        return known.outcome

    def take(self, order: Order, foreseen: Foreseen) -> Outcome:
        """Take over what *order* comes to; the answer to it."""
        answer: Outcome
        if isinstance(foreseen, Step):
            entry = attrs.evolve(foreseen.entry, key=order.key)
            self._write(attrs.evolve(foreseen, entry=entry))
            answer = entry
        else:
            answer = foreseen
        self.given.append((order.command, answer))
        if not isinstance(answer, NotPermitted):
            judge_by_oracle(self.oracle, self.clock.today(), order.command, foreseen)
            self._remember(order, answer)
        return answer

    def _remember(self, order: Order, answer: Outcome) -> None:
        if order.key is not None:
            self.answers[order.key] = Answer(
                key=order.key, fingerprint=fingerprint(order.command), outcome=answer
            )

    def give_together(
        self, orders: Sequence[Order], actor: AnyActor
    ) -> tuple[Entry, ...] | Rejection:
        """The answer to all *orders*; a refusal of one undoes the others."""
        for order in orders:
            authority = self.permitted(order.command, actor)
            if isinstance(authority, NotPermitted):
                return authority
        trial = self.copy()
        entries: list[Entry] = []
        for order in orders:
            answer = trial.give(order, actor)
            if not isinstance(answer, Entry):
                self.given += trial.given
                return answer
            entries.append(answer)
        self._become(trial)
        return tuple(entries)

    def copy(self) -> Reckoning:
        """The same, to see what would come of something."""
        other = Reckoning(())
        other.clock, other.policy = self.clock, self.policy
        other.books = self.books.copy()
        other.journals = {one: [*found] for one, found in self.journals.items()}
        other.answers = dict(self.answers)
        other.oracle = self.oracle.copy()
        return other

    def _become(self, other: Reckoning) -> None:
        self.books, self.journals = other.books, other.journals
        self.answers, self.oracle = other.answers, other.oracle
        self.given += other.given

    def _write(self, step: Step) -> None:
        judge_step(step)
        self.books.write(step)
        self.journals[step.after.customer_id].append(step.entry)
