"""Writing the books of many new customers at once, by the bulk path of the driver.

PostgreSQL takes the rows by COPY, SQLite by one statement a table; all keys, links
and checks of the tables look at each row as they always do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, Final, TypeAlias

import attrs
from sqlalchemy import Connection, Table

from credits_core.identity import TenantId

from ..rows import Owner
from ..sending import cursor_of
from ..statements import Row
from ..tables import METADATA
from .books import Book

_Value: TypeAlias = "str | int | bool | None"
_Values: TypeAlias = "tuple[_Value, ...]"

_ROWS_AT_ONCE: Final = 1_000
_NOTHING: Final = "\\N"


@attrs.frozen
class _Into:
    """One *table*, the *columns* stored in it, and how a row is cut to them."""

    table: Table
    columns: str
    places: str
    values: Callable[[Row], _Values]

    @classmethod
    def of(cls, table: Table) -> _Into:
        names = [column.name for column in table.c if column.computed is None]
        places = ", ".join("?" for _ in names)
        return cls(table, ", ".join(names), places, itemgetter(*names))


INTO: Final = tuple(map(_Into.of, METADATA.sorted_tables))
"""All tables; what others point to comes before them."""


def write_books(
    connection: Connection, tenant_id: TenantId, books: Iterable[Book]
) -> int:
    """Write all *books* of customers who have none yet; how many rows that were."""
    rows: dict[Table, list[_Values]] = {into.table: [] for into in INTO}
    cut = {into.table: into.values for into in INTO}
    for book in books:
        owner = Owner(tenant_id, book.ledger.customer_id)
        for table, row in book.rows(owner):
            rows[table].append(cut[table](row))
    send = _insert if connection.dialect.name == "sqlite" else _copy
    with cursor_of(connection) as cursor:
        for into in INTO:
            if rows[into.table]:
                send(cursor, into, rows[into.table])
    return sum(map(len, rows.values()))


def _insert(cursor: Any, into: _Into, rows: Sequence[_Values]) -> None:  # noqa: ANN401
    cursor.executemany(
        f"INSERT INTO {into.table.name} ({into.columns}) VALUES ({into.places})",  # noqa: S608 - names of ours
        rows,
    )


def _copy(cursor: Any, into: _Into, rows: Sequence[_Values]) -> None:  # noqa: ANN401
    statement = f"COPY {into.table.name} ({into.columns}) FROM STDIN"
    with cursor.copy(statement) as copy:
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            copy.write("".join(map(_line, rows[start : start + _ROWS_AT_ONCE])))


def _line(values: _Values) -> str:
    """A row as COPY reads it."""
    return "\t".join([_told(value) for value in values]) + "\n"


def _told(value: _Value) -> str:
    if type(value) is not str:
        return _NOTHING if value is None else str(value)
    if "\\" in value or "\n" in value or "\t" in value or "\r" in value:
        value = value.replace("\\", "\\\\").replace("\n", "\\n")
        return value.replace("\t", "\\t").replace("\r", "\\r")
    return value
