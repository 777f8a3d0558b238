"""The best statements by hand, on a connection of the driver that stays open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from credits_core.identity import CustomerId
from credits_core.search import CreditSearch, Place, Sort
from credits_sql import SqlStore
from credits_sql.tables import credit

from .filling import TENANT, TODAY
from .searches import WINDOW, Searched

PAGE: Final = 50
_COMPUTED: Final = {"tenant_id", "available", "is_open"}
_COLUMNS: Final = ", ".join(one.name for one in credit.c if one.name not in _COMPUTED)
_BALANCE: Final = (
    "SELECT b.currency, b.available,"
    " (SELECT coalesce(sum(c.available), 0) FROM credits_credit AS c {fifo}"
    " WHERE c.tenant_id = b.tenant_id AND c.customer_id = b.customer_id"
    " AND c.currency = b.currency AND c.is_open = 1 AND c.effective_date > {mark}"
    " AND c.hold IS NULL),"
    " (SELECT coalesce(sum(c.available), 0) FROM credits_credit AS c {held}"
    " WHERE c.tenant_id = b.tenant_id AND c.customer_id = b.customer_id"
    " AND c.currency = b.currency AND c.is_open = 1 AND c.hold IS NOT NULL)"
    " FROM credits_balance AS b WHERE b.tenant_id = {mark} AND b.customer_id = {mark}"
    " AND b.available > 0 ORDER BY b.currency"
)


class ByHand:
    """Reads one store with nothing but the driver."""

    def __init__(self, store: SqlStore) -> None:
        """Keep a connection open."""
        self._pooled = store.engine.raw_connection()
        self._driver: Any = self._pooled.driver_connection
        self._is_sqlite = store.engine.dialect.name == "sqlite"
        if not self._is_sqlite:
            self._driver.autocommit = True
        self._mark = "?" if self._is_sqlite else "%s"

    def rows(self, query: str, values: Sequence[object]) -> list[Any]:
        """All rows that *query* finds."""
        found: list[Any] = self._driver.execute(query, values).fetchall()
        return found

    def middle(self, one: Searched) -> Place:
        """The place in the middle of what is found, as the library names it.

        Of a million credits that is where the ten-thousandth page of 50 ends.
        """
        source = self._from(one)
        [[count]] = self.rows(f"SELECT count(*) {source}", (TENANT,))
        keys = ", ".join(one.key)
        at = f"{self._order(one)} LIMIT 1 OFFSET {max(0, count // 2 - 1)}"
        [key] = self.rows(f"SELECT {keys} {source} {at}", (TENANT,))
        found = dict(zip(one.key, key, strict=True))
        day = found.get("effective_date")
        if isinstance(day, str):
            found["effective_date"] = date.fromisoformat(day)
        place = tuple(found[column] for column in one.key)
        return _named(one.search, place)

    def page(self, one: Searched, after: Place | None) -> Callable[[], object]:
        """Reads the page of that search after a place."""
        source, values = self._from(one), [TENANT]
        if after is not None:
            sign = "<" if one.search.is_descending else ">"
            marks = ", ".join(self._mark for _ in one.key)
            source += f" AND ({', '.join(one.key)}) {sign} ({marks})"
            values += [
                str(x) if isinstance(x, date) else x for x in after[-len(one.key) :]
            ]
        query = f"SELECT {_COLUMNS} {source} {self._order(one)}"
        if one.within:
            query = f"SELECT * FROM ({query} LIMIT {WINDOW}) AS w WHERE {one.within}"  # noqa: S608
            if not self._is_sqlite:
                query = query.replace("%'", "%%'").replace("'%", "'%%")
        query += f" LIMIT {PAGE + 1}"
        return lambda: self.rows(query, values)

    def balance(self, customer_id: CustomerId) -> Callable[[], object]:
        """Reads what a customer has: usable, for later, and held."""
        index = "INDEXED BY ix_credits_credit_{}" if self._is_sqlite else ""
        query = _BALANCE.format(
            fifo=index.format("fifo"), held=index.format("held"), mark=self._mark
        )
        values = (TODAY.isoformat(), TENANT, customer_id)
        return lambda: self.rows(query, values)

    def _from(self, one: Searched) -> str:
        index = f"INDEXED BY ix_credits_credit_{one.index}" if self._is_sqlite else ""
        mine = f"tenant_id = {self._mark}"
        return f"FROM credits_credit {index} WHERE {mine} AND {one.where}"

    @staticmethod
    def _order(one: Searched) -> str:
        way = "DESC" if one.search.is_descending else "ASC"
        return "ORDER BY " + ", ".join(f"{column} {way}" for column in one.key)


def _named(search: CreditSearch, place: Place) -> Place:
    """A walk along one customer's credits is not sorted by the customer."""
    if search.sort is Sort.CUSTOMER and search.customer_id is not None:
        return (str(search.customer_id), *place)
    return place
