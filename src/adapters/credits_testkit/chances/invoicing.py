"""Registering, editing and voiding invoices, as far as it is possible."""

from __future__ import annotations

from typing import Final

from credits_core.commands import (
    Command,
    EditInvoice,
    LineChange,
    RegisterInvoice,
    VoidInvoice,
    VoidMode,
)
from credits_core.exact import NONE, Quantity
from credits_core.identity import LineId
from credits_core.invoice import Invoice, InvoiceLine, LineKind
from credits_core.money import Money

from ..orders import LINE
from .chance import Chance
from .situation import Situation
from .values import (
    a_currency,
    a_day,
    a_text,
    part_of,
    some_minor,
    some_money,
    some_pieces,
)

_LINES: Final = (1, 1, 1, 2, 3)


def register_invoice(chance: Chance, now: Situation) -> Command:
    """A new invoice of one to three lines; plainly, one line of pieces."""
    currency = a_currency(chance, now)
    count = min(chance.of(_LINES), now.policy.limits.lines)
    first = _item(chance, LINE, currency)
    more = [_line(chance, str(n), first) for n in range(2, count + 1)]
    return RegisterInvoice(
        customer_id=now.customer_id,
        invoice_id=now.invoice_id(),
        lines=(first, *more),
        number=a_text(chance),
        date=a_day(chance, now),
        due_date=a_day(chance, now),
    )


def _item(chance: Chance, line_id: LineId, currency: str) -> InvoiceLine:
    minor = some_minor(chance)
    return InvoiceLine(
        id=line_id,
        amount=Money(minor, currency),
        quantity=some_pieces(chance, minor),
        product=a_text(chance),
    )


def _line(chance: Chance, name: str, first: InvoiceLine) -> InvoiceLine:
    """Another line: goods, freight, or a discount that the first line bears."""
    line_id, currency = LineId(name), first.amount.currency
    kind = chance.below(3)
    if kind == 0:
        return _item(chance, line_id, currency)
    amount = some_money(chance, currency)
    if kind == 1:
        return InvoiceLine(id=line_id, amount=amount, kind=LineKind.CHARGE)
    less = Money(-part_of(chance, first.amount.minor // 2), currency)
    return InvoiceLine(id=line_id, amount=less, kind=LineKind.CHARGE)


def edit_invoice(chance: Chance, now: Situation) -> Command | None:
    """One save that lowers, raises, adds or leaves lines."""
    invoices = [one for one in now.editable if now.may_change(one.date)]
    if not invoices:
        return None
    invoice = chance.rather(_intertwined(invoices), invoices)
    return EditInvoice(
        customer_id=now.customer_id,
        invoice_id=invoice.id,
        edit_id=now.edit_id(),
        changes=_changes(chance, now, invoice),
    )


def _intertwined(invoices: list[Invoice]) -> list[Invoice]:
    """Those that credits have paid, or that have issued some."""
    return [one for one in invoices if one.applied or one.reductions or one.forfeited]


def _changes(
    chance: Chance, now: Situation, invoice: Invoice
) -> tuple[LineChange, ...]:
    lines = now.ledger.lines[invoice.id]
    if chance.once_in(12):
        return ()
    if chance.once_in(6) and len(lines) < now.policy.limits.lines:
        return (_added(chance, invoice, LineId(f"{len(lines) + 1}+")),)
    left = invoice.total.minor
    changes: list[LineChange] = []
    for line in chance.some_of([*lines.values()], 2 if len(lines) > 1 else 1):
        change = _raised(chance, line) if chance.once_in(3) else None
        change = change or _lowered(chance, line, left)
        changes.append(change)
        left += change.amount.minor
    return tuple(changes)


def _added(chance: Chance, invoice: Invoice, line_id: LineId) -> LineChange:
    minor = some_minor(chance)
    if chance.once_in(3):
        less = -part_of(chance, invoice.total.minor)
        return LineChange(line_id=line_id, amount=Money(less, invoice.currency))
    quantity = some_pieces(chance, minor)
    amount = Money(minor, invoice.currency)
    return LineChange(line_id=line_id, amount=amount, quantity=quantity)


def _raised(chance: Chance, line: InvoiceLine) -> LineChange:
    minor = some_minor(chance)
    pieces = NONE if line.quantity == NONE else _pieces(minor)
    amount = Money(minor, line.amount.currency)
    return LineChange(line_id=line.id, amount=amount, quantity=pieces)


def _lowered(chance: Chance, line: InvoiceLine, total: int) -> LineChange:
    """Less on a line, down to what came back of it and to what the total bears."""
    least = line.returned.minor
    minor = part_of(chance, min(line.amount.minor - least, total))
    amount = Money(-minor, line.amount.currency)
    pieces = Quantity(-_pieces(minor).micros)
    rest = line.quantity + pieces
    if rest < max(line.returned_quantity, NONE) or line.quantity == NONE:
        pieces = NONE
    return LineChange(line_id=line.id, amount=amount, quantity=pieces)


def _pieces(minor: int) -> Quantity:
    return Quantity.of(min(minor, 1_000_000))


def void_invoice(chance: Chance, now: Situation) -> Command | None:
    """An invoice of which nothing came back, in a mode that its uses allow."""
    fit = [one for one in now.invoices if now.may_change(one.date)]
    fit = [one for one in fit if not _has_return(now, one)]
    if not fit:
        return None
    invoice = chance.rather(_intertwined(fit), fit)
    spent = any(
        credit.used
        for credit in now.ledger.credits.values()
        if credit.reduced_invoice == invoice.id
    )
    modes = (VoidMode.CASCADE, VoidMode.KEEP) if spent else tuple(VoidMode)
    return VoidInvoice(
        customer_id=now.customer_id, invoice_id=invoice.id, mode=chance.of(modes)
    )


def _has_return(now: Situation, invoice: Invoice) -> bool:
    return any(line.has_return for line in now.ledger.lines[invoice.id].values())
