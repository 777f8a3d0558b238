"""What is searched for, and the best statement by hand for each search.

Every filter and every sort that is offered is there, alone and with others, in both
directions. The statements give the columns of a credit as the driver has them; on
SQLite they name the index that serves best, on PostgreSQL its planner finds it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from credits_core.credit import CreditStatus
from credits_core.search import OPEN_STATUSES, CreditSearch, Sort, Source

from .filling import HOT, USUAL

WINDOW: Final = 1_000
_OPEN: Final = "is_open = 1"
_DATE: Final = ("effective_date", "id")
_CUSTOMER: Final = ("customer_id", *_DATE)
_FIFO: Final = ("effective_date", "sequence", "id")
_AVAILABLE: Final = ("available", "id")
_YEAR: Final = "effective_date BETWEEN '2018-01-01' AND '2018-12-31'"
_USED: Final = (
    "NOT is_deleted AND NOT is_cancelled AND available = 0 AND amount > 0 AND used > 0"
)
_TEXT: Final = "(lower(number) LIKE '%{0}%' OR lower(note) LIKE '%{0}%')"


@attrs.frozen(kw_only=True)
class Searched:
    """A *search*, and how its rows are asked for by hand.

    *within* is what is looked at only in the first entries of a walk along the
    *index*, so that a text that few have written does not cost a look at all of them.
    """

    search: CreditSearch
    index: str
    key: tuple[str, ...]
    where: str = "1 = 1"
    within: str = ""


_JUST: Final = CreditSearch()
_IN_2018: Final = {"first": date(2018, 1, 1), "last": date(2018, 12, 31)}


def _of(statuses: frozenset[CreditStatus], **others: object) -> CreditSearch:
    return attrs.evolve(CreditSearch(statuses=statuses), **others)


def _named(name: str) -> str:
    return f"customer_id = '{name}'"


_FORWARDS: Final[dict[str, Searched]] = {
    "all": Searched(search=_JUST, index="date", key=_DATE),
    "open": Searched(
        search=_of(OPEN_STATUSES), index="open_date", key=_DATE, where=_OPEN
    ),
    "of a source": Searched(
        search=CreditSearch(source=Source.REMOTE_MEMO),
        index="source_date",
        key=_DATE,
        where="origin = 'FromRemoteMemo'",
    ),
    "used": Searched(
        search=_of(frozenset({CreditStatus.USED})),
        index="date",
        key=_DATE,
        where=_USED,
    ),
    "cancelled": Searched(
        search=_of(frozenset({CreditStatus.CANCELLED})),
        index="set_aside",
        key=_DATE,
        where="(is_deleted OR cancelled > 0 OR amount = 0)"
        " AND is_cancelled AND NOT is_deleted",
    ),
    "of a currency": Searched(
        search=CreditSearch(currency="EUR"),
        index="date",
        key=_DATE,
        where="currency = 'EUR'",
    ),
    "of a year": Searched(
        search=CreditSearch(**_IN_2018), index="date", key=_DATE, where=_YEAR
    ),
    "open, of a year, source, currency": Searched(
        search=_of(OPEN_STATUSES, currency="USD", source=Source.MANUAL, **_IN_2018),
        index="open_date",
        key=_DATE,
        where=f"{_OPEN} AND {_YEAR} AND currency = 'USD' AND origin = 'Manual'",
    ),
    "of a text in some": Searched(
        search=CreditSearch(text="note 13"),
        index="date",
        key=_DATE,
        within=_TEXT.format("note 13"),
    ),
    "of a text in none": Searched(
        search=CreditSearch(text="nobody"),
        index="date",
        key=_DATE,
        within=_TEXT.format("nobody"),
    ),
    "by customer": Searched(
        search=CreditSearch(sort=Sort.CUSTOMER), index="customer_date", key=_CUSTOMER
    ),
    "by customer, open, of a source": Searched(
        search=_of(OPEN_STATUSES, sort=Sort.CUSTOMER, source=Source.MANUAL),
        index="customer_date",
        key=_CUSTOMER,
        where=f"{_OPEN} AND origin = 'Manual'",
    ),
    "by amount": Searched(
        search=_of(OPEN_STATUSES, currency="USD", sort=Sort.AVAILABLE),
        index="open_available",
        key=_AVAILABLE,
        where=f"{_OPEN} AND currency = 'USD'",
    ),
    "by amount, of a source": Searched(
        search=_of(
            OPEN_STATUSES, currency="USD", sort=Sort.AVAILABLE, source=Source.MANUAL
        ),
        index="open_available",
        key=_AVAILABLE,
        where=f"{_OPEN} AND currency = 'USD' AND origin = 'Manual'",
    ),
    "of a customer": Searched(
        search=CreditSearch(customer_id=USUAL),
        index="customer_date",
        key=_DATE,
        where=_named(USUAL),
    ),
    "of a customer, open": Searched(
        search=_of(OPEN_STATUSES, customer_id=USUAL),
        index="fifo",
        key=_FIFO,
        where=f"{_named(USUAL)} AND {_OPEN}",
    ),
    "of a large customer": Searched(
        search=CreditSearch(customer_id=HOT),
        index="customer_date",
        key=_DATE,
        where=_named(HOT),
    ),
    "of a large customer, open, USD": Searched(
        search=_of(OPEN_STATUSES, customer_id=HOT, currency="USD"),
        index="fifo",
        key=_FIFO,
        where=f"{_named(HOT)} AND {_OPEN} AND currency = 'USD'",
    ),
}

SEARCHES: Final[dict[str, Searched]] = {
    f"{name}{way}": attrs.evolve(
        one, search=attrs.evolve(one.search, is_descending=bool(way))
    )
    for name, one in _FORWARDS.items()
    for way in ("", ", backwards")
}
"""Everything that is searched for, by name."""
