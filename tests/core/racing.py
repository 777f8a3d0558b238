"""Ledgers where somebody else is faster: real ones, changed in between.

Nothing is pretended here. Before a load or a commit goes through, other commands
are carried out on the same ledgers, as another process would.
"""

from __future__ import annotations

import attrs
from returns.result import Result
from typing_extensions import override

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.entry import Answer
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.parts import Footprint
from credits_core.ports import Change, Clock
from credits_core.rejections import StaleLedger
from credits_testkit.occasions import BOSS
from credits_testkit.passing import Passing


@attrs.define
class Racing(Passing):
    """Ledgers on which one of the *others* is carried out before each commit."""

    clock: Clock
    others: list[Command]
    key: str | None = None

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        if self.others:
            faster = Desk(ledgers=self.inner, clock=self.clock)
            faster.submit(self.others.pop(0), BOSS, self.key).unwrap()
        return self.inner.commit(change)


@attrs.define
class KeyTaken(Passing):
    """Ledgers on which the key is given to *other* before a refusal is remembered."""

    clock: Clock
    other: Command

    @override
    def remember(self, answer: Answer) -> None:
        faster = Desk(ledgers=self.inner, clock=self.clock)
        faster.submit(self.other, BOSS, answer.key)
        self.inner.remember(answer)


@attrs.define
class Widening(Passing):
    """Ledgers on which one of the *others* is carried out before each later load.

    The first so many loads, *undisturbed*, are left in peace.
    """

    clock: Clock
    others: list[Command]
    undisturbed: int = 1
    loads: list[Footprint] = attrs.field(factory=list)

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        if len(self.loads) >= self.undisturbed and self.others:
            faster = Desk(ledgers=self.inner, clock=self.clock)
            faster.submit(self.others.pop(0), BOSS).unwrap()
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
