"""How a database is doing: what whoever runs it looks at first."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

import attrs
from sqlalchemy import Connection, Engine, text

from .schema import HEAD, version_of

_WAITING: Final = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
_LONGEST: Final = text(
    "SELECT extract(epoch FROM max(clock_timestamp() - xact_start))"
    " FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_BEHIND: Final = text(
    "SELECT CASE WHEN pg_is_in_recovery()"
    " THEN extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())"
    " ELSE (SELECT extract(epoch FROM max(replay_lag)) FROM pg_stat_replication) END"
)


@attrs.frozen(kw_only=True)
class Health:
    """What was found: it *is_current* if this version of the library can use it.

    *answer_seconds* is how long a question took. On PostgreSQL, so many sessions
    are *waiting* for a lock, the oldest transaction is *longest_seconds* old, and
    the slowest replica, or this replica, is *behind_seconds*. On SQLite,
    *log_bytes* is the size of the log that is not in the file yet.
    """

    schema_version: str | None
    is_current: bool
    answer_seconds: float
    waiting: int = 0
    longest_seconds: float = 0.0
    behind_seconds: float = 0.0
    log_bytes: int = 0


def health(engine: Engine) -> Health:
    """Ask the database how it is doing; raises as it does if it cannot be reached."""
    begin = time.monotonic()
    with engine.connect() as connection:
        version = version_of(connection)
        found = Health(
            schema_version=version,
            is_current=version == HEAD,
            answer_seconds=time.monotonic() - begin,
        )
        if connection.dialect.name == "sqlite":
            return attrs.evolve(found, log_bytes=_log_bytes(engine))
        return attrs.evolve(
            found,
            waiting=int(connection.execute(_WAITING).scalar_one()),
            longest_seconds=_seconds(connection.execute(_LONGEST).scalar()),
            behind_seconds=_behind(connection),
        )


def _behind(connection: Connection) -> float:
    return _seconds(connection.execute(_BEHIND).scalar())


def _seconds(found: object) -> float:
    return 0.0 if found is None else float(str(found))


def _log_bytes(engine: Engine) -> int:
    log = Path(f"{engine.url.database}-wal")
    return log.stat().st_size if log.exists() else 0
