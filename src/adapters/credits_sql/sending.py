"""Sending statements to the driver on SQLAlchemy's connection, with little between.

SQLAlchemy keeps the pool and the transaction; what it would do for each statement
costs more than most of them. Errors still come as SQLAlchemy's own, and a
connection that broke is given up.
"""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from .statements import Row, Rows, Statement, Value

_NEW_TYPE: Any = namedtuple
"""Untyped, because which columns there are is known only when they are found."""


def fetch(connection: Connection, statement: Statement, **values: Value) -> Rows:
    """All rows that *statement* finds with these *values*."""
    database = connection.dialect.name
    text, fixed = statement.on(database)
    if database == "sqlite":
        for name, value in values.items():
            if type(value) is list:
                values[name] = json.dumps(value, ensure_ascii=False)
    with cursor_of(connection) as cursor:
        cursor.execute(text, {**fixed, **values})
        found = _row_type(tuple(column[0] for column in cursor.description))
        return list(map(found, cursor.fetchall()))


def write(connection: Connection, statement: Statement, rows: Sequence[Row]) -> int:
    """Run *statement* for each of *rows*; how many rows of the table it met."""
    with cursor_of(connection) as cursor:
        _send(cursor, statement.on(connection.dialect.name)[0], rows)
        return int(cursor.rowcount)


def write_all(connection: Connection, batch: Mapping[Statement, Sequence[Row]]) -> None:
    """Run all statements of *batch* in their order; PostgreSQL gets them at once."""
    database = connection.dialect.name
    with cursor_of(connection) as cursor, _pipeline(connection):
        for statement, rows in batch.items():
            _send(cursor, statement.on(database)[0], rows)


def _send(cursor: Any, text: str, rows: Sequence[Row]) -> None:  # noqa: ANN401
    if len(rows) == 1:
        cursor.execute(text, rows[0])
    else:
        cursor.executemany(text, rows)


@contextmanager
def cursor_of(connection: Connection) -> Generator[Any]:
    """A cursor of the driver, whose errors come as SQLAlchemy's."""
    driver = connection.connection
    cursor = driver.cursor()
    try:
        yield cursor
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(connection, error) from error
    finally:
        cursor.close()


def _told(connection: Connection, error: Exception) -> BaseException:
    """The driver's *error* as SQLAlchemy tells it; a broken connection is given up."""
    dialect = connection.dialect
    driver = connection.connection.dbapi_connection
    is_broken = dialect.is_disconnect(error, driver, None)  # type: ignore[arg-type]
    if is_broken:
        connection.invalidate(error)
    return DBAPIError.instance(
        None,
        None,
        error,
        dialect.loaded_dbapi.Error,
        connection_invalidated=is_broken,
        dialect=dialect,
    )


def _pipeline(connection: Connection) -> AbstractContextManager[object]:
    """A block whose statements reach PostgreSQL together, in one round trip."""
    driver: Any = connection.connection.driver_connection
    return nullcontext() if connection.dialect.name == "sqlite" else driver.pipeline()


@cache
def _row_type(names: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    """What makes a row of its values, so that columns are attributes."""
    make: Callable[[Iterable[Any]], Any] = _NEW_TYPE("Found", names)._make
    return make
