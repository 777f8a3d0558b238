"""Doing here what was done there to something that both sides know."""

from __future__ import annotations

import attrs

from credits_core.commands import CreditAmount
from credits_core.credit import Hold
from credits_core.identity import CreditId, CustomerId
from credits_core.ledger import Ledger
from credits_core.money import Money

from ..store import Tie, Unit
from ..translate import MemoImage, image_from, image_text
from ..translate.images import Image
from .doing import do
from .following import Version, follow
from .keys import GroupKey, MemoKey, key_from
from .taken import Taken
from .wanted import Waiting, wanted
from .world import RowNames, World


def take(world: World, tie: Tie, image: Image | None, version: Version) -> Taken:
    """Follow the object of *tie* to *image*, which is of that *version*."""
    key = key_from(tie.key)
    if isinstance(key, MemoKey):
        return _memo(world, tie, key.credit_id, image)
    if isinstance(key, GroupKey) and key.is_from_before:
        return Taken(refusal="a payment from before the first connection was changed")
    with world.store.unit() as unit:
        unit.put(attrs.evolve(tie, taking=image_text(image) or "nothing"))
    return follow(world, tie, image, version)


def _memo(world: World, tie: Tie, credit_id: CreditId, image: Image | None) -> Taken:
    base = image_from(tie.base)
    gone: tuple[tuple[str, int], ...] = ()
    if isinstance(image, MemoImage):
        if tie.elsewhere > image.total.minor:
            return Taken(waits="what it was used for there has to be seen first")
        amount = image.total - Money(tie.elsewhere, image.total.currency)
        # What was given up here is no part of the memo there, and still of the credit.
        amount += _given_up(world, tie, credit_id, amount)
    elif isinstance(base, MemoImage):
        amount, gone = base.total.zero, ((tie.key, 0),)
    else:
        return Taken(refusal="it is no memo any more")
    ledger = world.whole(CustomerId(tie.customer_id))
    if credit_id not in ledger.credits:
        return Taken(refusal="it was not read in yet")
    refusal = _held(world, tie, credit_id, amount)
    if not refusal:
        refusal = do(world, tie, [CreditAmount(credit_id, amount)])
        refusal = refusal or _held(world, tie, credit_id, amount)
    return Taken(refusal=refusal, elsewhere=gone)


def _given_up(world: World, tie: Tie, credit_id: CreditId, amount: Money) -> Money:
    credit = world.whole(CustomerId(tie.customer_id)).credits.get(credit_id)
    return amount.zero if credit is None else credit.cancelled


def _held(world: World, tie: Tie, credit_id: CreditId, amount: Money) -> str:
    """Whether it is held because more than that amount is used here."""
    ledger = world.whole(CustomerId(tie.customer_id))
    credit = ledger.credits[credit_id]
    known = credit.hold is Hold.CONFLICT and credit.remote_amount == amount
    if not known or not credit.used or credit.used + credit.cancelled <= amount:
        return ""
    return f"{credit.used} of it is used here, more than it is there"


def keep(unit: Unit, tie: Tie, taken: Taken) -> Tie:
    """Write down what was taken over: the *tie* under its new name, and memos."""
    now = attrs.evolve(tie, key=taken.key or tie.key, taking="")
    unit.drop(Tie, tie.key)
    for key, minor in taken.elsewhere:
        memo = now if key == now.key else unit.get(Tie, key)
        if memo is not None:
            memo = attrs.evolve(memo, elsewhere=max(minor, 0), taking="")
            now = memo if key == now.key else now
            unit.put(memo)
    unit.put(now)
    return now


def shortfall(unit: Unit, world: World, tie: Tie, ledger: Ledger) -> str | None:
    """What this side has of *tie* where it is not what was agreed on, as an image."""
    here = wanted(key_from(tie.key), ledger, RowNames(unit, world.settings))
    if isinstance(here, Waiting) or image_text(here) == tie.base:
        return None
    return image_text(here)
