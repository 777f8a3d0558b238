"""The statements of one change, gathered so that each is sent once."""

from __future__ import annotations

from sqlalchemy import Connection

from .sending import write_all, write_and_commit
from .statements import Row, Statement


class Batch:
    """Statements in the order in which they are to run, each with its rows."""

    def __init__(self) -> None:
        """Start with nothing to do."""
        self._rows: dict[Statement, list[Row]] = {}

    def add(self, statement: Statement, row: Row) -> None:
        """Run *statement* for *row* too, in its place."""
        self._rows.setdefault(statement, []).append(row)

    def run(self, connection: Connection) -> None:
        """Run all statements, many rows at once."""
        write_all(connection, self._rows)

    def run_and_commit(self, connection: Connection) -> None:
        """The same, and commit; PostgreSQL is asked once for both."""
        write_and_commit(connection, self._rows)
