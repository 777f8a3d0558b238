"""Choosing amounts, days and texts; the plainest are small, today, and none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from credits_core.exact import NONE, Quantity
from credits_core.money import AMOUNT_MAX_MINOR, Money
from credits_core.payment import Method, Tender

from .chance import Chance
from .situation import Situation

_SMALL: Final = 24
_ROUND: Final = 6
_LARGE: Final = (12_345, 99_999_99, 10**12 + 1)

_DAYS: Final = (None, None, None, -1, -9, -40, 1, 30)
_TEXTS: Final = ("", "", "", "", "Grüße 🍎", 'it\'s "quoted" -- %s :x\n', "№ 1")

_PIECES_MAX: Final = 1_000_000
_AMOUNT_MAX: Final = AMOUNT_MAX_MINOR // 100
"""So that several amounts still fit into one command."""


def some_minor(chance: Chance) -> int:
    """An amount in minor units: mostly a small one, to meet others of its size."""
    number = chance.below(_SMALL + _ROUND + len(_LARGE))
    if number < _SMALL:
        return number + 1
    if number < _SMALL + _ROUND:
        return (number - _SMALL + 1) * 100
    return _LARGE[number - _SMALL - _ROUND]


def some_money(chance: Chance, currency: str) -> Money:
    """An amount of that *currency*."""
    return Money(some_minor(chance), currency)


def part_of(chance: Chance, minor: int) -> int:
    """Some of *minor*, or all of it; 0 if there is nothing."""
    if minor <= 1:
        return max(minor, 0)
    choices = (1, minor, minor // 2, minor - 1, minor - minor // 3)
    return chance.of(choices)


def a_currency(chance: Chance, now: Situation) -> str:
    """A currency; plainly, that of the customer's first document."""
    known = now.first_currency
    return chance.of((known, known, *now.currencies))


def a_day(chance: Chance, now: Situation) -> date | None:
    """A day for a document, often none, which means today; never a closed one."""
    days = chance.of(_DAYS)
    day = None if days is None else now.today + timedelta(days=days)
    return day if now.may_write(day) else now.first_open_day()


def a_text(chance: Chance) -> str:
    """A text, mostly an empty one."""
    return chance.of(_TEXTS)


def some_pieces(chance: Chance, minor: int) -> Quantity:
    """How many pieces cost so much together: plainly, a piece a minor unit."""
    pieces = Quantity.of(minor if 0 < minor <= _PIECES_MAX else 1)
    choices = (pieces, pieces, Quantity.of(3), Quantity.of("2.5"), NONE)
    return chance.of(choices)


def tenders_of(chance: Chance, minor: int, currency: str) -> tuple[Tender, ...]:
    """So much money, mostly as one tender; none if it is nothing."""
    minor = min(minor, _AMOUNT_MAX)
    if minor <= 0:
        return ()
    methods = tuple(Method)
    first = chance.of(methods)
    parts = [minor]
    if minor > 1 and chance.once_in(6):
        parts = [minor - minor // 3, minor // 3] if minor > 2 else [1, 1]
    kinds = (first, methods[(methods.index(first) + 1) % len(methods)])
    return tuple(
        Tender(kind, Money(part, currency))
        for kind, part in zip(kinds, parts, strict=False)
    )
