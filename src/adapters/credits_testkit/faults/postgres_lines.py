"""Connections of psycopg that a watch looks on.

They are the driver's own, made as subclasses, so that nothing behaves otherwise.
What the driver sends by itself, such as BEGIN and COMMIT, goes through one of its
own methods, ``_exec_command``; a test compares what is counted with the server's
log, and would tell if another version of psycopg had another way.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Self

import psycopg
from psycopg.rows import tuple_row
from typing_extensions import override

from .points import Line, Moment, Sending, Way
from .watch import Watch

_PIPELINE: Final = "end of the pipeline"


class WatchedCursor(psycopg.Cursor[Any]):
    """A cursor whose every statement passes by the watch of its connection."""

    @override
    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        line = _line_of(self)
        call = super().execute

        def again() -> None:
            line.execute(query, params)

        sending = Sending(str(query), lambda: call(query, params, **options), again)
        line.watch.send(line, sending)
        return self

    @override
    def executemany(
        self, query: Any, params_seq: Iterable[Any], *, returning: bool = False
    ) -> None:
        line, rows = _line_of(self), list(params_seq)
        call = super().executemany

        def again() -> None:
            with line.cursor() as cursor:
                cursor.executemany(query, rows)

        def send() -> None:
            call(query, _each(line, str(query), rows), returning=returning)

        line.watch.send(line, Sending(str(query), send, again, is_statement=False))


class WatchedConnection(psycopg.Connection[Any], Line):
    """A connection whose every statement passes by a *watch*."""

    watch: Watch

    def __init__(self, pgconn: Any, row_factory: Any = tuple_row) -> None:  # noqa: ANN401
        """Wrap the connection of libpq, as the driver does."""
        super().__init__(pgconn, row_factory)
        self.cursor_factory = WatchedCursor

    @override
    def reported(self) -> Exception:
        return psycopg.OperationalError("the server is in trouble (struck)")

    @override
    def cut(self, way: Way) -> None:
        with socket.socket(fileno=os.dup(self.fileno())) as shut:
            shut.shutdown(socket.SHUT_RD if way is Way.DEAF else socket.SHUT_RDWR)

    @override
    def begin(self) -> None:
        """Nothing to do: the driver begins by itself before the next statement."""

    @override
    def commit_now(self) -> None:
        super().commit()

    @override
    def commit(self) -> None:
        self.watch.habit.commit(self, self.commit_now)

    @override
    def rollback(self) -> None:
        self.watch.habit.rollback(self, super().rollback)

    @override
    @contextmanager
    def pipeline(self) -> Generator[psycopg.Pipeline]:
        with super().pipeline() as pipeline:
            yield pipeline
            self.watch.reach(self, Moment.BEFORE, _PIPELINE)
        self.watch.reach(self, Moment.AFTER, _PIPELINE)

    @override
    def _exec_command(
        self, command: Any, *rest: Any, **options: Any
    ) -> Generator[Any, Any, Any]:
        text = _text(command)
        self.watch.reach(self, Moment.BEFORE, text)
        self.watch.statements.append(text)
        found = yield from super()._exec_command(command, *rest, **options)
        self.watch.reach(self, Moment.AFTER, text)
        return found


def _text(command: Any) -> str:  # noqa: ANN401 - text, bytes or something composed
    if isinstance(command, bytes):
        return command.decode()
    return command if isinstance(command, str) else str(command.as_string(None))


def _line_of(cursor: psycopg.Cursor[Any]) -> WatchedConnection:
    line = cursor.connection
    assert isinstance(line, WatchedConnection)
    return line


def _each(line: WatchedConnection, text: str, rows: list[Any]) -> Iterator[Any]:
    for row in rows:
        line.watch.reach(line, Moment.BEFORE, text)
        line.watch.statements.append(text)
        yield row


def postgres_class(watch: Watch) -> type[WatchedConnection]:
    """The class whose ``connect`` makes connections that *watch* looks on."""
    return type("WatchedConnection", (WatchedConnection,), {"watch": watch})
