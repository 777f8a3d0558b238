"""Letting a watch look on an engine of SQLAlchemy.

It looks on at the driver, below SQLAlchemy, because a store may send statements
there that SQLAlchemy never sees.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs
from typing_extensions import override

from .points import Line, Moment, Way
from .watch import Watch

if TYPE_CHECKING:
    from sqlalchemy import Engine


def look_on(engine: Engine, watch: Watch) -> None:
    """Let *watch* see all that goes over connections that *engine* makes from now on.

    Raises ``ValueError`` for a driver other than ``sqlite3`` and psycopg.
    """
    from sqlalchemy import event

    dial, refused = _dialling(engine, watch)
    given: set[int] = set()  # a pool may take back what it never gave, without harm

    def connect(_: object, __: object, places: Any, options: Any) -> Line:  # noqa: ANN401
        return connecting(watch, lambda: dial(*places, **options), refused)

    def checked_out(_: object, record: object, __: object) -> None:
        given.add(id(record))
        watch.checked_out = len(given)
        watch.reach_pool(Moment.AFTER, "check-out")

    def checked_in(_: object, record: object) -> None:
        given.discard(id(record))
        watch.checked_out = len(given)
        watch.reach_pool(Moment.BEFORE, "check-in")

    event.listen(engine, "do_connect", connect)
    event.listen(engine, "checkout", checked_out)
    event.listen(engine, "checkin", checked_in)


def connecting(
    watch: Watch, dial: Callable[[], Line], refused: type[Exception]
) -> Line:
    """The connection that *dial* makes, with a point before and one after it."""
    watch.reach(_NoLine(refused), Moment.BEFORE, "connect")
    line = dial()
    try:
        watch.reach(line, Moment.AFTER, "connect")
    except BaseException:
        line.close()
        raise
    return line


def _dialling(
    engine: Engine, watch: Watch
) -> tuple[Callable[..., Line], type[Exception]]:
    if engine.driver == "pysqlite":
        from .sqlite_lines import sqlite_class

        factory = sqlite_class(watch)

        def dial(file: str, **options: Any) -> Line:  # noqa: ANN401 - the driver's
            return sqlite3.connect(file, factory=factory, **options)

        return dial, sqlite3.OperationalError
    if engine.driver == "psycopg":
        import psycopg

        from .postgres_lines import postgres_class

        return postgres_class(watch).connect, psycopg.OperationalError
    raise ValueError(f"No watch can look on at {engine.driver!r}.")


@attrs.frozen
class _NoLine(Line):
    """What there is before a connection is made."""

    error: type[Exception]

    @override
    def reported(self) -> Exception:
        return self.error("connection refused (struck)")

    @override
    def cut(self, way: Way) -> None:
        raise self.reported()

    @override
    def begin(self) -> None:
        raise AssertionError("Nothing is sent before there is a connection.")

    @override
    def commit_now(self) -> None:
        raise AssertionError("Nothing is sent before there is a connection.")

    @override
    def close(self) -> None:
        """Nothing is open yet."""
