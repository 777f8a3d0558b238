"""How credits got from what was left at one day to what was left later (R24)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import takewhile

import attrs
from returns.result import Result, Success
from typing_extensions import override

from ..entry import Entry
from ..identity import CustomerId, an_id
from ..money import Money
from ..rejections import Rejection
from .as_of import Basis
from .enquiry import Enquiry, Sources
from .moved import MovementKind
from .movements import Movement, movements


@attrs.frozen(kw_only=True)
class RollForward:
    """What was left at first, what moved, and what was left in the end.

    ``opening + issued - retracted - applied + returned - cancelled - written_off
    - deleted = closing``. *returned* came back because a use was voided; *issued*
    also has what credits grew by, and *retracted* what they were lowered by.
    """

    opening: Money
    issued: Money
    retracted: Money
    applied: Money
    returned: Money
    cancelled: Money
    written_off: Money
    deleted: Money

    @property
    def closing(self) -> Money:
        """What was left in the end: all of it follows from the movements."""
        gone = self.retracted + self.applied + self.cancelled
        gone += self.written_off + self.deleted
        return self.opening + self.issued + self.returned - gone

    @property
    def currency(self) -> str:
        """The currency of all its figures."""
        return self.opening.currency


@attrs.frozen(kw_only=True)
class RollForwardOfCustomer:
    """The roll-forward of one customer's credits in one currency."""

    customer_id: CustomerId
    figures: RollForward


@attrs.frozen(kw_only=True)
class RolledForward:
    """The roll-forwards of each customer, and of all of them together by currency."""

    customers: tuple[RollForwardOfCustomer, ...]
    totals: tuple[RollForward, ...]


@attrs.frozen(kw_only=True)
class RollForwardOfPeriod(Enquiry[RolledForward]):
    """The question what moved from the day *first* to the day *last* (R24).

    It is about one customer, or about all. With *known_on* only what was recorded
    by that day is looked at. Raises ``ValueError`` for a period that ends before it
    begins.
    """

    first: date
    last: date
    customer_id: CustomerId | None = attrs.field(
        default=None, validator=attrs.validators.optional(an_id)
    )
    basis: Basis = Basis.BUSINESS
    known_on: date | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.last < self.first:
            raise ValueError("The period ends before it begins.")

    @override
    def answered(self, sources: Sources) -> Result[RolledForward, Rejection]:
        """The figures, from the journals alone, one customer after another."""
        one, ledgers = self.customer_id, sources.ledgers
        totals: dict[str, Counter[MovementKind | None]] = {}
        customers: list[RollForwardOfCustomer] = []
        for customer_id in ledgers.customers() if one is None else (one,):
            sums = self.sums_of(ledgers.journal(customer_id))
            for currency, figures in sums.items():
                totals.setdefault(currency, Counter()).update(figures)
            customers += (
                RollForwardOfCustomer(customer_id=customer_id, figures=figures)
                for figures in _figures(sums)
            )
        rolled = RolledForward(
            customers=tuple(customers), totals=tuple(_figures(totals))
        )
        return Success(rolled)

    def sums_of(
        self, entries: Iterable[Entry]
    ) -> dict[str, Counter[MovementKind | None]]:
        """What moved in the period, by currency and kind; None is before it."""
        sums: dict[str, Counter[MovementKind | None]] = {}
        for one in self._known(entries):
            day = one.business if self.basis is Basis.BUSINESS else one.recorded
            if day <= self.last:
                figures = sums.setdefault(one.amount.currency, Counter())
                if day < self.first:
                    figures[None] += one.change.minor
                else:
                    figures[one.kind] += one.amount.minor
        return sums

    def _known(self, entries: Iterable[Entry]) -> Iterator[Movement]:
        known_on = self.known_on or date.max
        return takewhile(lambda one: one.recorded <= known_on, movements(entries))


def _figures(
    sums: dict[str, Counter[MovementKind | None]],
) -> Iterator[RollForward]:
    for currency, minor in sorted(sums.items()):
        figure = {kind: Money(minor[kind], currency) for kind in (None, *MovementKind)}
        yield RollForward(
            opening=figure[None],
            issued=figure[MovementKind.ISSUED],
            retracted=figure[MovementKind.RETRACTED],
            applied=figure[MovementKind.APPLIED],
            returned=figure[MovementKind.RETURNED],
            cancelled=figure[MovementKind.CANCELLED],
            written_off=figure[MovementKind.WRITTEN_OFF],
            deleted=figure[MovementKind.DELETED],
        )
