"""What was left of credits at a past day, and how old it was (R24)."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise, takewhile

import attrs
from returns.result import Result, Success
from typing_extensions import override

from ..entry import Entry
from ..events import CreditIssued
from ..identity import CreditId, CustomerId, an_id
from ..rejections import Rejection
from .ages import Ageing, CreditAt, Span, Told, is_in, left_of, together
from .enquiry import Enquiry, Sources
from .movements import Dated, dated


class Basis(enum.Enum):
    """Which day counts: that of the document, or that on which it was recorded.

    By *recorded* days, what is recorded later never shows in an earlier view. By
    *business* days, a document that is dated back does.
    """

    BUSINESS = "business"
    RECORDED = "recorded"

    def day_of(self, one: Dated) -> date:
        """The day on which *one* counts."""
        return one.business if self is Basis.BUSINESS else one.recorded


@attrs.frozen(kw_only=True)
class AgeingOfCustomer:
    """The ageing of one customer's credits in one currency."""

    customer_id: CustomerId
    ageing: Ageing


@attrs.frozen(kw_only=True)
class CreditsAtDay:
    """What was left at a day: for each customer, together, and credit by credit.

    *spans* are the first and last age of each span, the last one without an end.
    *credits* are in the order of FIFO, and only there if one customer was asked for.
    """

    spans: tuple[Span, ...]
    customers: tuple[AgeingOfCustomer, ...]
    totals: tuple[Ageing, ...]
    credits: tuple[CreditAt, ...]


@attrs.frozen(kw_only=True)
class CreditsAsOf(Enquiry[CreditsAtDay]):
    """The question what was left of credits at the end of a day, and its age (R24).

    It is about one customer, or about all. *ages* are the last days of each span:
    30, 60 and 90 make 0 to 30, 31 to 60, 61 to 90, and 91 or more. With *known_on*
    only what was recorded by that day is looked at, so that a report can be told
    again as it was on the day it was made.
    """

    day: date
    customer_id: CustomerId | None = attrs.field(
        default=None, validator=attrs.validators.optional(an_id)
    )
    basis: Basis = Basis.BUSINESS
    known_on: date | None = None
    ages: tuple[int, ...] = (30, 60, 90)

    def __attrs_post_init__(self) -> None:
        """Refuse spans that overlap or run backwards."""
        if any(later <= earlier for earlier, later in pairwise((-1, *self.ages))):
            raise ValueError("The ages of the spans grow, from 0 on.")

    @override
    def answered(self, sources: Sources) -> Result[CreditsAtDay, Rejection]:
        """The figures, from the journals alone, one customer after another."""
        one, ledgers = self.customer_id, sources.ledgers
        customers = ledgers.customers() if one is None else iter((one,))
        by_customer: list[AgeingOfCustomer] = []
        credits: tuple[CreditAt, ...] = ()
        for customer_id in customers:
            found = tuple(self.credits_in(ledgers.journal(customer_id)))
            credits = () if one is None else found
            by_customer += (
                AgeingOfCustomer(customer_id=customer_id, ageing=ageing)
                for ageing in self._ageing(found)
            )
        return Success(
            CreditsAtDay(
                spans=self._spans(),
                customers=tuple(by_customer),
                totals=together([one.ageing for one in by_customer]),
                credits=credits,
            )
        )

    def credits_in(self, entries: Iterable[Entry]) -> Iterator[CreditAt]:
        """The credits of which something was left, in the order of FIFO."""
        credits: dict[CreditId, Told] = {}
        for one in self._counting(entries):
            if isinstance(one.event, CreditIssued):
                credits[one.credit_id] = Told(one.event)
            credits[one.credit_id].take(one)
        found = (one for one in credits.values() if one.left)
        for credit in sorted(found, key=lambda one: one.order):
            yield credit.at(self.day)

    def _counting(self, entries: Iterable[Entry]) -> Iterator[Dated]:
        known_on = self.known_on or date.max
        known = takewhile(lambda one: one.recorded <= known_on, dated(entries))
        return (one for one in known if self.basis.day_of(one) <= self.day)

    def _ageing(self, credits: Iterable[CreditAt]) -> Iterator[Ageing]:
        by_currency: dict[str, list[CreditAt]] = {}
        for credit in credits:
            by_currency.setdefault(credit.left.currency, []).append(credit)
        for currency, some in sorted(by_currency.items()):
            yield Ageing(
                scheduled=left_of((one for one in some if one.age < 0), currency),
                aged=tuple(
                    left_of((one for one in some if is_in(one.age, span)), currency)
                    for span in self._spans()
                ),
                held=left_of((one for one in some if one.is_held), currency),
            )

    def _spans(self) -> tuple[Span, ...]:
        starts = (0, *(age + 1 for age in self.ages))
        return tuple(zip(starts, (*self.ages, None), strict=True))
