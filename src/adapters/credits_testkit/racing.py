"""Ledgers where somebody else is faster: real ones, changed in between.

Nothing is pretended here. Before a load or a commit goes through, other commands
are carried out on the same ledgers, as another process would. Nobody is kept out
meanwhile: whoever takes no lock can be overtaken, and has to notice.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext

import attrs
from returns.result import Result
from typing_extensions import override

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.parts import Footprint
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.ports import Change, Clock
from credits_core.rejections import Rejection, StaleLedger

from .occasions import BOSS
from .passing import Passing


@attrs.define
class Unlocked(Passing):
    """Ledgers that keep nobody out; commands of *others* come in between.

    *answers* are what those were answered.
    """

    clock: Clock
    others: list[Command]
    key: str | None = attrs.field(default=None, kw_only=True)
    policy: Policy = attrs.field(default=DEFAULT_POLICY, kw_only=True)
    answers: list[Result[Entry, Rejection]] = attrs.field(factory=list, kw_only=True)

    @override
    def exclusively(
        self, customer_ids: Collection[CustomerId]
    ) -> AbstractContextManager[None]:
        return nullcontext()

    def let_another_in(self) -> None:
        """Carry out the next command of the others, if there is one."""
        if self.others:
            faster = Desk(ledgers=self.inner, clock=self.clock, policy=self.policy)
            self.answers.append(faster.submit(self.others.pop(0), BOSS, self.key))


@attrs.define
class Racing(Unlocked):
    """Ledgers on which one of the *others* is carried out before each commit."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        self.let_another_in()
        return self.inner.commit(change)


@attrs.define
class KeyTaken(Unlocked):
    """Ledgers on which somebody takes the key of a refusal before it is remembered."""

    @override
    def remember(self, answer: Answer) -> None:
        self.key = answer.key
        self.let_another_in()
        self.inner.remember(answer)


@attrs.define
class Widening(Unlocked):
    """Ledgers on which one of the *others* is carried out before each later load.

    The first so many loads, *undisturbed*, are left in peace.
    """

    undisturbed: int = 1
    loads: list[Footprint] = attrs.field(factory=list)

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        if len(self.loads) >= self.undisturbed:
            self.let_another_in()
        self.loads.append(footprint)
        return self.inner.load(customer_id, footprint)


@attrs.define
class Forgetful(Passing):
    """Ledgers that leave one thing, such as the credits, out of every slice."""

    forgotten: str

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        slice_ = self.inner.load(customer_id, footprint)
        left_out: dict[str, dict[str, object]] = {self.forgotten: {}}
        return attrs.evolve(slice_, **left_out)  # type: ignore[arg-type] # by name
