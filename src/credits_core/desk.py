"""The desk: where a host hands in commands and asks questions.

It checks permissions before anything is read, loads what a command touches,
lets the core decide, and commits what was decided, all or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, overload

import attrs
from returns.methods import unwrap_or_failure
from returns.result import Failure, Result, Success

from .answering import answer
from .authorize import Request, authorize
from .commands import Command
from .enquiries import Enquiry, Sources
from .entry import Entry
from .foresight import block_for
from .identity import an_id
from .keys import answered, repeated
from .occasion import Occasion
from .patience import UndoneError, patiently
from .permission import AnyActor, Authority
from .policy import DEFAULT_POLICY, Policy
from .ports import Change, Clock, Ledgers, Register
from .queries import Finding, Query
from .rejections import Rejection
from .weighing import weigh
from .whole_register import WholeRegister

Told = TypeVar("Told")


@attrs.frozen(kw_only=True)
class Order:
    """A *command* to be carried out together with others, under a *key* or none."""

    command: Command
    key: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(an_id)
    )


@attrs.frozen(kw_only=True)
class Desk:
    """The use cases over one tenant's *ledgers*.

    A desk keeps no state. Without a *register* of them, enquiries read all ledgers.
    """

    ledgers: Ledgers
    clock: Clock
    policy: Policy = DEFAULT_POLICY
    register: Register | None = None

    def submit(
        self, command: Command, actor: AnyActor, key: str | None = None
    ) -> Result[Entry, Rejection]:
        """Carry out *command* for *actor* and give its journal entry.

        With a *key*, the command is carried out only once and answered the same
        again, refusals too; another command under that key is refused (R33).
        """
        order = Order(command=command, key=key)
        allowed = self._allowed(command, actor)
        return allowed.bind(lambda authority: self._submit(order, authority))

    def preview(self, command: Command, actor: AnyActor) -> Result[Entry, Rejection]:
        """The entry that *command* would give now; nothing is written (R19)."""
        allowed = self._allowed(command, actor)
        return allowed.bind(lambda by: self._preview(command, by))

    def together(
        self, orders: Sequence[Order], actor: AnyActor
    ) -> Result[tuple[Entry, ...], Rejection]:
        """Carry out all *orders*, of any customers, or none of them.

        The first refusal is the answer to all, and is not remembered.
        """
        authority: Authority | None = None
        for order in orders:
            match unwrap_or_failure(self._allowed(order.command, actor)):
                case Authority() as authority:
                    continue
                case refusal:
                    return Failure(refusal)
        return Success(()) if authority is None else self._together(orders, authority)

    @overload
    def ask(self, query: Query, actor: AnyActor) -> Result[Finding, Rejection]: ...

    @overload
    def ask(self, query: Enquiry[Told], actor: AnyActor) -> Result[Told, Rejection]: ...

    def ask(
        self, query: Query | Enquiry[Told], actor: AnyActor
    ) -> Result[Finding, Rejection] | Result[Told, Rejection]:
        """The answer to *query*, or that *actor* may not know or nothing is known."""
        allowed = self._allowed(query, actor)
        if isinstance(query, Query):
            return allowed.bind(lambda _: self._answer(query))
        return allowed.bind(lambda by: query.answered(self._sources(by)))

    def _allowed(
        self, request: Request, actor: AnyActor
    ) -> Result[Authority, Rejection]:
        match unwrap_or_failure(authorize(request, actor, self.policy)):
            case Authority() as by:
                return Success(by)
            case refusal:
                return Failure(refusal)

    def _submit(self, order: Order, authority: Authority) -> Result[Entry, Rejection]:
        def attempt() -> Result[Entry, Rejection]:
            occasion = self._occasion(authority)
            with block_for(self.ledgers, order.command, order.key, occasion):
                return self._carry_out(order, authority)

        return patiently(attempt, order.command.customer_id)

    def _carry_out(
        self, order: Order, authority: Authority
    ) -> Result[Entry, Rejection]:
        """Answer from memory, or decide and commit; inside an exclusive block."""
        known = None if order.key is None else self.ledgers.answer(order.key)
        if known is not None:
            return repeated(known, order.command)
        result = weigh(self.ledgers, order.command, self._occasion(authority))
        match unwrap_or_failure(result):
            case Change() as change:
                return self._commit(change, order)
            case refusal:
                return self._remember(order, refusal)

    def _commit(self, change: Change, order: Order) -> Result[Entry, Rejection]:
        entry = attrs.evolve(change.entry, key=order.key)
        answer = (
            None if order.key is None else answered(order.command, order.key, entry)
        )
        keyed = attrs.evolve(change, entry=entry, answer=answer)
        stored: Result[None, Rejection] = self.ledgers.commit(keyed)
        return stored.map(lambda _: entry)

    def _remember(self, order: Order, refusal: Rejection) -> Result[Entry, Rejection]:
        """Refuse; if somebody took the key meanwhile, by what stands under it now."""
        if order.key is None:
            return Failure(refusal)
        answer = answered(order.command, order.key, refusal)
        self.ledgers.remember(answer)
        return repeated(self.ledgers.answer(order.key) or answer, order.command)

    def _preview(self, command: Command, by: Authority) -> Result[Entry, Rejection]:
        def attempt() -> Result[Change, Rejection]:
            with self.ledgers.exclusively((command.customer_id,)):
                return weigh(self.ledgers, command, self._occasion(by))

        weighed = patiently(attempt, command.customer_id)
        return weighed.map(lambda change: change.entry)

    def _together(
        self, orders: Sequence[Order], authority: Authority
    ) -> Result[tuple[Entry, ...], Rejection]:
        customers = {order.command.customer_id for order in orders}

        def attempt() -> Result[tuple[Entry, ...], Rejection]:
            try:
                with self.ledgers.exclusively(customers):
                    done = tuple(self._or_undo(one, authority) for one in orders)
            except UndoneError as undone:
                return Failure(undone.refusal)
            return Success(done)

        return patiently(attempt, orders[0].command.customer_id)

    def _or_undo(self, order: Order, authority: Authority) -> Entry:
        match unwrap_or_failure(self._carry_out(order, authority)):
            case Entry() as entry:
                return entry
            case refusal:
                raise UndoneError(refusal)

    def _answer(self, query: Query) -> Result[Finding, Rejection]:
        ledger = self.ledgers.load_whole(query.customer_id)
        today = self.clock.today()
        entries = self.ledgers.journal(query.customer_id)
        return answer(ledger, query, today, entries)

    def _sources(self, authority: Authority) -> Sources:
        register = self.register or WholeRegister(self.ledgers)
        at = self._occasion(authority)
        return Sources(ledgers=self.ledgers, register=register, occasion=at)

    def _occasion(self, authority: Authority) -> Occasion:
        now, today = self.clock.now(), self.clock.today()
        return Occasion(at=now, today=today, by=authority, policy=self.policy)
