"""What may be done to two desks in lock step, as values.

A list of turns is a story: it can be read, shortened and played again.
"""

from __future__ import annotations

import attrs

from credits_core.commands import Command
from credits_core.desk import Order
from credits_core.permission import AnyActor
from credits_core.policy import Policy
from credits_core.queries import Query

from ..occasions import BOSS


@attrs.frozen
class Submit:
    """Somebody gives a *command*, perhaps under a new *key*; it is previewed first."""

    command: Command
    key: str | None = attrs.field(default=None, kw_only=True)
    actor: AnyActor = attrs.field(default=BOSS, kw_only=True)


@attrs.frozen
class Err:
    """Somebody gives a *command* that must be refused with that *code*."""

    command: Command
    code: str


@attrs.frozen
class Retry:
    """The command that was given under this *key* is given again."""

    key: str


@attrs.frozen
class Clash:
    """Another *command* is given under a *key* that was used before."""

    key: str
    command: Command


@attrs.frozen
class Overtake:
    """While *command* is decided, the *others* are faster: one before each commit.

    With a *key*, they come under the same one.
    """

    command: Command
    others: tuple[Command, ...]
    key: str | None = attrs.field(default=None, kw_only=True)


@attrs.frozen
class Interrupt:
    """The *other* command comes between two loads of *command*, if it needs two."""

    command: Command
    other: Command


@attrs.frozen
class Delay:
    """The *command* is decided, then the *other* is given, then the first committed."""

    command: Command
    other: Command


@attrs.frozen
class Together:
    """All *orders* are carried out, or none."""

    orders: tuple[Order, ...]


@attrs.frozen
class Adopt:
    """The business changes its *policy*."""

    policy: Policy


@attrs.frozen
class Wait:
    """So many *days* go by."""

    days: int = 1


@attrs.frozen
class Ask:
    """Somebody asks a *query*."""

    query: Query
    actor: AnyActor = attrs.field(default=BOSS, kw_only=True)


Turn = (
    Submit
    | Err
    | Retry
    | Clash
    | Overtake
    | Interrupt
    | Delay
    | Together
    | Adopt
    | Wait
    | Ask
)
"""Anything that may be done to both desks."""
