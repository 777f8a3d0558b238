"""Drawing what many people do at once: the same scripts for the same seed.

Customers change after some hundred operations, so that ledgers stay small and the
judging of a long race costs as much an operation as that of a short one.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

import attrs

from credits_core.identity import CustomerId
from credits_core.permission import Permission

from .history import Asked, Previewed, Submitted
from .pens import Pen
from .recording import Errand, Script

PER_CUSTOMER: Final = 200
"""How many operations are about the same customer, or a few more."""

_CLERK: Final = (Permission.VIEW_CREDITS, Permission.RECEIVE_PAYMENTS)


@attrs.frozen(kw_only=True)
class Workload:
    """A *prelude* that one session plays, and then all *scripts* at once."""

    name: str
    seed: int
    prelude: Script
    scripts: tuple[Script, ...]


@attrs.define
class Drawing:
    """A workload while it is drawn, one operation of each session after the other."""

    name: str
    sessions: int
    operations: int
    seed: int
    random: Random = attrs.field(init=False)
    keys: int = 0
    sent: list[Submitted] = attrs.field(factory=list)
    pens: dict[CustomerId, Pen] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Begin at the seed."""
        self.random = Random(f"{self.name} {self.seed}")

    def by_turns(
        self, turn: Callable[[Drawing, int], list[Errand]], prelude: Script = ()
    ) -> Workload:
        """The workload in which each *turn* tells what every session does."""
        turns = -(-self.operations // self.sessions)
        rounds = [turn(self, number) for number in range(turns)]
        scripts = tuple(zip(*rounds, strict=True))
        return Workload(
            name=self.name, seed=self.seed, prelude=prelude, scripts=scripts
        )

    def pen(self, name: str, turn: int, share: float = 1.0) -> Pen:
        """The pen of a customer who has such a *share* of all the operations."""
        number = int(turn * self.sessions * share) // PER_CUSTOMER
        customer_id = CustomerId(f"{name}{number}")
        if customer_id not in self.pens:
            self.pens[customer_id] = Pen(self.random, customer_id)
        return self.pens[customer_id]

    def key(self) -> str:
        """A key that nobody has used yet."""
        self.keys += 1
        return f"{self.name}-{self.keys}"

    def is_now(self, share: float) -> bool:
        """Whether it is so, in such a *share* of all cases."""
        return self.random.random() < share

    def errand(self, pen: Pen) -> Errand:
        """An ordinary thing to do: mostly a command, sometimes only a question."""
        if self.is_now(0.15):
            return Errand(doing=Asked(query=pen.query()))
        if self.is_now(0.10):
            return Errand(doing=Previewed(command=pen.command()))
        key = self.key() if self.is_now(0.5) else None
        doing = Submitted(command=pen.command(), key=key)
        permissions = _CLERK if self.is_now(0.02) else tuple(Permission)
        return Errand(doing=doing, permissions=permissions)
