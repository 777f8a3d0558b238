"""Stretches of the table of credits, each found on one walk or on a few together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import attrs
from sqlalchemy import Connection, select

from credits_core.identity import TenantId
from credits_core.ports import Stretch
from credits_core.search import CreditRow, CreditSearch, Place, Sort, place_of

from ..rows import credit_from
from ..rows.owner import day
from ..sending import fetch
from ..statements import Found, Statement, Value, given
from ..tables import balance
from .choosing import values_of, walk_for
from .walks import Walk, end_on, rows_on

_CURRENCIES: Final = Statement(
    select(balance.c.currency)
    .where(
        balance.c.tenant_id == given(balance.c.tenant_id),
        balance.c.customer_id == given(balance.c.customer_id),
        balance.c.available > 0,
    )
    .order_by(balance.c.currency)
)


@attrs.frozen
class Looking:
    """One *connection* that looks through the credits of one tenant."""

    connection: Connection
    tenant_id: TenantId

    def stretch(self, search: CreditSearch, after: Place | None, most: int) -> Stretch:
        """The credits of *search* after a place, at most *most*."""
        if search.is_fifo and search.currency is None:
            return self._by_currency(search, after, most)
        return self._on_one_walk(search, after, most)

    def _on_one_walk(
        self, search: CreditSearch, after: Place | None, most: int
    ) -> Stretch:
        search = _onwards(search, after)
        walk = walk_for(search)
        values = self._values(search, walk, after)
        database, is_begun = self.connection.dialect.name, after is not None
        statement = rows_on(database, walk, is_begun=is_begun)
        found = fetch(self.connection, statement, **values, most=most + 1)
        rows = [_row(one) for one in found[:most]]
        if len(found) > most:
            return Stretch(rows=tuple(rows), end=place_of(rows[-1], search))
        if not walk.sorts_out:
            return Stretch(rows=tuple(rows), end=None)
        ends = fetch(
            self.connection, end_on(database, walk, is_begun=is_begun), **values
        )
        end = _place(ends[0], walk, search) if ends else None
        return Stretch(rows=tuple(rows), end=end)

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
            [self._on_one_walk(one, after, most) for one in searches], search, most
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


def _row(found: Found) -> CreditRow:
    return CreditRow(customer_id=found.customer_id, credit=credit_from(found))


def _place(found: Any, walk: Walk, search: CreditSearch) -> Place:  # noqa: ANN401
    """The place of the last entry that was looked at, as the search sorts."""
    key = [
        day(getattr(found, column)) if column == "effective_date" else part
        for column, part in zip(walk.key, found, strict=True)
    ]
    if search.sort is Sort.CUSTOMER and "customer_id" not in walk.key:
        return (str(search.customer_id), *key)
    return tuple(key)


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
