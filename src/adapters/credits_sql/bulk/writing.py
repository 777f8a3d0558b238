"""Writing the rows of many new customers at once, by the bulk path of the driver.

PostgreSQL takes them by COPY, SQLite by one statement a table; all keys, links and
checks of the tables look at each row as they always do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, Final, TypeAlias

import attrs
from sqlalchemy import Connection, Table

from ..cursors import cursor_of
from ..rows import Owner
from ..statements import Row
from ..tables import METADATA
from .books import Book

Value: TypeAlias = "str | int | bool | None"
Values: TypeAlias = "tuple[Value, ...]"
Sheet: TypeAlias = "dict[str, list[Any]]"
"""By the name of a table, what is to be written into it: values, or text for COPY."""

_ROWS_AT_ONCE: Final = 1_000
_NOTHING: Final = "\\N"


@attrs.frozen
class _Into:
    """One *table*, the *columns* stored in it, and how a row is cut to them."""

    table: Table
    columns: str
    places: str
    values: Callable[[Row], Values]

    @classmethod
    def of(cls, table: Table) -> _Into:
        names = [column.name for column in table.c if column.computed is None]
        places = ", ".join("?" for _ in names)
        return cls(table, ", ".join(names), places, itemgetter(*names))


INTO: Final = tuple(map(_Into.of, METADATA.sorted_tables))
"""All tables; what others point to comes before them."""

_VALUES: Final = {into.table.name: into.values for into in INTO}


def sheet_of(book: Book, owner: Owner, database: str) -> Sheet:
    """The rows of *book* in the form that the *database* takes many of."""
    sheet: Sheet = {}
    for table, row in book.rows(owner):
        values = _VALUES[table.name](row)
        one = values if database == "sqlite" else copy_line(values)
        sheet.setdefault(table.name, []).append(one)
    return sheet


def write_sheets(connection: Connection, sheets: Iterable[Sheet]) -> None:
    """Write all *sheets*, of customers who have nothing yet."""
    gathered: Sheet = {}
    for sheet in sheets:
        for name, rows in sheet.items():
            gathered.setdefault(name, []).extend(rows)
    send = _insert if connection.dialect.name == "sqlite" else _copy
    with cursor_of(connection) as cursor:
        for into in INTO:
            if into.table.name in gathered:
                send(cursor, into, gathered[into.table.name])


def _insert(cursor: Any, into: _Into, rows: Sequence[Values]) -> None:  # noqa: ANN401
    cursor.executemany(
        f"INSERT INTO {into.table.name} ({into.columns}) VALUES ({into.places})",  # noqa: S608 - names of ours
        rows,
    )


def _copy(cursor: Any, into: _Into, rows: Sequence[str]) -> None:  # noqa: ANN401
    statement = f"COPY {into.table.name} ({into.columns}) FROM STDIN"
    with cursor.copy(statement) as copy:
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            copy.write("".join(rows[start : start + _ROWS_AT_ONCE]))


def copy_line(values: Values) -> str:
    """A row as COPY reads it."""
    return "\t".join([_told(value) for value in values]) + "\n"


def _told(value: Value) -> str:
    if type(value) is not str:
        return _NOTHING if value is None else str(value)
    if "\\" in value or "\n" in value or "\t" in value or "\r" in value:
        value = value.replace("\\", "\\\\").replace("\n", "\\n")
        return value.replace("\t", "\\t").replace("\r", "\\r")
    return value
