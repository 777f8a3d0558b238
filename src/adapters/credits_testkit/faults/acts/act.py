"""An act: a scene that is set without trouble, and the command that is struck down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, TypeAlias

import attrs
from returns.methods import unwrap_or_failure
from typing_extensions import override

from credits_core.commands import Command
from credits_core.desk import Desk, Order
from credits_core.entry import Entry
from credits_core.ports import Clock, Ledgers
from credits_core.rejections import Rejection

from ...occasions import BEGIN, BOSS

Told: TypeAlias = "tuple[Entry, ...] | Rejection"
"""What the desk answers: the entries of what was carried out, or why it was not."""


@attrs.frozen
class StoppedClock(Clock):
    """A clock that stands still, so that a retry is told apart by nothing."""

    at: datetime = BEGIN

    @override
    def now(self) -> datetime:
        return self.at

    @override
    def today(self) -> date:
        return self.at.date()


@attrs.frozen(kw_only=True)
class Act:
    """One or several orders that are carried out together after a *scene*.

    *is_refused* if what they come to is a rejection.
    """

    name: str
    scene: tuple[Order, ...]
    orders: tuple[Order, ...]
    is_refused: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it changes something: it is neither refused nor a repetition."""
        return not self.is_refused and not set(self.scene) & set(self.orders)

    def set(self, ledgers: Ledgers) -> None:
        """Carry out all that comes before; each command is."""
        desk = Desk(ledgers=ledgers, clock=StoppedClock())
        for order in self.scene:
            desk.submit(order.command, BOSS, order.key).unwrap()

    def play(self, ledgers: Ledgers) -> Told:
        """Give the orders, and hear what is answered."""
        desk = Desk(ledgers=ledgers, clock=StoppedClock())
        order, *others = self.orders
        if others:
            return unwrap_or_failure(desk.together(self.orders, BOSS))
        told = unwrap_or_failure(desk.submit(order.command, BOSS, order.key))
        return (told,) if isinstance(told, Entry) else told


KEY: Final = "key"
"""The idempotency key of an act with one order."""


def act(name: str, *commands: Command) -> Act:
    """The last of the *commands* after the others, with a key."""
    *scene, last = commands
    return together(name, scene, last)


def refused(name: str, *commands: Command) -> Act:
    """The last of the *commands*, which is refused; the refusal is remembered."""
    return attrs.evolve(act(name, *commands), is_refused=True)


def together(name: str, scene: Sequence[Command], *commands: Command) -> Act:
    """The *commands* after the *scene*, all or none, each with a key."""
    keys = (KEY,) if len(commands) == 1 else range(len(commands))
    return Act(
        name=name,
        scene=tuple(
            Order(command=command, key=f"scene {number}")
            for number, command in enumerate(scene)
        ),
        orders=tuple(
            Order(command=command, key=str(key))
            for key, command in zip(keys, commands, strict=True)
        ),
    )


def once_more(name: str, first: Act, command: Command | None = None) -> Act:
    """The key of the *first* act again, for the same or for another *command*."""
    given = first.orders[0]
    again = attrs.evolve(given, command=command or given.command)
    return Act(
        name=name,
        scene=(*first.scene, *first.orders),
        orders=(again,),
        is_refused=again != given,
    )
