"""Sending statements to the driver on SQLAlchemy's connection, with little between.

SQLAlchemy keeps the pool and the transaction; what it would do for each statement
costs more than most of them. Errors still come as SQLAlchemy's own, and a
connection that broke is given up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any, Final

from sqlalchemy import Connection

from .cursors import cursor_of, cursor_on, told
from .found import row_of
from .statements import Compiled, Found, Row, Rows, Statement, Value

_FEW: Final = 16


def fetch(connection: Connection, statement: Statement, **values: Value) -> Rows:
    """All rows that *statement* finds with these *values*."""
    compiled = _prepared(connection.dialect.name, statement, values)
    with cursor_of(connection) as cursor:
        cursor.execute(compiled.text, compiled.given(values))
        return list(map(compiled.row or row_of(compiled, cursor), cursor.fetchall()))


def walk(
    connection: Connection, statement: Statement, **values: Value
) -> Iterator[Found]:
    """The rows that *statement* finds, one after another.

    SQLite looks for each only when it is asked for.
    """
    compiled = _prepared(connection.dialect.name, statement, values)
    with cursor_of(connection) as cursor:
        cursor.execute(compiled.text, compiled.given(values))
        yield from map(compiled.row or row_of(compiled, cursor), cursor)


def fetch_plain(
    connection: Connection, statement: Statement, values: dict[str, Value]
) -> list[tuple[Any, ...]]:
    """All rows that *statement* finds, as the driver gives them."""
    compiled = _prepared(connection.dialect.name, statement, values)
    with cursor_of(connection) as cursor:
        cursor.execute(compiled.text, compiled.given(values))
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def send(connection: Connection, text: str) -> None:
    """Run the statement *text*, which finds nothing."""
    with cursor_of(connection) as cursor:
        cursor.execute(text)


def write(connection: Connection, statement: Statement, rows: Sequence[Row]) -> int:
    """Run *statement* for each of *rows*; how many rows of the table it met."""
    with cursor_of(connection) as cursor:
        _send(cursor, statement.on(connection.dialect.name), rows)
        return int(cursor.rowcount)


def fetch_all(
    connection: Connection, asked: Sequence[tuple[Statement, dict[str, Value]]]
) -> list[Rows]:
    """The rows that each statement finds; PostgreSQL is asked for all at once."""
    database = connection.dialect.name
    sent: list[tuple[Compiled, Any]] = []
    try:
        with _pipeline(connection):
            for statement, values in asked:
                compiled = _prepared(database, statement, values)
                cursor = cursor_on(connection)
                sent.append((compiled, cursor))
                cursor.execute(compiled.text, compiled.given(values))
        return [
            list(map(compiled.row or row_of(compiled, cursor), cursor.fetchall()))
            for compiled, cursor in sent
        ]
    except connection.dialect.loaded_dbapi.Error as error:
        raise told(connection, error) from error
    finally:
        for _, cursor in sent:
            with suppress(connection.dialect.loaded_dbapi.Error):
                cursor.close()


def write_all(connection: Connection, batch: Mapping[Statement, Sequence[Row]]) -> None:
    """Run all statements of *batch* in their order; PostgreSQL gets them at once."""
    _write(connection, batch)


def write_and_commit(
    connection: Connection, batch: Mapping[Statement, Sequence[Row]]
) -> None:
    """Run all statements of *batch* and commit them, in one round trip."""
    _write(connection, batch, "COMMIT")
    connection.commit()


def _write(
    connection: Connection, batch: Mapping[Statement, Sequence[Row]], *last: str
) -> None:
    database = connection.dialect.name
    with cursor_of(connection) as cursor, _pipeline(connection):
        for statement, rows in batch.items():
            _send(cursor, statement.on(database), rows)
        for text in last:
            cursor.execute(text)


def _prepared(
    database: str, statement: Statement, values: dict[str, Value]
) -> Compiled:
    """The statement for these *values*, which are made ready for the driver."""
    ids = values.get("ids")
    if type(ids) is list and len(ids) == 1:
        values["ids"] = ids[0]
        return statement.on(database, of_one=True)
    compiled = statement.on(database)
    if compiled.reads_json:
        for name, value in values.items():
            if type(value) is list:
                values[name] = json.dumps(value, ensure_ascii=False)
    return compiled


def _send(cursor: Any, compiled: Compiled, rows: Sequence[Row]) -> None:  # noqa: ANN401
    """Run a statement for each of *rows*; psycopg waits before it sends many."""
    text, cut = compiled.text, compiled.cut
    if len(rows) > _FEW:
        cursor.executemany(text, list(map(cut, rows)))
    else:
        for row in rows:
            cursor.execute(text, cut(row))


def _pipeline(connection: Connection) -> AbstractContextManager[object]:
    """A block whose statements reach PostgreSQL together, in one round trip."""
    driver: Any = connection.connection.driver_connection
    return nullcontext() if connection.dialect.name == "sqlite" else driver.pipeline()
