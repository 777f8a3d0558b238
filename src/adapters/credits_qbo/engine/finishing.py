"""Seeing that a write did what it was to do, and only then believing it.

What QuickBooks Online answers to a write may be the memory of an object that was
deleted since, or tell of money that did not move. So the object is read again, and
for a credit on an invoice both of them as well.
"""

from __future__ import annotations

import attrs

from ..gateway import Disconnected, Fault, NotFound
from ..store import Dirty, Tie, Unit
from ..store.marking import mark, soil
from ..translate import (
    SeenMemo,
    SeenPayment,
    Unreadable,
    image_from,
    image_text,
)
from .covering import unmoved
from .searching import seen_now
from .world import StoppedError, World, disagree, done_with, put_off

Found = SeenMemo | SeenPayment | Fault | str


def finish(world: World, dirty: Dirty, tie: Tie, found: Found) -> None:
    """Read what was written, of which *found* tells, and agree on it."""
    if isinstance(found, (SeenMemo, SeenPayment)):
        found = found.id
    if not isinstance(found, str):
        _later(world, dirty, found)
        return
    seen = seen_now(world, tie.entity, found)
    if isinstance(seen, NotFound):
        _deleted_since(world, dirty, tie)
    elif isinstance(seen, (SeenMemo, SeenPayment)):
        _compare(world, dirty, tie, seen)
    elif isinstance(seen, Unreadable):
        with world.store.unit() as unit:
            disagree(unit, world, tie, "unreadable", seen.reason)
            unit.put(attrs.evolve(tie.closed(), remote_id=found))
    else:
        _later(world, dirty, seen)


def finish_gone(world: World, dirty: Dirty, tie: Tie) -> None:
    """What was deleted or voided is not there any more; its id is kept in mind."""
    with world.store.unit() as unit:
        if is_still_open(unit, tie):
            unit.put(attrs.evolve(tie.closed(), base=""))
            _told(unit, dirty, tie)


def is_still_open(unit: Unit, tie: Tie) -> bool:
    """Whether nobody else has finished this very write meanwhile."""
    now = unit.get(Tie, tie.key)
    return now is not None and now.is_open and now.request_id == tie.request_id


def _compare(
    world: World, dirty: Dirty, tie: Tie, seen: SeenMemo | SeenPayment
) -> None:
    there = image_text(seen.image)
    fault: str | Fault | None = "what was written is not what is there"
    if there == tie.wanted:
        fault = unmoved(world, seen.image)
    if fault is not None and not isinstance(fault, str):
        _later(world, dirty, fault)
        return
    if fault and _is_anothers(tie, seen):
        _look_again(world, dirty, tie, seen)
        return
    now = attrs.evolve(tie.closed(), remote_id=seen.id, base=there, token=seen.token)
    with world.store.unit() as unit:
        if not is_still_open(unit, tie):
            return
        unit.put(now)
        if fault is None:
            _told(unit, dirty, tie)
        else:
            known = attrs.evolve(tie, remote_id=seen.id)
            disagree(unit, world, known, "not_effective", fault, there=there)
            put_off(unit, world, dirty, fault)


def _is_anothers(tie: Tie, seen: SeenMemo | SeenPayment) -> bool:
    """Whether it was given to another customer as soon as it was there."""
    want = image_from(tie.wanted)
    if want is None or seen.image is None:
        return False
    return seen.image.customer != want.customer


def _look_again(
    world: World, dirty: Dirty, tie: Tie, seen: SeenMemo | SeenPayment
) -> None:
    """What was written is known now; how it is since is looked at by itself."""
    now = attrs.evolve(tie.closed(), remote_id=seen.id, base=tie.wanted)
    with world.store.unit() as unit:
        if is_still_open(unit, tie):
            unit.put(now)
            mark(unit, tie.entity, seen.id)
            put_off(unit, world, dirty, "it belongs to another customer there now")


def _told(unit: Unit, dirty: Dirty, tie: Tie) -> None:
    """The key is told, unless the write was begun before it changed here again."""
    if tie.attempts > 1:
        soil(unit, dirty.key, dirty.customer_id)
    else:
        done_with(unit, dirty)


def _deleted_since(world: World, dirty: Dirty, tie: Tie) -> None:
    """The answer was the memory of an object that somebody deleted."""
    with world.store.unit() as unit:
        if is_still_open(unit, tie):
            reason = "it was written, and deleted there since"
            disagree(unit, world, tie, "deleted_there", reason)
            unit.put(attrs.evolve(tie.closed(), base=""))
            put_off(unit, world, dirty, reason)


def _later(world: World, dirty: Dirty, fault: Fault) -> None:
    with world.store.unit() as unit:
        put_off(unit, world, dirty, type(fault).__name__)
    if isinstance(fault, Disconnected):
        raise StoppedError(fault.reason)
