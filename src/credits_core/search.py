"""Looking through the credits of all customers: which, in what order, from where on.

A place in the table is the key of a row, not a number of rows: whoever goes on
from it meets each credit that stays as it is exactly once, whatever is recorded
meanwhile.
"""

from __future__ import annotations

import enum
from datetime import date
from typing import Final, TypeAlias

import attrs

from .credit import (
    Credit,
    CreditStatus,
    FromOverpayment,
    FromReduction,
    FromRemoteMemo,
    FromRemotePayment,
    FromReturn,
    Manual,
    Origin,
)
from .currencies import MINOR_PLACES
from .identity import CustomerId, a_note, an_id

OPEN_STATUSES: Final = frozenset({CreditStatus.OPEN, CreditStatus.PARTIALLY_USED})
"""The statuses of credits of which something can still be used."""


class Source(enum.Enum):
    """Where credits came from, as a person chooses it (R2)."""

    MANUAL = "manual"
    RETURN = "return"
    OVERPAYMENT = "overpayment"
    REDUCTION = "reduction"
    REMOTE_MEMO = "remote memo"
    REMOTE_PAYMENT = "remote payment"

    @property
    def origin(self) -> type[Origin]:
        """The kind of origin that such a credit has."""
        return _ORIGINS[self]


_ORIGINS: Final[dict[Source, type[Origin]]] = {
    Source.MANUAL: Manual,
    Source.RETURN: FromReturn,
    Source.OVERPAYMENT: FromOverpayment,
    Source.REDUCTION: FromReduction,
    Source.REMOTE_MEMO: FromRemoteMemo,
    Source.REMOTE_PAYMENT: FromRemotePayment,
}


class Sort(enum.Enum):
    """What a table of credits is sorted by.

    *Date* is the effective date, and for the open credits of one customer the order
    of FIFO; *customer* puts each customer's credits together, by their dates;
    *available* is what is left, of open credits in one currency.
    """

    DATE = "date"
    CUSTOMER = "customer"
    AVAILABLE = "available"


@attrs.frozen(kw_only=True)
class CreditRow:
    """One credit in the table, and whose it is."""

    customer_id: CustomerId
    credit: Credit


Place: TypeAlias = "tuple[str | int | date, ...]"
"""The key of a row in a sorted table; no two rows have the same."""


@attrs.frozen(kw_only=True)
class CreditSearch:
    """Which credits of all, and in which order.

    What is left out does not matter: no *statuses* are all. *first* and *last* are
    the effective dates between which a credit must be. *text* is to stand in the
    number or the note; capitals of the Latin alphabet are as good as small letters.
    Raises ``ValueError`` for the sort *available* over several currencies, or over
    credits that are not open.
    """

    customer_id: CustomerId | None = attrs.field(
        default=None, validator=attrs.validators.optional(an_id)
    )
    source: Source | None = None
    statuses: frozenset[CreditStatus] = frozenset()
    currency: str | None = None
    first: date | None = None
    last: date | None = None
    text: str = attrs.field(default="", validator=a_note)
    sort: Sort = Sort.DATE
    is_descending: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse an order that would mean nothing."""
        if self.currency is not None and self.currency not in MINOR_PLACES:
            raise ValueError(f"{self.currency!r} is not an ISO 4217 currency.")
        by_amount = self.sort is Sort.AVAILABLE
        if by_amount and (self.currency is None or not self.is_for_open):
            raise ValueError(
                "Only open credits of one currency are sorted by what is left."
            )

    @property
    def is_for_open(self) -> bool:
        """Whether it is about open credits only."""
        return bool(self.statuses) and self.statuses <= OPEN_STATUSES

    @property
    def is_fifo(self) -> bool:
        """Whether its order is that in which a customer's credits are spent."""
        is_of_one = self.customer_id is not None and self.is_for_open
        return is_of_one and self.sort is Sort.DATE

    @property
    def reversed(self) -> CreditSearch:
        """The same credits from the other end."""
        return attrs.evolve(self, is_descending=not self.is_descending)

    def finds(self, row: CreditRow) -> bool:
        """Whether *row* is one of the credits that it is about."""
        credit, day = row.credit, row.credit.effective_date
        return (
            self.customer_id in {None, row.customer_id}
            and (self.source is None or isinstance(credit.origin, self.source.origin))
            and (not self.statuses or credit.status in self.statuses)
            and self.currency in {None, credit.currency}
            and (self.first or day) <= day <= (self.last or day)
            and self._is_told(credit)
        )

    def _is_told(self, credit: Credit) -> bool:
        wanted = lowered(self.text)
        return wanted in lowered(credit.number) or wanted in lowered(credit.note)


def place_of(row: CreditRow, search: CreditSearch) -> Place:
    """Where *row* stands in the table of that *search*."""
    credit = row.credit
    match search.sort:
        case Sort.AVAILABLE:
            return (credit.available.minor, credit.id)
        case Sort.CUSTOMER:
            return (row.customer_id, credit.effective_date, credit.id)
        case Sort.DATE if search.is_fifo:
            return credit.order
        case Sort.DATE:
            return (credit.effective_date, credit.id)


_SMALL: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def lowered(text: str) -> str:
    """*text* with small letters for A to Z, as every database can do it."""
    return text.translate(_SMALL)
