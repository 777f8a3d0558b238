"""Amounts, days, numbers and names, as they are written in a story."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from credits_core.currencies import MINOR_PLACES
from credits_core.exact import Quantity
from credits_core.money import Money

from ..grammar import Kind, Reader, Setting, is_bare, kind_of, quoted
from ..grammar.kinds import a_name, names

_NUMBER: Final = re.compile(r"[-+−]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def _figures(reader: Reader, wanted: str) -> str:
    """A number as it is written, without the commas between its thousands."""
    word = reader.next
    if word is None or word.is_quoted or not _NUMBER.fullmatch(word.text):
        reader.miss(wanted)
    reader.position += 1
    return word.text.replace(",", "").replace("−", "-")


def _money(reader: Reader) -> Money:
    return _in_currency(reader, Money.of)


def _sum(reader: Reader) -> Money:
    """An amount that the books come to; it may be above what may enter them."""
    return _in_currency(reader, Money.stored)


def _in_currency(reader: Reader, made: Callable[[str, str], Money]) -> Money:
    figures = _figures(reader, "an amount")
    currency = reader.setting.currency
    following = reader.next
    if following is not None and following.text in MINOR_PLACES:
        currency = reader.take("a currency").text
    try:
        return made(figures, currency)
    except ValueError as error:
        reader.unfit.append(str(error))
        return Money(0, currency)


def _written_money(amount: Money, setting: Setting) -> str:
    return amount.figures if amount.currency == setting.currency else str(amount)


def _quantity(reader: Reader) -> Quantity:
    figures = _figures(reader, "a number")
    try:
        return Quantity.of(figures)
    except ValueError as error:
        reader.unfit.append(str(error))
        return Quantity(0)


def _day(reader: Reader) -> date:
    word = reader.next
    day = None if word is None else _day_of(word.text)
    if day is None:
        reader.miss("a date such as 2026-03-02")
    reader.position += 1
    return day


def _day_of(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _integer(reader: Reader) -> int:
    word = reader.next
    if word is None or not re.fullmatch(r"-?\d{1,60}", word.text):
        reader.miss("a whole number")
    reader.position += 1
    return int(word.text)


def written_name(name: str, _: Setting) -> str:
    """A name, in quotes if it needs them."""
    return name if is_bare(name) else quoted(name)


def _written_names(several: tuple[str, ...], setting: Setting) -> str:
    return ", ".join(written_name(name, setting) for name in several)


PLAIN: Final[dict[str, Kind]] = {
    "name": kind_of("name", str, a_name, written_name),
    "names": kind_of("name, …", tuple, names, _written_names),
    "text": kind_of("text", str, a_name, written_name),
    "money": kind_of("amount", Money, _money, _written_money),
    "number": kind_of("number", Quantity, _quantity, lambda one, _: str(one)),
    "integer": kind_of("count", int, _integer, lambda one, _: str(one)),
    "sum": kind_of("amount", Money, _sum, _written_money),
    "date": kind_of("date", date, _day, lambda one, _: one.isoformat()),
}
"""The kinds of values that stand in lines of every sort."""
