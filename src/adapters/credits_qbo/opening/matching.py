"""Finding what both sides have already: it has to be equal in all that counts.

Of several that are equal in everything, any two may be matched: nobody could tell
them apart. What is not equal is never guessed to be the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from credits_core.ledger import Ledger
from credits_core.money import Money

from ..engine import CashKey, GroupKey, Key, MemoKey, PairKey, key_text
from ..engine.keys import entity_of
from ..engine.wanted import wanted
from ..translate import MemoImage, PaymentImage, SeenMemo, SeenPayment, image_text
from .plan import Action, Line
from .sheet import Sheet

Likeness = tuple[str, ...]


def match(sheet: Sheet) -> None:
    """Match credits first, because what was paid with them names them."""
    _match(sheet, MemoKey, sheet.memos.values())
    _match(sheet, CashKey, sheet.payments.values())
    _match(sheet, PairKey, sheet.payments.values())


def _match(
    sheet: Sheet, kind: type[Key], seen: Iterable[SeenMemo | SeenPayment]
) -> None:
    alike = defaultdict[Likeness, list[SeenMemo | SeenPayment]](list)
    for one in sorted(seen, key=lambda one: int(one.id)):
        alike[_likeness_there(one)].append(one)
    for ledger, keys in sheet.customers():
        for key in keys:
            if isinstance(key, kind):
                _match_key(sheet, ledger, key, alike)


def _match_key(
    sheet: Sheet,
    ledger: Ledger,
    key: Key,
    alike: dict[Likeness, list[SeenMemo | SeenPayment]],
) -> None:
    image = wanted(key, ledger, sheet.names)
    if not isinstance(image, (MemoImage, PaymentImage)):
        return
    found = alike.get(_likeness_here(key, ledger, image_text(image)), [])
    if not found:
        return
    number = ledger.credits[key.credit_id].number if isinstance(key, MemoKey) else ""
    found.sort(key=lambda one: getattr(one, "number", "") != number)
    _write(sheet, ledger, key, found.pop(0))


def _write(
    sheet: Sheet, ledger: Ledger, key: Key, seen: SeenMemo | SeenPayment
) -> None:
    if isinstance(key, MemoKey):
        sheet.names.memos[key.credit_id] = seen.id
    amount, is_open = figures_there(seen)
    sheet.write(
        Line(
            action=Action.MATCH,
            entity=entity_of(key),
            customer=ledger.customer_id,
            here=name_of(key),
            remote_id=seen.id,
            amount=amount,
            open=is_open,
            day=seen.day,
            reason="both sides have it alike",
            key=key_text(key),
            base=image_text(seen.image),
            token=seen.token,
        )
    )


def figures_there(seen: SeenMemo | SeenPayment) -> tuple[Money, Money]:
    """What the object is worth, and what of it is still to be used."""
    is_open = seen.balance if isinstance(seen, SeenMemo) else seen.unapplied
    return is_open.zero if seen.image is None else seen.image.total, is_open


def name_of(key: Key) -> str:
    """What a person calls it here."""
    match key:
        case MemoKey(credit_id):
            return credit_id
        case CashKey(payment_id):
            return payment_id
        case PairKey(payment_id, credit_id, invoice_id):
            return f"{credit_id} on {invoice_id} by {payment_id}"
        case GroupKey(remote_id):
            return f"payment {remote_id}"


def _likeness_there(seen: SeenMemo | SeenPayment) -> Likeness:
    text, day = image_text(seen.image), str(seen.day)
    if isinstance(seen, SeenMemo):
        return text, day, str(seen.balance)
    is_money = seen.image is not None and bool(seen.image.total)
    return (text, day) if is_money else (text,)


def _likeness_here(key: Key, ledger: Ledger, text: str) -> Likeness:
    if isinstance(key, MemoKey):
        credit = ledger.credits[key.credit_id]
        return text, str(credit.effective_date), str(credit.available)
    if isinstance(key, CashKey):
        return text, str(ledger.payments[key.payment_id].date)
    return (text,)
