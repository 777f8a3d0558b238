"""How a customer stands: balances, open credits, and what happened (R21)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

import attrs
from returns.result import Result, Success
from typing_extensions import override

from ..entry import Entry
from ..identity import CustomerId, Field, an_id, ids
from ..ports import Balance
from ..rejections import Rejection
from ..search import OPEN_STATUSES, CreditRow, CreditSearch, Sort
from .credits_table import PAGE_MAX
from .cursors import Cursor, written
from .enquiry import Enquiry, Sources

CUSTOMERS_MAX: Final = 10_000
"""The most customers whose credit can be asked for at once."""


def a_size(_: object, __: Field, value: object) -> None:
    """Refuse a page without rows, or with more than anybody reads."""
    if type(value) is not int or not 1 <= value <= PAGE_MAX:
        raise ValueError(f"A page has 1 to {PAGE_MAX} rows.")


@attrs.frozen(kw_only=True)
class HistoryPage:
    """Journal *entries*, the latest first.

    *before* is the version to ask for next, None where the journal begins.
    """

    entries: tuple[Entry, ...]
    before: int | None


@attrs.frozen(kw_only=True)
class Profile:
    """How a customer stands at one moment.

    *open_credits* are the first ones in the order of FIFO; *more_credits* is the
    cursor of the next page of ``open_credits_of(customer_id)``, if there is one.
    """

    balances: tuple[Balance, ...]
    open_credits: tuple[CreditRow, ...]
    more_credits: str | None
    history: HistoryPage


def open_credits_of(customer_id: CustomerId) -> CreditSearch:
    """The search for the open credits of a customer, in the order of FIFO."""
    return CreditSearch(customer_id=customer_id, statuses=OPEN_STATUSES, sort=Sort.DATE)


@attrs.frozen(kw_only=True)
class CustomerProfile(Enquiry[Profile]):
    """The question how a customer stands (R21).

    *size* is how many open credits and how many entries are shown at first.
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    size: int = attrs.field(default=20, validator=a_size)

    @override
    def answered(self, sources: Sources) -> Result[Profile, Rejection]:
        """The profile, from the register alone."""
        customer_id, today = self.customer_id, sources.occasion.today
        found = sources.register.standing(customer_id, today, self.size)
        end, search = found.open_credits.end, open_credits_of(customer_id)
        return Success(
            Profile(
                balances=found.balances,
                open_credits=found.open_credits.rows,
                more_credits=None if end is None else written(Cursor(end), search),
                history=_page(found.entries),
            )
        )


@attrs.frozen(kw_only=True)
class CustomerHistory(Enquiry[HistoryPage]):
    """The question who did what to a customer's ledger, page by page (R21, R32)."""

    customer_id: CustomerId = attrs.field(validator=an_id)
    before: int | None = None
    size: int = attrs.field(default=50, validator=a_size)

    @override
    def answered(self, sources: Sources) -> Result[HistoryPage, Rejection]:
        """The entries before that version, the latest first."""
        register = sources.register
        found = register.history(self.customer_id, self.before, self.size)
        return Success(_page(found))


def _page(entries: tuple[Entry, ...]) -> HistoryPage:
    """The first entry of a journal has version 1, so that the end is known."""
    earliest = entries[-1].version if entries else 1
    before = None if earliest == 1 else earliest
    return HistoryPage(entries=entries, before=before)


def _few(_: object, __: Field, value: Collection[object]) -> None:
    if len(value) > CUSTOMERS_MAX:
        raise ValueError(f"Ask for at most {CUSTOMERS_MAX} customers at once.")


@attrs.frozen(kw_only=True)
class BalancesOfCustomers:
    """What is left of the credits of each customer who was asked for, by currency."""

    balances: Mapping[CustomerId, tuple[Balance, ...]] = attrs.field(
        converter=MappingProxyType[CustomerId, tuple[Balance, ...]]
    )


@attrs.frozen(kw_only=True)
class AvailableCredit(Enquiry[BalancesOfCustomers]):
    """The question what many customers have, in one call (R21).

    It is for the column of balances in a list of customers.
    """

    customer_ids: tuple[CustomerId, ...] = attrs.field(validator=[ids, _few])

    @override
    def answered(self, sources: Sources) -> Result[BalancesOfCustomers, Rejection]:
        """The balances, from the register alone."""
        today = sources.occasion.today
        found = sources.register.balances(self.customer_ids, today)
        return Success(BalancesOfCustomers(balances=found))
