"""Connections of ``sqlite3`` that a watch looks on.

They are the driver's own, made as subclasses, so that nothing behaves otherwise.
The transaction that the driver would begin by itself before a statement that
writes is begun here, in the driver's words, so that it is seen too.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal, Self

from typing_extensions import override

from .points import Line, Moment, Sending, Way
from .watch import Watch

_WRITES: Final = re.compile(r"(?i)\s*(insert|update|delete|replace)\b")


class WatchedConnection(sqlite3.Connection, Line):
    """A connection whose every statement passes by a *watch*."""

    watch: Watch

    @override
    def reported(self) -> Exception:
        return sqlite3.OperationalError("disk I/O error (struck)")

    @override
    def cut(self, way: Way) -> None:
        raise NotImplementedError("SQLite has no socket that could be shut.")

    @override
    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or WatchedCursor)

    @override
    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        cursor: WatchedCursor = self.cursor()
        return cursor.execute(*arguments)

    @override
    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        cursor: WatchedCursor = self.cursor()
        return cursor.executemany(*arguments)

    @override
    def begin(self) -> None:
        text = f"BEGIN {self.isolation_level or ''}"
        self._send(text, lambda: sqlite3.Cursor(self).execute(text))

    @override
    def commit_now(self) -> None:
        if self.in_transaction:
            self._send("COMMIT", super().commit)

    @override
    def commit(self) -> None:
        self.watch.habit.commit(self, self.commit_now)

    @override
    def rollback(self) -> None:
        self.watch.habit.rollback(self, self._rollback_now)

    def _rollback_now(self) -> None:
        if self.in_transaction:
            self._send("ROLLBACK", super().rollback)

    @override
    def __exit__(self, kind: Any, error: Any, trace: Any) -> Literal[False]:
        if kind is None:
            self.commit()
        else:
            self.rollback()
        return False

    def _send(self, text: str, call: Callable[[], object]) -> None:
        self.watch.pass_on(self, Sending(text, call))


class WatchedCursor(sqlite3.Cursor):
    """A cursor whose every statement passes by the watch of its connection."""

    @override
    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        line = _line_of(self)
        _begin_before(line, sql)

        def again() -> None:
            line.execute(sql, parameters)

        call = super().execute
        line.watch.send(line, Sending(sql, lambda: call(sql, parameters), again))
        return self

    @override
    def executemany(self, sql: str, seq_of_parameters: Iterable[Any], /) -> Self:
        line, rows = _line_of(self), list(seq_of_parameters)

        def again() -> None:
            line.executemany(sql, rows)

        _begin_before(line, sql)
        call = super().executemany
        line.watch.send(
            line,
            Sending(
                sql,
                lambda: call(sql, _each(line, sql, rows)),
                again,
                is_statement=False,
            ),
        )
        return self


def _line_of(cursor: sqlite3.Cursor) -> WatchedConnection:
    line = cursor.connection
    assert isinstance(line, WatchedConnection)
    return line


def _begin_before(line: WatchedConnection, sql: str) -> None:
    begins = line.isolation_level is not None and not line.in_transaction
    if begins and _WRITES.match(sql):
        line.begin()


def _each(line: WatchedConnection, sql: str, rows: list[Any]) -> Iterator[Any]:
    for row in rows:
        line.watch.reach(line, Moment.BEFORE, sql)
        line.watch.statements.append(sql)
        yield row


def sqlite_class(watch: Watch) -> type[WatchedConnection]:
    """What to give to ``sqlite3.connect`` as its *factory*."""
    return type("WatchedConnection", (WatchedConnection,), {"watch": watch})
