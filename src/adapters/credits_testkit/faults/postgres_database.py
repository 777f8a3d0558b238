"""A database of PostgreSQL from outside."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from typing_extensions import override

from .databases import Contents, Database, in_order
from .points import Way

_PATIENCE_SECONDS: Final = 20.0
_STORED: Final = """
    SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = current_schema() AND is_generated = 'NEVER'
     ORDER BY table_name, ordinal_position
"""
_OTHERS: Final = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND backend_type = 'client backend'
"""
_BUSY: Final = f"{_OTHERS} AND state <> 'idle'"


class PostgresDatabase(Database):
    """A database that nobody but one store uses; its owner looks on from outside."""

    def __init__(self, url: str) -> None:
        """Look at the database at *url*, a URL of SQLAlchemy or of libpq."""
        self._url = url
        self._connection = self._connected()
        self._columns: dict[str, tuple[str, ...]] = {}

    def close(self) -> None:
        """Leave it alone."""
        self._connection.close()

    @property
    @override
    def url(self) -> str:
        return self._url

    @property
    @override
    def ways(self) -> tuple[Way, ...]:
        return tuple(Way)

    @override
    def contents(self) -> Contents:
        columns = self._stored()
        with self._connection.pipeline():
            found = {
                name: self._connection.execute(
                    f"SELECT {', '.join(stored)} FROM {name}".encode()  # noqa: S608
                )
                for name, stored in columns.items()
            }
        rows = {name: in_order(cursor.fetchall()) for name, cursor in found.items()}
        return Contents(columns, rows)

    @override
    def put(self, contents: Contents, over: Contents | None = None) -> None:
        connection = self._connection
        with (
            connection.transaction(),
            connection.pipeline(),
            connection.cursor() as cursor,
        ):
            for name in contents.tables(over):
                columns = contents.columns[name]
                marks = ", ".join(["%s"] * len(columns))
                cursor.execute(f"DELETE FROM {name}".encode())  # noqa: S608
                cursor.executemany(
                    f"INSERT INTO {name} ({', '.join(columns)})"  # noqa: S608
                    f" VALUES ({marks})".encode(),
                    contents.rows[name],
                )

    @override
    @contextmanager
    def held(self) -> Generator[None]:
        """Nothing more than always: its own connection disturbs nobody."""
        yield

    @override
    def trouble(self) -> str | None:
        if self._becomes_none(_BUSY, seconds=2.0):
            return None
        return "a transaction is still open"

    @override
    def settle(self) -> None:
        try:
            self._connection.execute("SELECT 1")
        except psycopg.OperationalError:
            # The server itself was killed, and has started again.
            self._connection = self._connected()
        if not self._becomes_none(_OTHERS, seconds=_PATIENCE_SECONDS):
            raise AssertionError("The server still knows somebody who died.")

    def _connected(self) -> psycopg.Connection[Any]:
        _, _, where = self._url.partition("://")
        connection = psycopg.connect(f"postgresql://{where}", autocommit=True)
        # No foreign key is looked at while rows are put back, in whatever order.
        connection.execute("SET session_replication_role = replica")
        return connection

    def _becomes_none(self, query: str, *, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            row = self._connection.execute(query.encode()).fetchone()
            if row is not None and row[0] == 0:
                return True
            time.sleep(0.001)
        return False

    def _stored(self) -> dict[str, tuple[str, ...]]:
        if not self._columns:
            for table, column in self._connection.execute(_STORED.encode()):
                self._columns[table] = (*self._columns.get(table, ()), column)
        return self._columns
