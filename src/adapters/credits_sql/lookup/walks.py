"""A walk along one index of the table of credits, and the rows that it passes.

A walk looks at no more than so many entries of its index, whatever it looks for:
what the index does not know is sorted out afterwards. Thus a page costs the same
however many credits there are; where few of very many are wanted, it may be short.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

import attrs
from sqlalchemy import text

from ..rows import CREDIT_SELECTION
from ..statements import Statement
from ..tables import balance, credit

WINDOW: Final = 1_000
"""How many entries of an index one walk looks at."""

DATE_KEY: Final = ("effective_date", "id")
FIFO_KEY: Final = ("effective_date", "sequence", "id")
CUSTOMER_KEY: Final = ("customer_id", *DATE_KEY)
AVAILABLE_KEY: Final = ("available", "id")

_STATUS: Final = (
    "CASE WHEN is_deleted THEN 'Deleted'"
    " WHEN is_cancelled OR (cancelled > 0 AND used = 0 AND available = 0)"
    " THEN 'Cancelled'"
    " WHEN amount = 0 THEN 'Retracted'"
    " WHEN available = 0 THEN 'Used'"
    " WHEN used > 0 THEN 'Partially Used'"
    " ELSE 'Open' END"
)
_CONDITIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "open": "is_open = 1",
        "set_aside": "(is_deleted OR cancelled > 0 OR amount = 0)",
        "customer_id": "customer_id = :customer_id",
        "origin": "origin = :origin",
        "currency": "currency = :currency",
        "first": "effective_date >= :first",
        "last": "effective_date <= :last",
    }
)
_TEXT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sqlite": "(instr(lower(number), :text) > 0 OR instr(lower(note), :text) > 0)",
        "postgresql": (
            '(strpos(lower(number COLLATE "C"), :text) > 0'
            ' OR strpos(lower(note COLLATE "C"), :text) > 0)'
        ),
    }
)


@attrs.frozen(kw_only=True)
class Walk:
    """Which *index* is walked, by which *key*, and what is known of each entry.

    *known* conditions are those of the index; *others* are looked at in the rows,
    and so are the *statuses*, if any are wanted.
    """

    index: str
    key: tuple[str, ...]
    known: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    is_descending: bool = False

    @property
    def sorts_out(self) -> bool:
        """Whether rows that are passed may be unwanted."""
        return bool(self.others or self.statuses)


@cache
def rows_on(database: str, walk: Walk, *, is_begun: bool) -> Statement:
    """The statement for the rows of a walk, from its beginning or from a place on.

    Each row begins with ``CREDIT_COLUMNS``. If the walk sorts out, it ends with 1;
    after too few of them comes the last entry that was looked at, which ends with 0,
    if more follow. Being one statement, all of it is of one moment.
    """
    source, order = _source(database, walk, is_begun=is_begun), _order(walk)
    along = f"{source} ORDER BY {order}"
    if not walk.sorts_out:
        return Statement(text(f"SELECT {CREDIT_SELECTION} {along} LIMIT :most"))
    wanted = " AND ".join(_wanted(database, walk))
    passed = f"{_passed(database, along)} WHERE {wanted}"
    # PostgreSQL knows that the rows come in order; SQLite would sort them again.
    again = f" ORDER BY {order}" if database == "postgresql" else ""
    columns = f"{CREDIT_SELECTION}, available"
    found = f"SELECT * FROM (SELECT {columns}, 1 FROM {passed}{again}) AS found"  # noqa: S608
    last = f"SELECT id {along} LIMIT 1 OFFSET {WINDOW - 1}"
    one = f"FROM {credit.name} WHERE tenant_id = :tenant_id AND id = ({last})"
    end = f"SELECT {columns}, 0 {one}"
    return Statement(
        text(f"{found} UNION ALL SELECT * FROM ({end}) AS ended LIMIT :most")  # noqa: S608
    )


@cache
def rows_of_currencies(walk: Walk, *, is_begun: bool) -> Statement:
    """The statement for a walk in each currency that a customer has something in.

    It is for PostgreSQL, where one question more costs more than all the rows.
    """
    source, order = _source("postgresql", walk, is_begun=is_begun), _order(walk)
    joined = f"{credit.name}.tenant_id = owned.tenant_id AND currency = owned.kept_in"
    of_one = f"{source} AND {joined} ORDER BY {order} LIMIT :most"
    owned = (
        f"SELECT tenant_id, currency AS kept_in FROM {balance.name}"  # noqa: S608
        f" WHERE {balance.name}.tenant_id = :tenant_id"
        " AND customer_id = :customer_id AND available > 0"
    )
    return Statement(
        text(
            f"SELECT found.* FROM ({owned}) AS owned"  # noqa: S608
            f" CROSS JOIN LATERAL (SELECT {CREDIT_SELECTION} {of_one}) AS found"
            f" ORDER BY {order} LIMIT :most"
        )
    )


def _passed(database: str, along: str) -> str:
    """The rows that a walk passes; SQLite would copy all columns of each of them."""
    if database != "sqlite":
        return f"(SELECT * {along} LIMIT {WINDOW}) AS passed"
    places = f"(SELECT rowid AS place {along} LIMIT {WINDOW}) AS passed"
    return f"{places} CROSS JOIN {credit.name} ON {credit.name}.rowid = place"


def _source(database: str, walk: Walk, *, is_begun: bool) -> str:
    conditions = ["tenant_id = :tenant_id", *(_CONDITIONS[one] for one in walk.known)]
    if is_begun:
        sign = "<" if walk.is_descending else ">"
        place = ", ".join(f":after_{column}" for column in walk.key)
        conditions.append(f"({', '.join(walk.key)}) {sign} ({place})")
    # SQLite may choose an index that does not have the order, and sort all rows.
    index = f"INDEXED BY ix_credits_credit_{walk.index}"
    forced = index if database == "sqlite" else ""
    return f"FROM {credit.name} {forced} WHERE {' AND '.join(conditions)}"


def _order(walk: Walk) -> str:
    way = "DESC" if walk.is_descending else "ASC"
    return ", ".join(f"{column} {way}" for column in walk.key)


def _wanted(database: str, walk: Walk) -> list[str]:
    conditions = [
        _TEXT[database] if one == "text" else _CONDITIONS[one] for one in walk.others
    ]
    if walk.statuses:
        names = ", ".join(f"'{status}'" for status in walk.statuses)
        conditions.append(f"{_STATUS} IN ({names})")
    return conditions
