"""What this side would read in: open memos and open money, with their known uses.

What was used there on what nobody here knows is an opening amount: it is used, and no
void of this side ever gives it back.
"""

from __future__ import annotations

import attrs

from credits_core.commands import (
    Command,
    CreditUsed,
    ImportChange,
    ImportCredit,
)
from credits_core.identity import CustomerId
from credits_core.money import Money

from ..engine import CashKey, GroupKey, Key, MemoKey, PairKey, key_text
from ..engine.attribution import Part
from ..engine.before import NOT_KNOWN
from ..engine.naming import memo_id, payment_id
from ..settings import SYSTEM
from ..translate import LinkKind, PaymentImage, SeenMemo, SeenPayment, image_text
from .exporting import NOTHING_OPEN
from .matching import figures_there
from .plan import Action, Line
from .sheet import Sheet
from .spending import Uses, receipt, use, uses_of


def read_in(sheet: Sheet) -> None:
    """Write a line for everything of the other side that has none yet."""
    fresh = {
        one.id: customer_id
        for one in sheet.memos.values()
        if (customer_id := _customer(sheet, one)) and one.balance
    }
    uses = uses_of(sheet, fresh)
    for memo in list(sheet.memos.values()):
        sheet.write(_memo(sheet, memo, uses))
    for payment in list(sheet.payments.values()):
        sheet.write(_payment(sheet, payment, uses.of[payment.id], fresh))


def _customer(sheet: Sheet, seen: SeenMemo | SeenPayment) -> CustomerId | None:
    return (
        None if seen.image is None else sheet.names.customer_here(seen.image.customer)
    )


def _memo(sheet: Sheet, seen: SeenMemo, uses: Uses) -> Line:
    credit_id = memo_id(sheet.world.settings, seen.id)
    customer_id = _customer(sheet, seen)
    if customer_id is None or not seen.balance:
        known = NOT_KNOWN if seen.balance else NOTHING_OPEN
        return _line(sheet, seen, Action.LEAVE, reason=known)
    amount, is_open = figures_there(seen)
    opening = Money(amount.minor - is_open.minor - uses.known[seen.id], amount.currency)
    command = ImportCredit(
        customer_id=customer_id,
        credit_id=credit_id,
        system=SYSTEM,
        remote_id=seen.id,
        amount=amount,
        opening=opening,
        effective_date=seen.day,
        number=seen.number,
        note=seen.note,
    )
    reason = _spent(opening)
    line = _line(sheet, seen, Action.IMPORT, reason=reason, key=MemoKey(credit_id))
    return attrs.evolve(line, here=credit_id, commands=(command,))


def _payment(
    sheet: Sheet, seen: SeenPayment, uses: list[Part], fresh: dict[str, CustomerId]
) -> Line:
    customer_id = _customer(sheet, seen)
    image = seen.image
    if customer_id is None or image is None:
        reason = "nothing is in it" if image is None else NOT_KNOWN
        return _line(sheet, seen, Action.LEAVE, reason=reason)
    if any(one.kind is LinkKind.OTHER for one in image.links):
        reason = "it is linked to what is not known here"
        return _line(sheet, seen, Action.LEAVE, reason=reason, key=GroupKey(seen.id))
    memos = {one.id for one in image.links if one.kind is LinkKind.MEMO}
    is_money = bool(image.total and seen.unapplied)
    if not uses and not is_money:
        watched = GroupKey(seen.id) if memos & _named(sheet, fresh) else None
        reason = "it is on what is not known here" if watched else NOTHING_OPEN
        return _line(sheet, seen, Action.LEAVE, reason=reason, key=watched)
    commands: list[Command] = []
    opening = image.total.zero
    if is_money:
        command = receipt(sheet, seen, image, customer_id)
        opening = command.opening or opening
        commands.append(command)
    changes = [use(sheet, seen, part, fresh[part.memo]) for part in uses]
    key = _key(sheet, seen, changes, image, is_money=is_money)
    commands.extend(changes)
    line = _line(sheet, seen, Action.IMPORT, reason=_spent(opening), key=key)
    return attrs.evolve(line, here=_name(sheet, seen, uses), commands=tuple(commands))


def _named(sheet: Sheet, fresh: dict[str, CustomerId]) -> set[str]:
    return {*fresh, *sheet.names.memos.values()}


def _name(sheet: Sheet, seen: SeenPayment, uses: list[Part]) -> str:
    if not uses:
        return payment_id(sheet.world.settings, seen.id)
    return f"{len(uses)} uses" if len(uses) > 1 else "a use"


def _key(
    sheet: Sheet,
    seen: SeenPayment,
    uses: list[ImportChange],
    image: PaymentImage,
    *,
    is_money: bool,
) -> Key:
    """What it is here: money, the one use of a credit, or several things at once."""
    if is_money and not any(one.kind is LinkKind.MEMO for one in image.links):
        return CashKey(payment_id(sheet.world.settings, seen.id))
    used = [one.change for one in uses if isinstance(one.change, CreditUsed)]
    if len(used) == 1 and len(image.links) == 2 and not image.total:
        return PairKey(used[0].payment_id, used[0].credit_id, used[0].invoice_id)
    return GroupKey(seen.id)


def _spent(opening: Money) -> str:
    return f"{opening} of it was used on what is not known here" if opening else ""


def _line(
    sheet: Sheet,
    seen: SeenMemo | SeenPayment,
    action: Action,
    *,
    reason: str,
    key: Key | None = None,
) -> Line:
    amount, is_open = figures_there(seen)
    return Line(
        action=action,
        entity="CreditMemo" if isinstance(seen, SeenMemo) else "Payment",
        customer=_customer(sheet, seen) or "",
        remote_id=seen.id,
        amount=amount,
        open=is_open,
        day=seen.day,
        reason=reason,
        key="" if key is None else key_text(key),
        base="" if key is None else image_text(seen.image),
        token=seen.token,
    )
