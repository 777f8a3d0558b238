"""Noting what is about to be read in, so that a process that dies is followed.

Whoever comes next can tell what was read in then from what is there now, and notices
what was changed or deleted there meanwhile.
"""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.identity import CustomerId

from ..store import Tie
from ..translate import image_text
from ..translate.images import Image
from .keys import GroupKey, MemoKey, key_from, key_text, stem_of
from .world import World

_BEGUN: Final = "read in"


def begun_memo(world: World, tie: Tie, key: MemoKey, image: Image) -> None:
    """Note which *image* of a memo is about to become the credit of *key*."""
    begun = attrs.evolve(
        tie, key=key_text(key), wanted=image_text(image), taking=_BEGUN
    )
    with world.store.unit() as unit:
        unit.put(begun)


def begun_payment(world: World, tie: Tie, image: Image) -> Tie:
    """Note which *image* of a payment is about to be followed; what it is until then.

    Whoever comes next follows the payment as it is then, from what is here already.
    """
    key = GroupKey(stem_of(world.settings.realm_id, tie.remote_id))
    begun = attrs.evolve(tie, key=key_text(key), taking=image_text(image))
    with world.store.unit() as unit:
        unit.put(begun)
    return attrs.evolve(begun, taking="")


def forget(world: World, tie: Tie) -> None:
    """Forget that reading in a payment was begun: something has to be known first."""
    with world.store.unit() as unit:
        unit.drop(Tie, tie.key)


def after_a_death(world: World, tie: Tie) -> Tie | None:
    """What both sides know of a memo whose reading in was begun, if it came to that.

    If the credit is here, that memo as it was then is what both sides agreed on.
    """
    key = key_from(tie.key)
    if tie.taking != _BEGUN or not isinstance(key, MemoKey):
        return tie
    ledger = world.whole(CustomerId(tie.customer_id))
    is_here = key.credit_id in ledger.credits
    agreed = attrs.evolve(tie, base=tie.wanted, wanted="", taking="")
    with world.store.unit() as unit:
        if is_here:
            unit.put(agreed)
        else:
            unit.drop(Tie, tie.key)
    return agreed if is_here else None
