"""Blocks for single statements, each of which is of one moment by itself.

On SQLite, finding a few rows by an index takes less time than getting a connection
out of the pool and giving it back. Therefore each thread keeps one of its own as long
as it lives, or until all are closed. Between two statements nothing is open on it, so
that nobody waits for it. PostgreSQL is spared the round trips of BEGIN and ROLLBACK.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from weakref import WeakSet

from sqlalchemy import Connection, Engine, QueuePool


class Kept:
    """What one thread of one process keeps; it is closed when the thread is gone."""

    def __init__(self, engine: Engine) -> None:
        """Open a connection for which the pool does not account."""
        self._process = os.getpid()
        self.connection = engine.connect()
        self.connection.detach()
        self.block = nullcontext(self.connection)

    @property
    def is_mine(self) -> bool:
        """Whether it was opened here; a child must not touch its parent's."""
        return self._process == os.getpid()

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def __del__(self) -> None:
        """Close it, unless a child lets go of what is its parent's."""
        if self.is_mine:
            self.close()


class Glances:
    """The connections of all threads for single statements on one engine."""

    def __init__(self, engine: Engine) -> None:
        """Keep connections to SQLite, if *engine* has a pool of them."""
        self._engine = engine
        is_sqlite = engine.dialect.name == "sqlite"
        self._keeps = is_sqlite and isinstance(engine.pool, QueuePool)
        self._own = threading.local()
        self._all = WeakSet[Kept]()

    def block(self) -> AbstractContextManager[Connection]:
        """A block for one statement."""
        return self._kept().block if self._keeps else self._from_pool()

    def close(self) -> None:
        """Close what the threads keep; who wants to glance again opens it anew."""
        self._own = threading.local()
        for kept in list(self._all):
            kept.close()
        self._all.clear()

    def _kept(self) -> Kept:
        kept: Kept | None = getattr(self._own, "kept", None)
        if kept is None or not kept.is_mine:
            kept = Kept(self._engine)
            self._own.kept = kept
            self._all.add(kept)
        return kept

    @contextmanager
    def _from_pool(self) -> Generator[Connection]:
        with self._engine.connect() as connection:
            if connection.dialect.name != "sqlite":
                connection.execution_options(isolation_level="AUTOCOMMIT")
            yield connection
