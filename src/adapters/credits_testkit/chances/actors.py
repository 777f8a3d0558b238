"""Choosing who asks."""

from __future__ import annotations

from typing import Final

from credits_core.identity import UserId
from credits_core.permission import (
    EVERYTHING,
    Actor,
    AnyActor,
    Permission,
    Role,
    SystemActor,
)

from ..occasions import BOSS
from .chance import Chance

_WITH_ALL: Final[tuple[AnyActor, ...]] = (
    BOSS,
    SystemActor(EVERYTHING, on_behalf_of=UserId("anna")),
    SystemActor(EVERYTHING),
)


def next_actor(chance: Chance) -> AnyActor:
    """Somebody who may do everything: plainly a person, else the system."""
    return chance.of(_WITH_ALL)


def next_clerk(chance: Chance) -> AnyActor:
    """Somebody who may do some things and not others."""
    held = [one for one in Permission if chance.below(2)]
    if chance.once_in(4):
        return SystemActor(held, on_behalf_of=UserId("anna"))
    return Actor(UserId("clerk"), (Role("Clerk", frozenset(held)),))
