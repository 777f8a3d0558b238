"""Goods that come back, as far as it is possible."""

from __future__ import annotations

import attrs

from credits_core.commands import (
    Command,
    CompleteReturn,
    CorrectReturn,
    Mode,
    ReopenReturn,
    ReturnLine,
)
from credits_core.customer_return import CustomerReturn
from credits_core.exact import NONE, Quantity, share_of
from credits_core.identity import InvoiceId, LineId
from credits_core.invoice import InvoiceLine
from credits_core.money import Money

from .chance import Chance
from .situation import Situation
from .values import a_currency, a_text, part_of, some_minor

_PIECE = 1_000_000


def complete_return(chance: Chance, now: Situation) -> CompleteReturn:
    """Goods of an invoice come back, or goods of which nobody knows the invoice."""
    on_invoices = _returnable(now)
    invoice_id: InvoiceId | None = None
    if on_invoices and not chance.once_in(3):
        invoice_id = chance.of([*on_invoices])
        lines = _sold(chance, on_invoices[invoice_id])
    else:
        lines = (_gift(chance, a_currency(chance, now)),)
    return CompleteReturn(
        customer_id=now.customer_id,
        return_id=now.return_id(),
        lines=lines,
        invoice_id=invoice_id,
    )


def _returnable(now: Situation) -> dict[InvoiceId, list[InvoiceLine]]:
    """The invoices of which something can still come back, and those lines."""
    found: dict[InvoiceId, list[InvoiceLine]] = {}
    for invoice in now.invoices:
        lines = now.ledger.lines[invoice.id].values()
        fit = [one for one in lines if _has_left(one)]
        if fit:
            found[invoice.id] = fit
    return found


def _has_left(line: InvoiceLine) -> bool:
    return line.amount > line.returned and line.quantity > line.returned_quantity


def _sold(chance: Chance, lines: list[InvoiceLine]) -> tuple[ReturnLine, ...]:
    chosen = chance.some_of(lines, 2 if len(lines) > 1 else 1)
    return tuple(
        _back(chance, line, LineId("r" if not n else f"r{n + 1}"))
        for n, line in enumerate(chosen)
    )


def _back(chance: Chance, line: InvoiceLine, name: LineId) -> ReturnLine:
    """Some of what is left of a line, at its share or at a value that is given."""
    pieces = line.quantity.micros - line.returned_quantity.micros
    whole = [n * _PIECE for n in (1, 2) if n * _PIECE < pieces]
    quantity = Quantity(chance.of((*whole, pieces)))
    left = line.amount.minor - line.returned.minor
    share = share_of(
        line.amount.minor, line.returned_quantity + quantity, line.quantity
    )
    value: Money | None = None
    if share <= line.returned.minor or chance.once_in(5):
        value = Money(part_of(chance, left), line.amount.currency)
    return ReturnLine(
        id=name,
        quantity=quantity,
        value=value,
        invoice_line=line.id,
        product=a_text(chance),
        batch=a_text(chance),
    )


def _gift(chance: Chance, currency: str) -> ReturnLine:
    """Goods at a value of their own; plainly, a minor unit a piece."""
    minor = some_minor(chance)
    return ReturnLine(
        id=LineId("r"),
        quantity=Quantity.of(min(minor, _PIECE)),
        value=Money(minor, currency),
        package=a_text(chance),
    )


def reopen_return(chance: Chance, now: Situation) -> Command | None:
    """A return is taken back; strictly only if its credit is unused."""
    if not now.returns:
        return None
    goods = chance.of(now.returns)
    credit = now.credit_of(goods)
    used = credit is not None and credit.used
    return ReopenReturn(
        customer_id=now.customer_id,
        return_id=goods.id,
        mode=chance.of((Mode.CASCADE,) if used else tuple(Mode)),
    )


def correct_return(chance: Chance, now: Situation) -> Command | None:
    """The lines of a return are replaced by others of the same invoice."""
    if not now.returns:
        return None
    goods = chance.of(now.returns)
    credit = now.credit_of(goods)
    used = credit is not None and credit.used
    return CorrectReturn(
        customer_id=now.customer_id,
        return_id=goods.id,
        lines=_corrected(chance, now, goods),
        mode=chance.of((Mode.CASCADE,) if used else tuple(Mode)),
    )


def _corrected(
    chance: Chance, now: Situation, goods: CustomerReturn
) -> tuple[ReturnLine, ...]:
    if goods.invoice_id is None:
        return (_gift(chance, goods.value.currency),)
    sold = now.ledger.lines[goods.invoice_id]
    names = {line.invoice_line: None for line in goods.lines}
    return _sold(chance, [_without(sold[one], goods) for one in names if one])


def _without(line: InvoiceLine, goods: CustomerReturn) -> InvoiceLine:
    """The line as if *goods* had not come back of it."""
    pieces, value = NONE, line.amount.zero
    for one in goods.lines:
        if one.invoice_line == line.id:
            pieces, value = pieces + one.quantity, value + one.value
    return attrs.evolve(
        line,
        returned_quantity=line.returned_quantity - pieces,
        returned_value=line.returned - value,
    )
