"""What is left of credits at a day, and how old it is, in figures (R24)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from ..events import CreditHeld, CreditIssued, HoldReleased
from ..identity import CreditId
from ..money import Money
from .moved import change_by
from .movements import Dated

Span = tuple[int, int | None]
"""The first and the last age of a span in days; None is without an end."""


@attrs.frozen(kw_only=True)
class CreditAt:
    """What was *left* of one credit at a day; nothing that is left was used.

    *age* is in days from its effective date, below zero while it is scheduled.
    """

    credit_id: CreditId
    number: str
    effective_date: date
    age: int
    left: Money
    is_held: bool


@attrs.frozen(kw_only=True)
class Ageing:
    """What was left of credits in one currency, by age.

    *scheduled* is for later; *aged* has a figure for each span of days, from the
    youngest to the oldest. *held* is what of them all could not be used.
    """

    scheduled: Money
    aged: tuple[Money, ...]
    held: Money

    @property
    def total(self) -> Money:
        """All that was left."""
        return sum(self.aged, start=self.scheduled)


class Told:
    """One credit while its story is read."""

    def __init__(self, issued: CreditIssued) -> None:
        """Begin where it was *issued*."""
        self._issued = issued
        self._is_held = False
        self.left = 0

    @property
    def order(self) -> tuple[date, int, CreditId]:
        """Its place in FIFO."""
        issued = self._issued
        return (issued.effective_date, issued.sequence, issued.credit_id)

    def take(self, one: Dated) -> None:
        """Let something happen to it."""
        if isinstance(one.event, (CreditHeld, HoldReleased)):
            self._is_held = isinstance(one.event, CreditHeld)
        self.left += change_by(one.event)

    def at(self, day: date) -> CreditAt:
        """How it stood at the end of that day."""
        issued = self._issued
        return CreditAt(
            credit_id=issued.credit_id,
            number=issued.number,
            effective_date=issued.effective_date,
            age=(day - issued.effective_date).days,
            left=Money(self.left, issued.amount.currency),
            is_held=self._is_held,
        )


def is_in(age: int, span: Span) -> bool:
    """Whether that *age* lies in the *span*."""
    first, last = span
    return first <= age and (last is None or age <= last)


def left_of(credits: Iterable[CreditAt], currency: str) -> Money:
    """What was left of all those *credits*."""
    return Money(sum(one.left.minor for one in credits), currency)


def together(ageings: Iterable[Ageing]) -> tuple[Ageing, ...]:
    """The ageings of many customers as one for each currency."""
    totals: dict[str, Ageing] = {}
    for one in ageings:
        currency = one.scheduled.currency
        known = totals.get(currency)
        totals[currency] = one if known is None else _added(known, one)
    return tuple(totals[currency] for currency in sorted(totals))


def _added(one: Ageing, other: Ageing) -> Ageing:
    return Ageing(
        scheduled=one.scheduled + other.scheduled,
        aged=tuple(a + b for a, b in zip(one.aged, other.aged, strict=True)),
        held=one.held + other.held,
    )
