"""Reading in what began there: memos, payments, and credits applied there."""

from __future__ import annotations

import attrs

from credits_core.commands import ImportCredit
from credits_core.identity import CreditId, CustomerId
from credits_core.rejections import Rejection

from ..settings import SYSTEM
from ..store import Mark, Tie
from ..translate import MemoImage, SeenMemo, SeenPayment, image_text
from .following import Version, follow
from .keys import GroupKey, MemoKey, key_text, stem_of
from .naming import customer_named, memo_named
from .reading_in import begun_memo, begun_payment, forget
from .taken import Taken
from .took import took
from .world import World, put_off


def read_in(world: World, mark: Mark, seen: SeenMemo | SeenPayment) -> None:
    """Take *seen* over as something new of this side."""
    image = seen.image
    with world.store.unit() as unit:
        customer_id = None if image is None else customer_named(unit, image.customer)
        if image is None or customer_id is None:
            put_off(unit, world, mark, "its customer is not known here")
            return
    tie = Tie(
        key="",
        customer_id=customer_id,
        entity=mark.entity,
        remote_id=seen.id,
        token=seen.token,
    )
    if isinstance(seen, SeenMemo) and isinstance(image, MemoImage):
        with world.store.unit() as unit:
            key = MemoKey(memo_named(unit, world.settings, seen.id))
        begun_memo(world, tie, key, image)
        taken = _memo(world, seen, image, (customer_id, key.credit_id))
    else:
        tie = begun_payment(world, tie, image)
        taken = follow(world, tie, image, Version(token=seen.token, day=seen.day))
    _noted(world, mark, seen, tie, taken)


def _memo(
    world: World,
    seen: SeenMemo,
    image: MemoImage,
    named: tuple[CustomerId, CreditId],
) -> Taken:
    customer_id, credit_id = named
    command = ImportCredit(
        customer_id=customer_id,
        credit_id=credit_id,
        system=SYSTEM,
        remote_id=seen.id,
        amount=image.total,
        effective_date=seen.day,
        number=seen.number,
        note=seen.note,
    )
    key = key_text(MemoKey(credit_id))
    return Taken(refusal=_said(world.take_over(command)), key=key)


def _noted(
    world: World, mark: Mark, seen: SeenMemo | SeenPayment, tie: Tie, taken: Taken
) -> None:
    """Remember what it is here; what this side could not follow is tried again."""
    if taken.refusal and not taken.key:
        taken = attrs.evolve(taken, key=_called(world, seen))
    agreed = attrs.evolve(tie, key=tie.key or taken.key, base=image_text(seen.image))
    took(world, mark, agreed, taken, "")
    if taken.waits:
        forget(world, tie)


def _called(world: World, seen: SeenMemo | SeenPayment) -> str:
    """The name under which a person is asked about what could not be read in."""
    return key_text(GroupKey(stem_of(world.settings.realm_id, seen.id)))


def _said(refusal: Rejection | None) -> str:
    return "" if refusal is None else refusal.sentence
