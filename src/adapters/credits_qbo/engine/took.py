"""Writing down what came of taking something over, and seeing whether it is so."""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger

from ..store import Conflict, Mark, Tie, Unit
from ..store.marking import soil
from .taken import Taken
from .taking import keep, shortfall
from .world import World, disagree, done_with, put_off

IN_PART: Final = "this side could not follow in full"
"""What a person is told where nothing was refused and still less is here."""


def took(world: World, mark: Mark, agreed: Tie, taken: Taken, before: str) -> None:
    """Keep what was *agreed* on; what this side could not follow, a person decides.

    *before* is what both sides had agreed on until now. What could not be followed
    is tried again later, because there may be room for it then.
    """
    ledger = world.whole(CustomerId(agreed.customer_id))
    with world.store.unit() as unit:
        if taken.waits or (taken.refusal and not taken.key):
            undo(unit, agreed)
        if taken.waits:
            put_off(unit, world, mark, taken.waits)
        elif taken.refusal and not taken.key:
            refused = attrs.evolve(agreed, base=before)
            _refuse(unit, world, refused, taken.refusal, agreed.base)
            put_off(unit, world, mark, taken.refusal)
        elif agree_on(unit, world, agreed, taken, ledger):
            done_with(unit, mark)
        else:
            put_off(unit, world, mark, taken.refusal or IN_PART)


def undo(unit: Unit, agreed: Tie) -> None:
    """Nothing was agreed on; what was known of it stays as it was."""
    known = unit.get(Tie, agreed.key)
    if known is not None:
        unit.put(attrs.evolve(known, taking=""))


def agree_on(
    unit: Unit, world: World, agreed: Tie, taken: Taken, ledger: Ledger
) -> bool:
    """Agree on it; no, if this side has less or more of it than that.

    Then what this side has is what both sides agree on, and a person is asked about
    the rest.
    """
    unit.drop(Conflict, agreed.key)
    now = keep(unit, agreed, taken)
    unit.drop(Conflict, now.key)
    soil(unit, now.key, now.customer_id)
    here = shortfall(unit, world, now, ledger)
    if here is None:
        return True
    there = now.base
    now = attrs.evolve(now, base=here)
    unit.put(now)
    _refuse(unit, world, now, taken.refusal or IN_PART, there)
    return False


def _refuse(unit: Unit, world: World, tie: Tie, reason: str, there: str) -> None:
    disagree(unit, world, tie, "refused_here", reason, there=there)
