"""Stretches of the table of credits, each found on one walk or on a few together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

import attrs
from sqlalchemy import Connection, select

from credits_core.identity import TenantId
from credits_core.ports import Stretch
from credits_core.search import CreditSearch, Place, Sort, place_of

from ..rows import CREDIT_COLUMNS, credit_rows_from
from ..rows.owner import day
from ..sending import fetch, fetch_plain
from ..statements import Statement, Value, given
from ..tables import balance
from .choosing import values_of, walk_for
from .walks import Walk, rows_of_currencies, rows_on

_KNOWN_MAX: Final = 256
_CURRENCIES: Final = Statement(
    select(balance.c.currency)
    .where(
        balance.c.tenant_id == given(balance.c.tenant_id),
        balance.c.customer_id == given(balance.c.customer_id),
        balance.c.available > 0,
    )
    .order_by(balance.c.currency)
)


def is_of_one_statement(search: CreditSearch, database: str) -> bool:
    """Whether one statement answers it: what is of one moment by itself."""
    if not search.is_fifo or search.currency is not None:
        return True
    return database == "postgresql" and not walk_for(search).sorts_out


@lru_cache(maxsize=_KNOWN_MAX)
def _ways(
    database: str, search: CreditSearch, *, is_begun: bool
) -> tuple[Walk, Statement]:
    walk = walk_for(search)
    if search.is_fifo and search.currency is None:
        return walk, rows_of_currencies(walk, is_begun=is_begun)
    return walk, rows_on(database, walk, is_begun=is_begun)


@attrs.frozen
class Looking:
    """One *connection* that looks through the credits of one tenant."""

    connection: Connection
    tenant_id: TenantId

    def stretch(self, search: CreditSearch, after: Place | None, most: int) -> Stretch:
        """The credits of *search* after a place, at most *most*."""
        if is_of_one_statement(search, self.connection.dialect.name):
            return self._at_once(search, after, most)
        return self._by_currency(search, after, most)

    def _at_once(self, search: CreditSearch, after: Place | None, most: int) -> Stretch:
        search = _onwards(search, after)
        walk, statement = _ways(
            self.connection.dialect.name, search, is_begun=after is not None
        )
        values = self._values(search, walk, after)
        values["most"] = most + 1
        found = fetch_plain(self.connection, statement, values)
        last = found.pop() if walk.sorts_out and found and not found[-1][-1] else None
        rows = credit_rows_from(found[:most])
        if len(found) > most:
            return Stretch(rows=rows, end=place_of(rows[-1], search))
        end = None if last is None else _place(last, walk, search)
        return Stretch(rows=rows, end=end)

    def _by_currency(
        self, search: CreditSearch, after: Place | None, most: int
    ) -> Stretch:
        """The open credits of a customer: those of each currency have an index."""
        tenant_id, customer_id = self.tenant_id, search.customer_id
        found = fetch(
            self.connection, _CURRENCIES, tenant_id=tenant_id, customer_id=customer_id
        )
        searches = [attrs.evolve(search, currency=one.currency) for one in found]
        return _merged(
            [self._at_once(one, after, most) for one in searches], search, most
        )

    def _values(
        self, search: CreditSearch, walk: Walk, after: Place | None
    ) -> dict[str, Value]:
        asked = values_of(search)
        names = {*walk.known, *walk.others} & asked.keys()
        values: dict[str, Value] = {name: asked[name] for name in names}
        values["tenant_id"] = self.tenant_id
        if after is not None:
            # A walk along one customer's credits is not sorted by the customer.
            place = after[-len(walk.key) :]
            for column, part in zip(walk.key, place, strict=True):
                plain = part.isoformat() if isinstance(part, date) else part
                values[f"after_{column}"] = plain
        return values


def _onwards(search: CreditSearch, after: Place | None) -> CreditSearch:
    """The search without the bound of dates that a place has passed already.

    SQLite would begin at that bound, and walk from there to the place.
    """
    day = after[0] if after is not None and search.sort is Sort.DATE else None
    if not isinstance(day, date):
        return search
    if search.is_descending:
        is_passed = search.last is not None and day <= search.last
        return attrs.evolve(search, last=None) if is_passed else search
    is_passed = search.first is not None and day >= search.first
    return attrs.evolve(search, first=None) if is_passed else search


def _place(last: Sequence[Any], walk: Walk, search: CreditSearch) -> Place:
    """The place of the last entry that was looked at, as the search sorts."""
    found = dict(zip((*CREDIT_COLUMNS, "available"), last, strict=False))
    found["effective_date"] = day(found["effective_date"])
    key = tuple(found[column] for column in walk.key)
    if search.sort is Sort.CUSTOMER and "customer_id" not in walk.key:
        return (str(search.customer_id), *key)
    return key


def _merged(stretches: Sequence[Stretch], search: CreditSearch, most: int) -> Stretch:
    """Several stretches of one order as one: as far as all of them reach."""
    ends = [one.end for one in stretches if one.end is not None]
    first = max if search.is_descending else min
    end = first(ends) if ends else None
    rows = [(place_of(row, search), row) for one in stretches for row in one.rows]
    rows.sort(key=lambda found: found[0], reverse=search.is_descending)
    if end is not None:
        rows = [one for one in rows if first(one[0], end) == one[0]]
    if len(rows) > most:
        end = rows[most - 1][0]
    return Stretch(rows=tuple(row for _, row in rows[:most]), end=end)
