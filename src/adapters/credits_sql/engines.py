"""Making an engine for a URL: SQLite as a file, or PostgreSQL through psycopg."""

from __future__ import annotations

import enum
import sqlite3
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event, make_url

from .extras import need
from .schema import checked

_BUSY_MILLISECONDS_MAX: Final = 5_000
_CACHE_KIBIBYTES: Final = 65_536
_MAPPED_BYTES_MAX: Final = 268_435_456
_POSTGRESQL: Final = frozenset({"postgresql", "postgres", "postgresql+psycopg"})
_SQLITE: Final = frozenset({"sqlite", "sqlite+pysqlite"})


class Synchronous(enum.Enum):
    """What SQLite waits for when it commits.

    *Normal* survives every crash of the process; a power cut may lose the last
    commits, but never half of one. *Full* survives that as well, and is slower.
    """

    NORMAL = "NORMAL"
    FULL = "FULL"


def new_engine(
    url: str | URL,
    synchronous: Synchronous = Synchronous.NORMAL,
    schema: str | None = None,
    statement_seconds_max: float | None = None,
    *,
    behind_pooler: bool = False,
) -> Engine:
    """An engine for *url*; raises ``ValueError`` for any other database.

    On PostgreSQL its tables are in *schema*, or where the search path leads, and
    no statement takes longer than *statement_seconds_max*. *behind_pooler*: each
    transaction may meet another session, as with pgbouncer in transaction mode, so
    that no statement is prepared on the server.
    """
    place = make_url(url)
    if place.drivername in _POSTGRESQL:
        need("psycopg", extra="postgres")
        place = place.set(drivername="postgresql+psycopg")
        if behind_pooler:
            return _pooled(place, schema, statement_seconds_max)
        options = _options(schema, statement_seconds_max)
        return create_engine(place, connect_args=options)
    if place.drivername in _SQLITE:
        if schema is not None or statement_seconds_max is not None:
            raise ValueError("SQLite has no schemas and no timeouts of statements.")
        if place.database in {None, "", ":memory:"}:
            raise ValueError("SQLite needs a file; credits_memory needs none.")
        engine = create_engine(place)
        _prepare(engine, synchronous)
        return engine
    raise ValueError(f"{place.drivername!r} is neither sqlite nor postgresql.")


def _pooled(
    place: URL, schema: str | None, statement_seconds_max: float | None
) -> Engine:
    """An engine whose sessions keep nothing; a pooler takes no settings for them."""
    if schema is not None or statement_seconds_max is not None:
        raise ValueError("Behind a pooler, set these for the role: ALTER ROLE ... SET.")
    return create_engine(place, connect_args={"prepare_threshold": None})


def _options(schema: str | None, statement_seconds_max: float | None) -> dict[str, str]:
    """What a new connection to PostgreSQL is told."""
    settings: list[str] = []
    if schema is not None:
        settings.append(f"-c search_path={checked(schema)}")
    if statement_seconds_max is not None:
        settings.append(f"-c statement_timeout={round(statement_seconds_max * 1000)}")
    return {"options": " ".join(settings)} if settings else {}


def _prepare(engine: Engine, synchronous: Synchronous) -> None:
    """Set up each new connection to the file."""
    pragmas = (
        f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS_MAX}",
        "PRAGMA journal_mode = WAL",
        f"PRAGMA synchronous = {synchronous.value}",
        "PRAGMA foreign_keys = ON",
        f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}",
        f"PRAGMA mmap_size = {_MAPPED_BYTES_MAX}",
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: Any) -> None:  # noqa: ANN401
        for pragma in pragmas:
            connection.execute(pragma)
