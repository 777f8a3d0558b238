"""What belongs to another customer there now, and what becomes of it here.

Nobody here can tell whose it is, so a person is asked. Until then only what was used
of it here already is certain: the rest is taken back, so that nobody spends it.
"""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.commands import CreditAmount, PaymentAmount, RemoteChange
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.money import Money

from ..store import Binding, Conflict, Mark, Place, Tie, Unit
from ..store.marking import mark, soil
from ..translate import image_from, image_text
from ..translate.images import Image
from .doing import do
from .following import Version
from .following_money import receipt_of
from .keys import MemoKey, key_from
from .naming import again
from .taking import keep, take
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
    begun = image_from(tie.taking) if tie.taking.startswith("[") else None
    known = tie.base or image_text(begun)
    refusal = do(world, tie, _taken_back(world, tie))
    with world.store.unit() as unit:
        if refusal:
            put_off(unit, world, mark, refusal)
            return
        unit.put(attrs.evolve(tie, base=known, taking=MOVED, token=token))
        asking = attrs.evolve(tie, wanted=known)
        reason = "it belongs to another customer there now"
        disagree(unit, world, asking, MOVED, reason, there=image_text(image))
        done_with(unit, mark)


def _taken_back(world: World, tie: Tie) -> list[RemoteChange]:
    """What takes back all that is open of it here."""
    ledger = _ledger(world, tie)
    key = key_from(tie.key)
    if isinstance(key, MemoKey):
        credit = ledger.credits.get(key.credit_id)
        if credit is None or not credit.available:
            return []
        return [CreditAmount(credit.id, credit.used)]
    payment = receipt_of(world, tie, ledger)
    credit = None if payment is None else ledger.credits.get(payment.credit_id)
    if payment is None or credit is None or not credit.available:
        return []
    return [PaymentAmount(payment.id, payment.received - credit.available)]


def bring_back(world: World, tie: Tie, conflict: Conflict) -> str:
    """Let it be this customer's again, and have it told there; why not, if not."""
    image = image_from(tie.base)
    here = attrs.evolve(tie, taking="")
    taken = take(world, here, image, Version(token=tie.token))
    if taken.waits or taken.refusal:
        with world.store.unit() as unit:
            unit.put(tie)
        return taken.waits or taken.refusal
    with world.store.unit() as unit:
        now = keep(unit, attrs.evolve(here, base=conflict.there), taken)
        unit.drop(Conflict, conflict.key)
        soil(unit, now.key, now.customer_id)
    return ""


def hand_over(world: World, tie: Tie, conflict: Conflict) -> str:
    """Let it be read in as the other customer's; why not, if it is used here."""
    used = _used(world, tie)
    if used:
        return f"{used} of it is used here, which has to be taken back first"
    with world.store.unit() as unit:
        alone = attrs.evolve(tie, remote_id="", base="", taking="", token=0)
        unit.put(alone)
        unit.drop(Conflict, conflict.key)
        unit.put(Place(name=again(tie.entity, tie.remote_id), value=str(tie.token)))
        mark(unit, tie.entity, tie.remote_id)
    return ""


def _used(world: World, tie: Tie) -> Money | None:
    """What of it is used here still."""
    ledger = _ledger(world, tie)
    key = key_from(tie.key)
    if isinstance(key, MemoKey):
        credit = ledger.credits.get(key.credit_id)
        return credit.used if credit is not None else None
    payment = receipt_of(world, tie, ledger)
    return payment.received if payment is not None else None


def _ledger(world: World, tie: Tie) -> Ledger:
    return world.whole(CustomerId(tie.customer_id))
