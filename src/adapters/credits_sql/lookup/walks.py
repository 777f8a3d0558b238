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

from ..statements import Statement
from ..tables import credit

WINDOW: Final = 1_000
"""How many entries of an index one walk looks at."""

DATE_KEY: Final = ("effective_date", "id")
FIFO_KEY: Final = ("effective_date", "sequence", "id")
CUSTOMER_KEY: Final = ("customer_id", *DATE_KEY)
AVAILABLE_KEY: Final = ("available", "id")

_COLUMNS: Final = ", ".join(
    (*(one.name for one in credit.c if one.computed is None), "available")
)
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
    """The statement for the rows of a walk, from its beginning or from a place on."""
    source, order = _source(database, walk, is_begun=is_begun), _order(walk)
    found = f"SELECT {_COLUMNS} {source} ORDER BY {order} LIMIT "
    if not walk.sorts_out:
        return Statement(text(f"{found}:most"))
    wanted = " AND ".join(_wanted(database, walk))
    # PostgreSQL knows that the rows come in order; SQLite would sort them again.
    again = f" ORDER BY {order}" if database == "postgresql" else ""
    passed = f"({found}{WINDOW}) AS passed"
    return Statement(
        text(f"SELECT * FROM {passed} WHERE {wanted}{again} LIMIT :most")  # noqa: S608
    )


@cache
def end_on(database: str, walk: Walk, *, is_begun: bool) -> Statement:
    """The statement for the key of the last entry that the walk may look at."""
    source, order = _source(database, walk, is_begun=is_begun), _order(walk)
    key = ", ".join(walk.key)
    at = f"ORDER BY {order} LIMIT 1 OFFSET {WINDOW - 1}"
    return Statement(text(f"SELECT {key} {source} {at}"))


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
