"""What was seen of a race, as data: who asked what, when, and what came back.

Nothing in here is about how it was recorded. Instants are whole nanoseconds of one
clock that all processes share; only their order means anything.
"""

from __future__ import annotations

from datetime import date as Date

import attrs

from credits_core.commands import Command
from credits_core.entry import Entry
from credits_core.identity import CustomerId, UserId
from credits_core.permission import Permission
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.queries import Query
from credits_core.rejections import Rejection

from .stored import Stored


@attrs.frozen(kw_only=True)
class Submitted:
    """A *command* was to be carried out, under a *key* or none."""

    command: Command
    key: str | None = None


@attrs.frozen(kw_only=True)
class Previewed:
    """Somebody wanted to know what a *command* would do."""

    command: Command


@attrs.frozen(kw_only=True)
class Together:
    """All *orders* were to be carried out, or none."""

    orders: tuple[Submitted, ...]


@attrs.frozen(kw_only=True)
class Asked:
    """A question was asked."""

    query: Query


Doing = Submitted | Previewed | Together | Asked
"""What an operation wanted."""


@attrs.frozen(kw_only=True)
class Done:
    """It was carried out, or would be: these are the *entries*."""

    entries: tuple[Entry, ...]


@attrs.frozen(kw_only=True)
class Refused:
    """It was refused."""

    rejection: Rejection


@attrs.frozen(kw_only=True)
class Told:
    """A question was answered; *digest* is of the whole answer, *figures* a part."""

    digest: str
    figures: str


@attrs.frozen(kw_only=True)
class NoAnswer:
    """Nobody knows what came of it: the process died, or the store failed."""

    why: str


Outcome = Done | Refused | Told | NoAnswer
"""What came back."""


@attrs.frozen(kw_only=True)
class Operation:
    """One call of the desk, by one *process* (or one thread of it).

    It began at *start* or later and ended at *end* or earlier.
    """

    process: str
    number: int
    user_id: UserId
    start: int
    end: int
    doing: Doing
    outcome: Outcome
    permissions: tuple[Permission, ...] = tuple(Permission)

    @property
    def orders(self) -> tuple[Submitted, ...]:
        """The commands that it may have carried out."""
        match self.doing:
            case Submitted():
                return (self.doing,)
            case Together():
                return self.doing.orders
            case Previewed() | Asked():
                return ()

    @property
    def is_answered(self) -> bool:
        """Whether it is known what came of it."""
        return not isinstance(self.outcome, NoAnswer)

    @property
    def is_sensible(self) -> bool:
        """Whether what came back is an answer to what was wanted, right or wrong."""
        match self.doing, self.outcome:
            case _, Refused() | NoAnswer():
                return True
            case Submitted() | Previewed(), Done(entries=entries):
                return len(entries) == 1
            case Together(orders=orders), Done(entries=entries):
                return len(entries) == len(orders)
            case doing, outcome:
                return isinstance(doing, Asked) and isinstance(outcome, Told)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that it was told it had made."""
        if isinstance(self.outcome, Done) and self.orders:
            return self.outcome.entries
        return ()


@attrs.frozen(kw_only=True)
class Balance:
    """What a store says is available to a customer, beside the credits themselves."""

    customer_id: CustomerId
    currency: str
    available: int


@attrs.frozen(kw_only=True)
class Setting:
    """What all operations had in common; *name* and *seed* tell how to do it again."""

    today: Date
    policy: Policy = DEFAULT_POLICY
    name: str = ""
    store: str = ""
    seed: int = 0


@attrs.frozen(kw_only=True)
class History:
    """All operations of a race, and what the store held when all was over.

    *journal* are the entries of every customer in the order in which the store
    tells them, *ledgers* the whole state of every customer. *balances* are empty
    where a store keeps none.
    """

    setting: Setting
    operations: tuple[Operation, ...]
    journal: tuple[Entry, ...]
    ledgers: tuple[Stored, ...]
    balances: tuple[Balance, ...] = ()
