"""What belongs to another customer there now, and what becomes of it here.

Nobody here can tell whose it is, so a person is asked. Until then only what was used
of it here already is certain: the rest is taken back, so that nobody spends it.
"""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.commands import CreditAmount, PaymentAmount, RemoteChange
from credits_core.credit import Credit
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.payment import Payment

from ..store import Binding, Conflict, Mark, Place, Tie, Unit
from ..store.marking import mark, soil
from ..translate import image_from, image_text
from ..translate.images import Image
from .doing import do
from .following_money import receipt_of
from .keys import MemoKey, key_from
from .naming import again
from .restoring import OTHERWISE, end_note, note_since, restore, since_of
from .taken import Taken
from .taking import keep
from .world import World, disagree, done_with, put_off

MOVED: Final = "moved"
"""The kind of the conflict, and what is noted as being taken over until it is over."""


def is_moved(unit: Unit, tie: Tie, image: Image | None) -> bool:
    """Whether *image* is of another customer than this side has it for.

    What both sides agreed on as another customer's is on its way back.
    """
    if image is None or image_text(image) == tie.base:
        return False
    bound = unit.get(Binding, "Customer", tie.customer_id)
    base = image_from(tie.base)
    if bound is not None:
        return image.customer != bound.remote_id
    return base is not None and image.customer != base.customer


def freeze(world: World, mark: Mark, tie: Tie, image: Image, token: int) -> None:
    """Take back what is open of it here, and let a person decide whose it is."""
    tie = _begun(world, attrs.evolve(tie, token=token))
    refusal = do(world, tie, _taken_back(world, tie))
    with world.store.unit() as unit:
        if refusal:
            put_off(unit, world, mark, refusal)
            return
        asking = attrs.evolve(tie, wanted=tie.base)
        reason = "it belongs to another customer there now"
        disagree(unit, world, asking, MOVED, reason, there=image_text(image))
        done_with(unit, mark)


def _begun(world: World, tie: Tie) -> Tie:
    """Note that it moved, and since when, before anything is taken back."""
    begun = image_from(tie.taking) if tie.taking.startswith("[") else None
    known = tie.base or image_text(begun)
    frozen = attrs.evolve(tie, base=known, taking=MOVED)
    version = None if begun is not None else _ledger(world, tie).version
    with world.store.unit() as unit:
        if tie.taking != MOVED:
            note_since(unit, tie, version)
        unit.put(frozen)
    return frozen


def _taken_back(world: World, tie: Tie) -> list[RemoteChange]:
    """What takes back all that is open of it here."""
    payment, credit = _here(world, tie)
    if credit is None or not credit.available:
        return []
    if payment is not None:
        return [PaymentAmount(payment.id, payment.received - credit.available)]
    return [CreditAmount(credit.id, credit.amount - credit.available)]


def bring_back(world: World, tie: Tie, conflict: Conflict) -> str:
    """Let it be this customer's again, and have it told there; why not, if not."""
    if image_from(tie.base) is None:
        return f"both sides never agreed on it: {OTHERWISE}"
    restored = restore(world, tie)
    if restored.refusal:
        refusal = do(world, tie, _taken_back(world, tie))
        with world.store.unit() as unit:
            mark(unit, tie.entity, tie.remote_id)
        return refusal or restored.refusal
    with world.store.unit() as unit:
        unit.drop(Conflict, conflict.key)
        _thawed(unit, attrs.evolve(tie, base=conflict.there), restored)
    return ""


def is_restorable(world: World, tie: Tie) -> bool:
    """Whether it is frozen, and known what was taken back of it here."""
    return tie.taking == MOVED and since_of(world, tie) is not None


def thaw(world: World, mark: Mark, tie: Tie) -> Tie | None:
    """Let it be as it was, for it came back by itself; nothing if it cannot be yet."""
    restored = restore(world, tie)
    with world.store.unit() as unit:
        if restored.refusal:
            put_off(unit, world, mark, restored.refusal)
            return None
        unit.drop(Conflict, tie.key)
        return _thawed(unit, tie, restored)


def _thawed(unit: Unit, tie: Tie, restored: Taken) -> Tie:
    now = keep(unit, tie, restored)
    end_note(unit, tie)
    soil(unit, now.key, now.customer_id)
    return now


def hand_over(world: World, tie: Tie, conflict: Conflict) -> str:
    """Let it be read in as the other customer's; why not, if it is used here."""
    refusal = do(world, tie, _taken_back(world, tie)) or _hindrance(world, tie)
    refusal = refusal or do(world, tie, _emptied(world, tie))
    if refusal:
        return refusal
    with world.store.unit() as unit:
        alone = attrs.evolve(tie, remote_id="", base="", taking="", token=0)
        unit.put(alone)
        unit.drop(Conflict, conflict.key)
        end_note(unit, tie)
        unit.put(Place(name=again(tie.entity, tie.remote_id), value=str(tie.token)))
        mark(unit, tie.entity, tie.remote_id)
    return ""


def _hindrance(world: World, tie: Tie) -> str:
    """Why it may not be another's, if this customer has any of it still.

    What was spent of it there before it was read in is nobody's any more.
    """
    payment, credit = _here(world, tie)
    if credit is not None and credit.available:
        return f"{credit.available} of it is open here still"
    if payment is not None:
        used = payment.received - payment.opening
    elif credit is not None:
        used = credit.used - credit.opening
    else:
        return ""
    if not used:
        return ""
    return f"{used} of it is used here, which has to be taken back first"


def _emptied(world: World, tie: Tie) -> list[RemoteChange]:
    """What voids a receipt of which nothing is left but what was spent before."""
    payment, _ = _here(world, tie)
    if payment is None or not payment.received:
        return []
    return [PaymentAmount(payment.id, payment.amount.zero)]


def _here(world: World, tie: Tie) -> tuple[Payment | None, Credit | None]:
    """The receipt here, if it is a payment, and the credit that is open of it."""
    ledger = _ledger(world, tie)
    key = key_from(tie.key)
    if isinstance(key, MemoKey):
        return None, ledger.credits.get(key.credit_id)
    payment = receipt_of(world, tie, ledger)
    credit = None if payment is None else ledger.credits.get(payment.credit_id)
    return payment, credit


def _ledger(world: World, tie: Tie) -> Ledger:
    return world.whole(CustomerId(tie.customer_id))
