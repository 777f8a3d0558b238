"""Drafting the writes of the exchange: their text, their day and their note."""

from __future__ import annotations

from datetime import date

import attrs

from credits_core.credit import FromReturn
from credits_core.customer_return import ReturnedLine
from credits_core.ledger import Ledger

from ..documents import Document, render
from ..store import Tie
from ..translate import (
    Marker,
    MemoImage,
    SeenMemo,
    SeenPayment,
    image_text,
    marked,
    memo_document,
    payment_document,
    void_document,
)
from ..translate.images import Image
from ..translate.writing import dated
from .keys import CashKey, GroupKey, Key, MemoKey, PairKey, key_from, request_id
from .world import World


def creation(world: World, tie: Tie, want: Image, ledger: Ledger) -> Tie:
    """The tie with the write that makes *want*, marked so that it is found again."""
    new = _opened(world, tie, want, "create")
    marker = Marker(installation=world.settings.installation, request_id=new.request_id)
    day, note = _day_and_note(key_from(tie.key), ledger)
    note = marked(note, marker, world.settings.realm_id)
    document = _document(world, tie, want, ledger)
    return attrs.evolve(new, body=render(dated(document, day, note)))


def alteration(
    world: World,
    tie: Tie,
    want: Image | None,
    seen: SeenMemo | SeenPayment,
    ledger: Ledger,
) -> Tie:
    """The tie with the write that makes *want* of what is *seen*."""
    head = {"Id": tie.remote_id, "SyncToken": str(seen.token)}
    if want is not None:
        action = "update"
        body: Document = {**head, "sparse": True, **_document(world, tie, want, ledger)}
    elif seen.image is not None and isinstance(key_from(tie.key), CashKey):
        action = "void"
        body = void_document(seen.image.customer, seen.image.total, head)
    else:
        action, body = "delete", head
    opened = _opened(world, tie, want, action)
    return attrs.evolve(opened, token=seen.token, body=render(body))


def _opened(world: World, tie: Tie, want: Image | None, action: str) -> Tie:
    """The tie with the next generation of a write."""
    generation = tie.generation + 1
    return attrs.evolve(
        tie,
        generation=generation,
        action=action,
        wanted=image_text(want),
        request_id=request_id(tie.key, generation, world.settings),
    )


def _document(world: World, tie: Tie, want: Image, ledger: Ledger) -> Document:
    if isinstance(want, MemoImage):
        return memo_document(want, world.settings, _goods(key_from(tie.key), ledger))
    return payment_document(want, world.settings)


def _goods(key: Key, ledger: Ledger) -> tuple[ReturnedLine, ...]:
    """What came back, for the credit of a return."""
    credit = ledger.credits.get(key.credit_id) if isinstance(key, MemoKey) else None
    if credit is None or not isinstance(credit.origin, FromReturn):
        return ()
    return ledger.returns[credit.origin.return_id].lines


def _day_and_note(key: Key, ledger: Ledger) -> tuple[date, str]:
    match key:
        case MemoKey(credit_id):
            credit = ledger.credits[credit_id]
            return credit.effective_date, f"{credit.number}\n{credit.note}".strip()
        case CashKey(payment_id) | PairKey(payment_id=payment_id):
            return ledger.payments[payment_id].date, f"Receipt {payment_id}"
        case GroupKey():
            raise AssertionError("A group is never written from here.")
