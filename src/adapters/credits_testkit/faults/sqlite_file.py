"""A file of SQLite from outside."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from typing_extensions import override

from .databases import Contents, Database, Rows, in_order
from .points import Way

_TABLES: Final = (
    "SELECT name FROM sqlite_schema WHERE type = 'table'"
    " AND name NOT LIKE 'sqlite|_%' ESCAPE '|' ORDER BY name"
)
_STORED: Final = "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0"


class SqliteFile(Database):
    """The database in a *file*; it is read as a copy, with its write-ahead log.

    So the next one to open the file finds it as the last one left it, even if
    that one was killed. While a store is open anyhow, it is read as it is.
    """

    def __init__(self, file: Path) -> None:
        """Look at that *file*, which need not be there yet."""
        self.file = file
        self._beside: sqlite3.Connection | None = None
        self._columns: dict[str, tuple[str, ...]] = {}

    @property
    @override
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    @property
    @override
    def ways(self) -> tuple[Way, ...]:
        return (Way.ERROR, Way.BROKEN, Way.INTERRUPT, Way.KILL)

    @override
    def contents(self) -> Contents:
        if self._beside is not None:
            return self._read(self._beside)
        copy = self.file.with_name("copy.of.db")
        copy_database(self.file, copy)
        with opened(copy) as connection:
            return self._read(connection)

    def _read(self, connection: sqlite3.Connection) -> Contents:
        """All that is committed; the tables stay the same once there are some."""
        self._columns = self._columns or columns_of(connection)
        return read(connection, self._columns)

    @override
    def put(self, contents: Contents, over: Contents | None = None) -> None:
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            for name in contents.tables(over):
                columns = contents.columns[name]
                marks = ", ".join("?" * len(columns))
                connection.execute(f"DELETE FROM {name}")  # noqa: S608 - a table's name
                connection.executemany(
                    f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
                    contents.rows[name],
                )
            connection.execute("COMMIT")

    @override
    @contextmanager
    def held(self) -> Generator[None]:
        with opened(self.file) as connection:
            self._beside = connection
            try:
                yield
            finally:
                self._beside = None

    @override
    def trouble(self) -> str | None:
        with self._connection() as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                return f"nobody else can write: {error}"
            connection.execute("ROLLBACK")
        return None

    @override
    def settle(self) -> None:
        """Nothing to wait for: locks end with the process that held them."""

    @contextmanager
    def _connection(self) -> Generator[sqlite3.Connection]:
        if self._beside is not None:
            yield self._beside
            return
        with opened(self.file) as connection:
            yield connection


def copy_database(source: Path, target: Path) -> None:
    """Copy a database and its write-ahead log; the index of the log is made anew."""
    shutil.copyfile(source, target)
    target.with_name(f"{target.name}-shm").unlink(missing_ok=True)
    log = target.with_name(f"{target.name}-wal")
    log.unlink(missing_ok=True)
    written = source.with_name(f"{source.name}-wal")
    if written.exists():
        shutil.copyfile(written, log)


def columns_of(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The tables there are, and the columns of each that are written."""
    return {
        name: tuple(row[0] for row in connection.execute(_STORED, (name,)))
        for (name,) in connection.execute(_TABLES).fetchall()
    }


def read(
    connection: sqlite3.Connection, columns: Mapping[str, tuple[str, ...]]
) -> Contents:
    """All that is committed in those *columns*, of one moment."""
    connection.execute("BEGIN")
    rows = {name: _rows(connection, name, stored) for name, stored in columns.items()}
    connection.execute("ROLLBACK")
    return Contents(columns, rows)


def _rows(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Rows:
    query = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 - names only
    return in_order(connection.execute(query).fetchall())


@contextmanager
def opened(file: Path) -> Generator[sqlite3.Connection]:
    """A connection of the plain driver, which begins nothing and waits for nobody."""
    connection = sqlite3.connect(file, isolation_level=None, timeout=0)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        yield connection
    finally:
        connection.close()
