"""Valuing goods that come back by the line they were sold on (HC-54 to HC-56)."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
from returns.result import Failure, Result, Success

from ..commands import ReturnLine
from ..customer_return import ReturnedLine
from ..exact import NONE, share_of
from ..fold import Draft, the_lines
from ..identity import InvoiceId, LineId
from ..invoice import InvoiceLine
from ..money import Money
from ..rejections import (
    CurrencyMismatch,
    NonPositiveAmount,
    Rejection,
    ReturnExceedsLine,
    Unknown,
)

_Sold = dict[LineId, InvoiceLine]


def valued(
    draft: Draft,
    lines: Iterable[ReturnLine],
    invoice_id: InvoiceId | None,
    taken_back: Iterable[ReturnedLine] = (),
) -> Result[tuple[ReturnedLine, ...], Rejection]:
    """The lines of a return with their values, or why they cannot come back.

    *taken_back* are lines that the new ones replace: their goods count as not
    yet returned.
    """
    sold = {} if invoice_id is None else dict(the_lines(draft, invoice_id))
    lines, taken_back = tuple(lines), tuple(taken_back)
    refusal = _unlike(lines, invoice_id, taken_back)
    if refusal is not None:
        return Failure(refusal)
    for old in taken_back:
        if old.invoice_line is not None:
            sold[old.invoice_line] = _without(sold[old.invoice_line], old)
    goods: list[ReturnedLine] = []
    for line in lines:
        refusal = _unfit(line, sold) or _does_not_fit(_valued(line, sold), sold)
        if refusal is not None:
            return Failure(refusal)
        goods.append(_taken(line, sold))
    if not any(item.value for item in goods):
        return Failure(NonPositiveAmount(what="value of the return"))
    return Success(tuple(goods))


def _taken(line: ReturnLine, sold: _Sold) -> ReturnedLine:
    """The line with its value, counted on what was sold."""
    item = _valued(line, sold)
    if item.invoice_line is not None:
        sold[item.invoice_line] = _with(sold[item.invoice_line], item)
    return item


def _unlike(
    lines: tuple[ReturnLine, ...],
    invoice_id: InvoiceId | None,
    before: tuple[ReturnedLine, ...],
) -> Rejection | None:
    """Whether lines that replace others are of another currency or invoice.

    Lines of an invoice are asked for their currency when their line is known.
    """
    for line in lines:
        if (line.invoice_line is None) != (invoice_id is None):
            return Unknown(what="invoice line", id=line.invoice_line or line.id)
        for old in before[:1] if invoice_id is None else ():
            value = line.value or old.value
            if value.currency != old.value.currency:
                return CurrencyMismatch(
                    what="line",
                    id=line.id,
                    currency=value.currency,
                    expected=old.value.currency,
                )
    return None


def not_positive(lines: Iterable[ReturnLine]) -> NonPositiveAmount | None:
    """The refusal if a line returns nothing, or is said to be worth nothing."""
    for line in lines:
        if line.quantity <= NONE:
            return NonPositiveAmount(what=f"quantity of line {line.id}")
        if line.value is not None and not line.value.is_positive:
            return NonPositiveAmount(what=f"value of line {line.id}", amount=line.value)
    return None


def _unfit(line: ReturnLine, sold: _Sold) -> Rejection | None:
    """Whether the line names goods that were sold, in their currency and number."""
    if line.invoice_line is None:
        return None
    origin = sold.get(line.invoice_line)
    if origin is None:
        return Unknown(what="invoice line", id=line.invoice_line)
    currency = origin.amount.currency
    if line.value is not None and line.value.currency != currency:
        return CurrencyMismatch(
            what="line", id=line.id, currency=line.value.currency, expected=currency
        )
    if line.quantity > origin.quantity - origin.returned_quantity:
        return _exceeds(origin)
    return None


def _does_not_fit(item: ReturnedLine, sold: _Sold) -> Rejection | None:
    """Whether the line is worth more than is left of what was sold."""
    if item.invoice_line is None:
        return None
    origin = sold[item.invoice_line]
    if item.value > origin.amount - origin.returned:
        return _exceeds(origin)
    return None


def _exceeds(origin: InvoiceLine) -> ReturnExceedsLine:
    return ReturnExceedsLine(
        line_id=origin.id,
        quantity_left=origin.quantity - origin.returned_quantity,
        value_left=origin.amount - origin.returned,
    )


def _valued(line: ReturnLine, sold: _Sold) -> ReturnedLine:
    """The line with its value: as given, else its cumulative share of what was sold."""
    value = line.value
    price = line.unit_price
    if line.invoice_line is not None:
        origin = sold[line.invoice_line]
        price = origin.unit_price if price == NONE else price
        value = value or _share(line, origin)
    assert value is not None  # noqa: S101 - the command refuses lines without value
    return ReturnedLine(
        id=line.id,
        product=line.product,
        quantity=line.quantity,
        value=value,
        unit_price=price,
        package=line.package,
        batch=line.batch,
        invoice_line=line.invoice_line,
    )


def _share(line: ReturnLine, origin: InvoiceLine) -> Money:
    """round(cumulative) − what already came back, so that the last one closes it.

    Nothing, if more than the share came back already at values that were given.
    """
    back = origin.returned_quantity + line.quantity
    cumulative = share_of(origin.amount.minor, back, origin.quantity)
    left = max(cumulative - origin.returned.minor, 0)
    return Money(left, origin.amount.currency)


def _with(origin: InvoiceLine, item: ReturnedLine) -> InvoiceLine:
    return attrs.evolve(
        origin,
        returned_quantity=origin.returned_quantity + item.quantity,
        returned_value=origin.returned + item.value,
    )


def _without(origin: InvoiceLine, item: ReturnedLine) -> InvoiceLine:
    return attrs.evolve(
        origin,
        returned_quantity=origin.returned_quantity - item.quantity,
        returned_value=origin.returned - item.value,
    )
