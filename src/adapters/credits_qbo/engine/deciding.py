"""Deciding what has to be told about one key, and whether it may be told now."""

from __future__ import annotations

import attrs

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger

from ..gateway import Disconnected, Fault, NotFound
from ..store import Conflict, Dirty, Mark, Tie, Unit
from ..store.marking import mark, soil
from ..translate import SeenMemo, SeenPayment, Unreadable, image_from, image_text
from ..translate.images import Image
from ..translate.writing import is_writable
from .before import KIND, LEFT, is_from_before_here
from .conflicts import end_unwanted
from .covering import uncovered
from .drafting import alteration, creation
from .keys import entity_of, key_from
from .moving import MOVED
from .naming import owner_of
from .searching import seen_now
from .sending import begin, resume
from .wanted import Waiting, is_own, wanted
from .world import RowNames, StoppedError, World, disagree, done_with, put_off

PATIENCE = 3
"""How often a key waits for news from the other side before a person is asked."""


def settle(world: World, dirty: Dirty) -> None:
    """Bring the other side to what this side wants for one key, or note why not."""
    if not dirty.attempts:
        end_unwanted(world, dirty)
    with world.store.unit() as unit:
        tie = unit.get(Tie, dirty.key) or _new_tie(dirty)
        if _belongs_to_another(unit, dirty, tie) or _has_to_wait(
            unit, world, dirty, tie
        ):
            return
    if tie.is_open:
        resume(world, dirty, tie)
        return
    ledger = world.whole(CustomerId(dirty.customer_id))
    if _is_left(world, dirty, tie, ledger):
        return
    with world.store.unit() as unit:
        want = wanted(key_from(dirty.key), ledger, RowNames(unit, world.settings))
        if isinstance(want, Waiting):
            put_off(unit, world, dirty, want.reason)
            return
        if image_text(want) == tie.base:
            done_with(unit, dirty)
            return
    _act(world, dirty, tie, want, ledger)


def _act(
    world: World, dirty: Dirty, tie: Tie, want: Image | None, ledger: Ledger
) -> None:
    """Bring about *want*, which both sides did not agree on yet."""
    if not is_writable(want):
        with world.store.unit() as unit:
            asking = attrs.evolve(tie, wanted=image_text(want))
            disagree(unit, world, asking, "unwritable", "no such amount exists there")
            put_off(unit, world, dirty, "no such amount exists there")
    elif tie.base:
        _change(world, dirty, tie, want, ledger)
    elif want is not None:
        _create(world, dirty, tie, want, ledger)


def _belongs_to_another(unit: Unit, dirty: Dirty, tie: Tie) -> bool:
    """Whether it is a part of a payment there that is known by another name."""
    if tie.remote_id:
        return False
    owner = owner_of(unit, dirty.key)
    if owner is None or owner.key == dirty.key:
        return False
    soil(unit, owner.key, owner.customer_id)
    done_with(unit, dirty)
    return True


def _has_to_wait(unit: Unit, world: World, dirty: Dirty, tie: Tie) -> bool:
    """Whether something comes first, such as a person who is asked.

    What changed since may have settled that, so it is looked at again.
    """
    is_asked = unit.get(Conflict, dirty.key) is not None
    if tie.taking and not (tie.taking == MOVED and is_asked):
        if tie.remote_id and unit.get(Mark, tie.entity, tie.remote_id) is None:
            mark(unit, tie.entity, tie.remote_id)
        put_off(unit, world, dirty, "a change of there is being taken over")
        return True
    if not is_asked:
        return False
    if not dirty.attempts and tie.remote_id:
        mark(unit, tie.entity, tie.remote_id)
    put_off(unit, world, dirty, "a person has to decide")
    return True


def _new_tie(dirty: Dirty) -> Tie:
    entity = entity_of(key_from(dirty.key))
    return Tie(key=dirty.key, customer_id=dirty.customer_id, entity=entity)


def _is_left(world: World, dirty: Dirty, tie: Tie, ledger: Ledger) -> bool:
    """Whether it was left at the first connection; then a person has to decide."""
    with world.store.unit() as unit:
        is_known = unit.get(Tie, dirty.key) is not None
        if is_known or not is_from_before_here(unit, key_from(dirty.key), ledger):
            return False
        disagree(unit, world, tie, KIND, f"{LEFT}, and changed here")
        put_off(unit, world, dirty, LEFT)
        return True


def _create(world: World, dirty: Dirty, tie: Tie, want: Image, ledger: Ledger) -> None:
    key = key_from(dirty.key)
    if not (tie.remote_id or is_own(key, ledger)):
        with world.store.unit() as unit:
            put_off(unit, world, dirty, "it began there, and was not read in yet")
        return
    if _is_covered(world, dirty, tie, want):
        begin(world, dirty, creation(world, tie, want, ledger))


def _change(
    world: World, dirty: Dirty, tie: Tie, want: Image | None, ledger: Ledger
) -> None:
    """Change what is there, if it still is what both sides agreed on."""
    seen = seen_now(world, tie.entity, tie.remote_id)
    if isinstance(seen, Unreadable):
        with world.store.unit() as unit:
            disagree(unit, world, tie, "unreadable", seen.reason)
        return
    if not isinstance(seen, (SeenMemo, SeenPayment)):
        _unread(world, dirty, tie, seen)
        return
    there = image_text(seen.image)
    if there == image_text(want):
        with world.store.unit() as unit:
            unit.put(attrs.evolve(tie, base=there, token=seen.token))
            done_with(unit, dirty)
    elif there != tie.base:
        with world.store.unit() as unit:
            mark(unit, tie.entity, tie.remote_id)
            put_off(unit, world, dirty, "it was changed there as well")
    elif isinstance(seen, SeenMemo) and _is_applied(seen, want):
        _wait_or_ask(world, dirty, tie, want, "more of it is applied there")
    elif _is_covered(world, dirty, tie, want):
        begin(world, dirty, alteration(world, tie, want, seen, ledger))


def _is_covered(world: World, dirty: Dirty, tie: Tie, want: Image | None) -> bool:
    """Whether what is to be linked is open there; if not, that is seen to."""
    missing = uncovered(world, want, image_from(tie.base))
    if missing is None:
        return True
    if isinstance(missing, str):
        _wait_or_ask(world, dirty, tie, want, missing)
    else:
        _unread(world, dirty, tie, missing)
    return False


def _wait_or_ask(
    world: World, dirty: Dirty, tie: Tie, want: Image | None, reason: str
) -> None:
    """Wait for news that explain it; if none come, let a person decide."""
    with world.store.unit() as unit:
        if dirty.attempts >= PATIENCE:
            asking = attrs.evolve(tie, wanted=image_text(want))
            disagree(unit, world, asking, "overtaken", reason, there=tie.base)
        put_off(unit, world, dirty, reason)


def _unread(world: World, dirty: Dirty, tie: Tie, fault: Fault) -> None:
    """It could not be read; only if it is not there, it is looked at as deleted."""
    with world.store.unit() as unit:
        if isinstance(fault, NotFound) and tie.remote_id:
            mark(unit, tie.entity, tie.remote_id)
        put_off(unit, world, dirty, type(fault).__name__)
    if isinstance(fault, Disconnected):
        raise StoppedError(fault.reason)


def _is_applied(seen: SeenMemo, want: Image | None) -> bool:
    """Whether the memo is to become smaller than what is applied of it there."""
    total = seen.image.total if seen.image is not None else seen.balance.zero
    left = total.zero if want is None else want.total
    return total - seen.balance > left
