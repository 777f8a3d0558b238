"""What a person decides when both sides cannot agree by themselves."""

from __future__ import annotations

import enum
from typing import Final

import attrs

from credits_core.identity import CustomerId

from ..store import Conflict, Dirty, Tie, Unit
from ..store.marking import mark, soil
from ..translate import image_from
from .before import KIND as FROM_BEFORE
from .following import Version
from .keys import entity_of, key_from
from .moving import MOVED, bring_back, hand_over
from .taking import take
from .took import IN_PART, agree_on, undo
from .wanted import wanted
from .world import RowNames, World


class Choice(enum.Enum):
    """What a person may decide.

    *Keep here* tells the other side how it is here; *take theirs* does here what
    was done there; *look again* only lets the exchange go on.
    """

    KEEP_HERE = "keep_here"
    TAKE_THEIRS = "take_theirs"
    LOOK_AGAIN = "look_again"


_OF_MOVED: Final = {Choice.KEEP_HERE: bring_back, Choice.TAKE_THEIRS: hand_over}


def conflicts(world: World) -> tuple[Conflict, ...]:
    """All that a person has to decide."""
    with world.store.unit() as unit:
        return unit.find(Conflict)


def resolve(world: World, key: str, choice: Choice) -> str:
    """Settle the conflict about *key*; what stood in the way, if it still does.

    Raises ``ValueError`` if there is none.
    """
    with world.store.unit() as unit:
        conflict = unit.get(Conflict, key)
        tie = unit.get(Tie, key)
    if conflict is None:
        raise ValueError(f"There is no conflict about {key}.")
    if conflict.kind == MOVED and tie is not None and choice in _OF_MOVED:
        return _OF_MOVED[choice](world, tie, conflict)
    if choice is Choice.TAKE_THEIRS:
        tie = tie or _untied(conflict)
        refusal = _take_theirs(world, tie, conflict)
        if refusal:
            return refusal
    with world.store.unit() as unit:
        now = unit.get(Tie, key)
        if choice is Choice.KEEP_HERE and now is not None and not now.is_open:
            unit.put(attrs.evolve(now, base=conflict.there))
        _go_on(unit, conflict)
    return ""


def _untied(conflict: Conflict) -> Tie:
    """What is here and was never told there."""
    return Tie(
        key=conflict.key,
        customer_id=conflict.customer_id,
        entity=conflict.entity,
        remote_id=conflict.remote_id,
    )


def _take_theirs(world: World, tie: Tie, conflict: Conflict) -> str:
    """Follow the other side; what stood in the way, if anything did."""
    agreed = attrs.evolve(tie, base=conflict.there)
    version = Version(token=tie.token)
    taken = take(world, tie, image_from(conflict.there), version)
    ledger = world.whole(CustomerId(tie.customer_id))
    with world.store.unit() as unit:
        if taken.waits or (taken.refusal and not taken.key):
            undo(unit, agreed)
            return taken.waits or taken.refusal
        if agree_on(unit, world, agreed, taken, ledger):
            return ""
    return taken.refusal or IN_PART


def _go_on(unit: Unit, conflict: Conflict) -> None:
    """Remove the conflict and look at both sides again."""
    unit.drop(Conflict, conflict.key)
    soil(unit, conflict.key, conflict.customer_id)
    if conflict.remote_id:
        mark(unit, entity_of(key_from(conflict.key)), conflict.remote_id)


def end_unwanted(world: World, dirty: Dirty) -> None:
    """Nobody is asked about what was never told, once nobody wants it any more."""
    with world.store.unit() as unit:
        conflict = unit.get(Conflict, dirty.key)
        tie = unit.get(Tie, dirty.key)
    is_known = tie is not None and (tie.remote_id or tie.is_open or tie.taking)
    if conflict is None or conflict.kind == FROM_BEFORE or is_known:
        return
    ledger = world.whole(CustomerId(dirty.customer_id))
    with world.store.unit() as unit:
        if wanted(key_from(dirty.key), ledger, RowNames(unit, world.settings)) is None:
            unit.drop(Conflict, dirty.key)
