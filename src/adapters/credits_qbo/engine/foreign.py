"""Reading in what began there: memos, payments, and credits applied there."""

from __future__ import annotations

import attrs

from credits_core.commands import (
    CreditUsed,
    ImportChange,
    ImportCredit,
    ImportPayment,
    RemoteAllocation,
)
from credits_core.identity import CreditId, CustomerId, InvoiceId
from credits_core.money import Money
from credits_core.payment import Method, Tender
from credits_core.rejections import Rejection

from ..settings import SYSTEM
from ..store import Conflict, Mark, Tie, Unit
from ..translate import (
    LinkKind,
    MemoImage,
    PaymentImage,
    SeenMemo,
    SeenPayment,
    image_text,
)
from .attribution import Part, attributed
from .keys import CashKey, GroupKey, Key, MemoKey, PairKey, entity_of, key_text
from .naming import (
    credit_named,
    customer_named,
    invoice_named,
    memo_id,
    payment_id,
    use_id,
)
from .world import World, disagree, done_with, put_off


def read_in(world: World, mark: Mark, seen: SeenMemo | SeenPayment) -> None:
    """Take *seen* over as something new of this side."""
    image = seen.image
    with world.store.unit() as unit:
        customer_id = None if image is None else customer_named(unit, image.customer)
        if image is None or customer_id is None:
            put_off(unit, world, mark, "its customer is not known here")
            return
    if isinstance(seen, SeenMemo) and isinstance(image, MemoImage):
        _memo(world, mark, seen, image, customer_id)
    elif isinstance(seen, SeenPayment) and isinstance(image, PaymentImage):
        _payment(world, mark, seen, image, customer_id)


def _memo(
    world: World,
    mark: Mark,
    seen: SeenMemo,
    image: MemoImage,
    customer_id: CustomerId,
) -> None:
    credit_id = memo_id(world.settings, seen.id)
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
    refusal = world.take_over(command)
    _tied(world, mark, seen, MemoKey(credit_id), customer_id, refusal=_said(refusal))


def _payment(
    world: World,
    mark: Mark,
    seen: SeenPayment,
    image: PaymentImage,
    customer_id: CustomerId,
) -> None:
    if any(link.kind is LinkKind.OTHER for link in image.links):
        reason = "it is linked to what is not known here"
        key: Key = GroupKey(seen.id)
        _tied(world, mark, seen, key, customer_id, refusal=reason)
        return
    with world.store.unit() as unit:
        parts = _named(unit, image)
        if isinstance(parts, str):
            put_off(unit, world, mark, parts)
            return
    if image.total:
        refusal = _receive(world, seen, image, customer_id, parts)
        if refusal:
            key = CashKey(payment_id(world.settings, seen.id))
            _tied(world, mark, seen, key, customer_id, refusal=refusal)
            return
    _apply(world, mark, seen, image, customer_id, parts)


def _named(unit: Unit, image: PaymentImage) -> list[Part] | str:
    """The payment's parts by their names here, or what is not known here."""
    parts: list[Part] = []
    for part in attributed(image):
        invoice_id = invoice_named(unit, part.invoice)
        if invoice_id is None:
            return f"invoice {part.invoice} is not known here"
        credit_id = credit_named(unit, part.memo) if part.memo else None
        if part.memo and credit_id is None:
            return f"memo {part.memo} is not known here"
        parts.append(attrs.evolve(part, invoice=invoice_id, memo=credit_id or ""))
    return parts


def _receive(
    world: World,
    seen: SeenPayment,
    image: PaymentImage,
    customer_id: CustomerId,
    parts: list[Part],
) -> str:
    sums: dict[str, Money] = {}
    for part in parts:
        if not part.memo:
            known = sums.get(part.invoice, part.amount.zero)
            sums[part.invoice] = known + part.amount
    command = ImportPayment(
        customer_id=customer_id,
        payment_id=payment_id(world.settings, seen.id),
        system=SYSTEM,
        tenders=(Tender(Method.OTHER, image.total),),
        allocations=tuple(
            RemoteAllocation(invoice_id=InvoiceId(one), amount=amount)
            for one, amount in sums.items()
        ),
        date=seen.day,
    )
    return _said(world.take_over(command))


def _apply(
    world: World,
    mark: Mark,
    seen: SeenPayment,
    image: PaymentImage,
    customer_id: CustomerId,
    parts: list[Part],
) -> None:
    """Use the credits of the payment as it does; all of it is one thing there."""
    uses = [part for part in parts if part.memo]
    keys: list[Key] = []
    refusal = ""
    for part in uses:
        credit_id, invoice_id = CreditId(part.memo), InvoiceId(part.invoice)
        named = use_id(world.settings, seen.id, seen.token, credit_id, invoice_id)
        change = CreditUsed(named, credit_id, invoice_id, part.amount)
        command = ImportChange(customer_id=customer_id, change=change)
        refusal = refusal or _said(world.take_over(command))
        keys.append(PairKey(named, credit_id, invoice_id))
    if not uses:
        keys = [CashKey(payment_id(world.settings, seen.id))]
    elif len(uses) > 1 or image.total:
        keys = [GroupKey(seen.id)]
    _tied(world, mark, seen, keys[0], customer_id, refusal=refusal)


def _tied(
    world: World,
    mark: Mark,
    seen: SeenMemo | SeenPayment,
    key: Key,
    customer_id: CustomerId,
    *,
    refusal: str,
) -> None:
    """Remember what it is here, or that this side could not take it over."""
    there = image_text(seen.image)
    tie = Tie(
        key=key_text(key),
        customer_id=customer_id,
        entity=entity_of(key),
        remote_id=seen.id,
        base=there,
        token=seen.token,
    )
    with world.store.unit() as unit:
        if refusal:
            disagree(unit, world, tie, "refused_here", refusal, there=there)
            put_off(unit, world, mark, refusal)
            return
        unit.put(tie)
        unit.drop(Conflict, tie.key)
        done_with(unit, mark)


def _said(refusal: Rejection | None) -> str:
    return "" if refusal is None else refusal.sentence
