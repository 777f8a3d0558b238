"""Choosing the next turn of a story by chance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from credits_core.commands import Command
from credits_core.permission import AnyActor

from ..chances import (
    Chance,
    next_actor,
    next_clerk,
    next_command,
    next_mistake,
    next_policy,
    next_query,
)
from ..occasions import BOSS
from .disturbing import delay, interrupt, new_key, outrun, overtake, someone, together
from .lockstep import LockStep
from .turns import (
    Adopt,
    Ask,
    Clash,
    Err,
    Retry,
    Submit,
    Turn,
    Wait,
)

Choice = Callable[[Chance, LockStep], Turn]
"""How one kind of turn is chosen."""


def submit(chance: Chance, world: LockStep) -> Turn:
    """A command of one of the customers."""
    return Submit(_command(chance, world), actor=_somebody(chance))


def submit_once(chance: Chance, world: LockStep) -> Turn:
    """A command under a new key; now and then one that will be refused."""
    now = someone(chance, world)
    if chance.once_in(4):
        command = next_mistake(chance, now).command
    else:
        command = next_command(chance, now)
    return Submit(command, key=new_key(world))


def err(chance: Chance, world: LockStep) -> Turn:
    """A mistake."""
    mistake = next_mistake(chance, someone(chance, world))
    return Err(mistake.command, mistake.code)


def forbidden(chance: Chance, world: LockStep) -> Turn:
    """A command or a question of somebody who may not do everything."""
    clerk = next_clerk(chance)
    if chance.once_in(4):
        return Ask(next_query(chance, someone(chance, world)), actor=clerk)
    return Submit(_command(chance, world), actor=clerk)


def retry(chance: Chance, world: LockStep) -> Turn:
    """What was given before, again."""
    if not world.keys:
        return submit_once(chance, world)
    return Retry(chance.of(world.keys[::-1]))


def clash(chance: Chance, world: LockStep) -> Turn:
    """Something else under a key that was used."""
    if not world.keys:
        return submit_once(chance, world)
    return Clash(chance.of(world.keys[::-1]), _command(chance, world))


def adopt(chance: Chance, world: LockStep) -> Turn:
    """Another policy."""
    return Adopt(next_policy(chance, world.reckoning.clock.today()))


def wait(chance: Chance, _: LockStep) -> Turn:
    """Some days."""
    return Wait(chance.of((1, 1, 1, 7, 40)))


def ask(chance: Chance, world: LockStep) -> Turn:
    """A question."""
    return Ask(next_query(chance, someone(chance, world)))


CHOICES: Final[tuple[Choice, ...]] = (
    *(submit,) * 40,
    *(wait,) * 5,
    *(submit_once,) * 5,
    *(err,) * 7,
    *(retry,) * 2,
    clash,
    forbidden,
    *(together,) * 2,
    *(overtake,) * 2,
    *(interrupt,) * 2,
    *(delay,) * 2,
    *(ask,) * 2,
    adopt,
)
"""Every kind of turn but the longest, as often as it is to be taken."""

_LONG: Final = 400
"""A turn in so many is one that takes as long as twenty."""


def next_turn(chance: Chance, world: LockStep) -> Turn:
    """A turn that is possible now."""
    if chance.once_in(_LONG):
        return outrun(chance, world)
    return chance.of(CHOICES)(chance, world)


def _command(chance: Chance, world: LockStep) -> Command:
    return next_command(chance, someone(chance, world))


def _somebody(chance: Chance) -> AnyActor:
    return next_actor(chance) if chance.once_in(8) else BOSS
