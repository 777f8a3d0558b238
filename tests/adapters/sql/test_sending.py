"""Errors of the driver are SQLAlchemy's, also where a cursor can't be closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from credits_sql.cursors import cursor_of
from credits_sql.engines import new_engine
from credits_sql.sending import fetch_all
from credits_sql.statements import Statement, Value

pytestmark = pytest.mark.extras

ONE = Statement(text("SELECT 1 AS one"))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = new_engine(f"sqlite:///{tmp_path}/books.db")
    with engine.connect() as opened:
        yield opened
    engine.dispose()


def _break(connection: Connection) -> None:
    """The driver's connection is gone, with all of its cursors."""
    driver: Any = connection.connection.dbapi_connection
    driver.close()


def test_a_statement_on_a_broken_connection_gives_it_up(
    connection: Connection,
) -> None:
    def ask() -> None:
        with cursor_of(connection) as cursor:
            _break(connection)
            cursor.execute("SELECT 1")

    with pytest.raises(DBAPIError) as caught:
        ask()

    assert caught.value.connection_invalidated
    assert connection.invalidated


def test_a_connection_that_breaks_before_the_end_is_given_up(
    connection: Connection,
) -> None:
    with pytest.raises(DBAPIError) as caught, cursor_of(connection):
        _break(connection)

    assert caught.value.connection_invalidated
    assert connection.invalidated


def test_an_error_of_ours_is_told_though_the_connection_broke(
    connection: Connection,
) -> None:
    def fail() -> None:
        with cursor_of(connection):
            _break(connection)
            raise KeyError

    with pytest.raises(KeyError):
        fail()


class _Breaking(list[tuple[Statement, dict[str, Value]]]):
    """Questions between which the connection breaks."""

    def __init__(self, connection: Connection) -> None:
        super().__init__([(ONE, {}), (ONE, {})])
        self._connection = connection

    @override
    def __iter__(self) -> Iterator[tuple[Statement, dict[str, Value]]]:
        yield self[0]
        _break(self._connection)
        yield self[1]


def test_many_statements_on_a_broken_connection_give_it_up(
    connection: Connection,
) -> None:
    with pytest.raises(DBAPIError) as caught:
        fetch_all(connection, _Breaking(connection))

    assert caught.value.connection_invalidated
