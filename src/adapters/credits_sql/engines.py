"""Making an engine for a URL: SQLite as a file, or PostgreSQL through psycopg."""

from __future__ import annotations

import enum
import sqlite3
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event, make_url

from .extras import need

_BUSY_MILLISECONDS_MAX: Final = 30_000
_POSTGRESQL: Final = frozenset({"postgresql", "postgres", "postgresql+psycopg"})
_SQLITE: Final = frozenset({"sqlite", "sqlite+pysqlite"})


class Synchronous(enum.Enum):
    """What SQLite waits for when it commits.

    *Normal* survives every crash of the process; a power cut may lose the last
    commits, but never half of one. *Full* survives that as well, and is slower.
    """

    NORMAL = "NORMAL"
    FULL = "FULL"


def new_engine(url: str | URL, synchronous: Synchronous = Synchronous.NORMAL) -> Engine:
    """An engine for *url*; raises ``ValueError`` for any other database."""
    place = make_url(url)
    if place.drivername in _POSTGRESQL:
        need("psycopg", extra="postgres")
        return create_engine(place.set(drivername="postgresql+psycopg"))
    if place.drivername in _SQLITE:
        if place.database in {None, "", ":memory:"}:
            raise ValueError("SQLite needs a file; credits_memory needs none.")
        engine = create_engine(place)
        _prepare(engine, synchronous)
        return engine
    raise ValueError(f"{place.drivername!r} is neither sqlite nor postgresql.")


def _prepare(engine: Engine, synchronous: Synchronous) -> None:
    """Set up each new connection to the file."""
    pragmas = (
        f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS_MAX}",
        "PRAGMA journal_mode = WAL",
        f"PRAGMA synchronous = {synchronous.value}",
        "PRAGMA foreign_keys = ON",
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: Any) -> None:  # noqa: ANN401
        for pragma in pragmas:
            connection.execute(pragma)
