"""Looking at one object there that has changed, or may have.

What counts is how it is now. So a change that is told twice, late or out of order
comes to the same, and one that was missed is made good by the next.
"""

from __future__ import annotations

import attrs

from credits_core.identity import CustomerId

from ..gateway import Disconnected, NotFound
from ..store import Conflict, Dirty, Mark, Tie, Unit
from ..translate import Gone, SeenMemo, SeenPayment, Unreadable, image_text
from ..translate.images import Image
from .before import KIND, LEFT, is_from_before_there, is_unchanged_there
from .finishing import finish
from .following import Version
from .foreign import read_in
from .keys import GroupKey, MemoKey, entity_of, key_from, key_text, request_id
from .moving import MOVED, freeze, is_moved, is_restorable, thaw
from .naming import memo_id
from .reading_in import after_a_death
from .searching import seen_now
from .taking import take
from .took import took
from .wanted import Waiting, wanted
from .world import RowNames, StoppedError, World, disagree, done_with, put_off, tie_of


def look(world: World, mark: Mark) -> None:
    """Take over how the object of *mark* is now."""
    read = seen_now(world, mark.entity, mark.remote_id)
    seen = Gone(id=mark.remote_id) if isinstance(read, NotFound) else read
    if not isinstance(seen, (SeenMemo, SeenPayment, Gone, Unreadable)):
        with world.store.unit() as unit:
            put_off(unit, world, mark, type(seen).__name__)
        if isinstance(seen, Disconnected):
            raise StoppedError(seen.reason)
        return
    _seen(world, mark, seen)


def _seen(
    world: World, mark: Mark, seen: SeenMemo | SeenPayment | Gone | Unreadable
) -> None:
    with world.store.unit() as unit:
        tie = tie_of(unit, mark.entity, mark.remote_id)
    if tie is not None:
        tie = after_a_death(world, tie)
    if isinstance(seen, Unreadable):
        _quarantine(world, mark, tie, seen)
    elif tie is not None and not _was_refused(world, tie):
        _known(world, mark, tie, seen)
    elif isinstance(seen, Gone) or seen.image is None:
        with world.store.unit() as unit:
            done_with(unit, mark)
    else:
        _unknown(world, mark, seen)


def _was_refused(world: World, tie: Tie) -> bool:
    """Whether it is a memo that this side would not take when it was new."""
    key = key_from(tie.key)
    if tie.base or tie.is_open or not isinstance(key, MemoKey):
        return False
    ledger = world.whole(CustomerId(tie.customer_id))
    return key.credit_id not in ledger.credits


def _quarantine(world: World, mark: Mark, tie: Tie | None, seen: Unreadable) -> None:
    """Leave it for later without holding the others up; of ours, ask a person."""
    with world.store.unit() as unit:
        known = None if tie is None else unit.get(Conflict, tie.key)
        if tie is not None and (known is None or known.kind != MOVED):
            disagree(unit, world, tie, "unreadable", seen.reason)
        put_off(unit, world, mark, f"it can't be read: {seen.reason}")


def _unknown(world: World, mark: Mark, seen: SeenMemo | SeenPayment) -> None:
    """It is one that we are making, or one that began there."""
    with world.store.unit() as unit:
        own = _claimed(unit, world, seen)
        dirty = None if own is None else unit.get(Dirty, own.key)
        is_left = own is None and is_from_before_there(unit, seen)
    if is_left:
        _left(world, mark, seen)
        return
    if own is None:
        read_in(world, mark, seen)
        return
    if dirty is not None and own.is_open:
        finish(world, dirty, attrs.evolve(own, attempts=own.attempts + 1), seen)
    with world.store.unit() as unit:
        put_off(unit, world, mark, "it is one of ours whose making is not finished")


def _left(world: World, mark: Mark, seen: SeenMemo | SeenPayment) -> None:
    """It was left at the first connection; a person is asked if it changed since."""
    is_memo = isinstance(seen, SeenMemo)
    key = MemoKey(memo_id(world.settings, seen.id)) if is_memo else GroupKey(seen.id)
    there = image_text(seen.image)
    tie = Tie(
        key=key_text(key), customer_id="", entity=entity_of(key), remote_id=seen.id
    )
    with world.store.unit() as unit:
        if not is_unchanged_there(unit, seen):
            reason = f"{LEFT}, and changed there"
            disagree(unit, world, tie, KIND, reason, there=there)
        done_with(unit, mark)


def _claimed(unit: Unit, world: World, seen: SeenMemo | SeenPayment) -> Tie | None:
    """What of ours the mark in the note belongs to, if that has no object yet.

    An object of ours that is known already was copied: the copy began there.
    """
    marker = seen.marker
    if marker is None or marker.installation != world.settings.installation:
        return None
    for tie in unit.find(Tie, request_id=marker.request_id):
        return tie
    for dirty in unit.find(Dirty):
        first = request_id(dirty.key, 1, world.settings)
        if marker.request_id == first and unit.get(Tie, dirty.key) is None:
            return Tie(key=dirty.key, customer_id=dirty.customer_id, entity="")
    return None


def _known(
    world: World, mark: Mark, tie: Tie, seen: SeenMemo | SeenPayment | Gone
) -> None:
    """Compare how it is there with what both sides agreed on, and with this side."""
    image = None if isinstance(seen, Gone) else seen.image
    there = image_text(image)
    token = tie.token if isinstance(seen, Gone) else seen.token
    if image is not None and _is_moved(world, tie, image):
        freeze(world, mark, tie, image, token)
        return
    if image is not None and is_restorable(world, tie):
        thawed = thaw(world, mark, tie)
        if thawed is None:
            return
        tie = thawed
    agreed = attrs.evolve(tie, base=there, token=token)
    if not tie.taking and _compared(world, mark, tie, agreed):
        return
    if _is_in_the_way(world, mark, tie):
        return
    day = None if isinstance(seen, Gone) else seen.day
    taken = take(world, tie, image, Version(token=token, day=day))
    took(world, mark, agreed, taken, tie.base)


def _is_moved(world: World, tie: Tie, image: Image) -> bool:
    with world.store.unit() as unit:
        return not tie.is_open and is_moved(unit, tie, image)


def _is_in_the_way(world: World, mark: Mark, tie: Tie) -> bool:
    """Whether a payment there is just being taken over that moves this memo."""
    if tie.taking in {"", MOVED} or tie.entity != "CreditMemo":
        return False
    with world.store.unit() as unit:
        put_off(unit, world, mark, "it is being used there on what is not known here")
    return True


def _compared(world: World, mark: Mark, tie: Tie, agreed: Tie) -> bool:
    """Whether nothing is to be taken over: nothing is new, or both sides are."""
    there = agreed.base
    ledger = world.whole(CustomerId(tie.customer_id))
    with world.store.unit() as unit:
        if tie.is_open:
            put_off(unit, world, mark, "a write of ours is on its way")
            return True
        want = wanted(key_from(tie.key), ledger, RowNames(unit, world.settings))
        here = tie.base if isinstance(want, Waiting) else image_text(want)
        if there in {tie.base, here}:
            _agree(unit, agreed, is_settled=there == here)
            done_with(unit, mark)
        elif here != tie.base:
            asking = attrs.evolve(tie, wanted=here)
            reason = "both sides changed it"
            disagree(unit, world, asking, "both_changed", reason, there=there)
            done_with(unit, mark)
        else:
            return False
    return True


def _agree(unit: Unit, tie: Tie, *, is_settled: bool) -> None:
    """Both sides say the same, or nothing new: a conflict that is over goes away."""
    unit.put(tie)
    if is_settled:
        unit.drop(Conflict, tie.key)
