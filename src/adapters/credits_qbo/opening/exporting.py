"""What this side would write there: open credits and open money, with their uses."""

from __future__ import annotations

from datetime import date

from credits_core.identity import CreditId
from credits_core.ledger import Ledger
from credits_core.money import Money

from ..engine import CashKey, Key, MemoKey, PairKey, key_text
from ..engine.keys import entity_of
from ..engine.wanted import Waiting, wanted
from ..translate import LinkKind, PaymentImage
from .matching import name_of
from .plan import Action, Line
from .sheet import Sheet

NOTHING_OPEN = "nothing of it is open"


def export(sheet: Sheet) -> None:
    """Write a line for everything of this side that has none yet."""
    for ledger, keys in sheet.customers():
        for key in keys:
            if isinstance(key, MemoKey):
                _credit(sheet, ledger, key)
            elif isinstance(key, CashKey):
                _receipt(sheet, ledger, key)
    for ledger, keys in sheet.customers():
        for key in keys:
            is_named = isinstance(key, PairKey) and key.credit_id in sheet.names.memos
            reason = "it has no like there" if is_named else "its credit is left"
            sheet.write(_line(ledger, key, Action.LEAVE, reason))


def _credit(sheet: Sheet, ledger: Ledger, key: MemoKey) -> None:
    """A credit goes with all of its uses, or not at all."""
    credit = ledger.credits[key.credit_id]
    want = wanted(key, ledger, sheet.names)
    uses = _uses(ledger, key.credit_id)
    reason = want.reason if isinstance(want, Waiting) else ""
    if not credit.available:
        reason = NOTHING_OPEN
    needed = [(sheet.names.invoice(one.invoice_id), amount) for one, amount in uses]
    unknown = [
        one.invoice_id for one, _ in uses if not sheet.names.invoice(one.invoice_id)
    ]
    if unknown and not reason:
        reason = f"part of it is on invoice {unknown[0]}, which is not known there"
    reason = reason or _take_room(sheet, needed)
    action = Action.LEAVE if reason else Action.EXPORT
    sheet.write(_line(ledger, key, action, reason))
    for one, _ in uses if action is Action.EXPORT else ():
        sheet.write(_line(ledger, one, action, ""))


def _uses(ledger: Ledger, credit_id: CreditId) -> list[tuple[PairKey, Money]]:
    return [
        (PairKey(one.payment_id, one.credit_id, one.invoice_id), one.amount)
        for one in ledger.applications.values()
        if one.is_live and one.credit_id == credit_id
    ]


def _receipt(sheet: Sheet, ledger: Ledger, key: CashKey) -> None:
    payment = ledger.payments[key.payment_id]
    credit = ledger.credits.get(payment.credit_id)
    want = wanted(key, ledger, sheet.names)
    reason = want.reason if isinstance(want, Waiting) else ""
    if credit is None or not credit.available:
        reason = "all of it is on invoices"
    elif isinstance(want, PaymentImage):
        invoices = [one for one in want.links if one.kind is LinkKind.INVOICE]
        reason = _take_room(sheet, [(one.id, one.amount) for one in invoices])
    action = Action.LEAVE if reason else Action.EXPORT
    sheet.write(_line(ledger, key, action, reason))


def _take_room(sheet: Sheet, needed: list[tuple[str, Money]]) -> str:
    """Take what is *needed* of invoices there, or say which of them has no room."""
    left = dict(sheet.open_there)
    for invoice, amount in needed:
        open_there = left.get(invoice, amount.zero)
        if open_there < amount:
            return f"of invoice {invoice} only {open_there} is open there"
        left[invoice] = open_there - amount
    sheet.open_there.update(left)
    return ""


def _line(ledger: Ledger, key: Key, action: Action, reason: str) -> Line:
    amount, is_open, day = _figures(ledger, key)
    return Line(
        action=action,
        entity=entity_of(key),
        customer=ledger.customer_id,
        here=name_of(key),
        amount=amount,
        open=is_open,
        day=day,
        reason=reason,
        key=key_text(key),
    )


def _figures(
    ledger: Ledger, key: Key
) -> tuple[Money | None, Money | None, date | None]:
    """What it is worth here, what of it is open, and its day."""
    match key:
        case MemoKey(credit_id):
            credit = ledger.credits[credit_id]
            return credit.live, credit.available, credit.effective_date
        case CashKey(payment_id):
            payment = ledger.payments[payment_id]
            return payment.received, payment.unapplied, payment.date
        case PairKey(credit_id=credit_id):
            uses = dict(_uses(ledger, credit_id))
            amount = uses.get(key)
            return amount, None if amount is None else amount.zero, None
        case _:
            return None, None, None
