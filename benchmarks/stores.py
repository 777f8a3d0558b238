"""Where ledgers are kept: in memory, in an SQLite file, in PostgreSQL.

Each store is as a host would have it: durable where it can be, with the settings
that the adapter and the server have by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import attrs
from sqlalchemy import Connection

from credits_core.identity import TenantId
from credits_core.ports import Ledgers
from credits_memory import MemoryLedgers
from credits_sql import SqlStore, open_store
from tests.postgres import DURABLE, running_postgres


def _nowhere() -> AbstractContextManager[Connection]:
    raise TypeError("There is no database.")


@attrs.frozen
class Store:
    """Empty *ledgers* of their own, and how they come to rest once filled.

    *begin* begins a transaction on the *database* behind them, if there is one.
    """

    ledgers: Ledgers
    settle: Callable[[], object] = lambda: None
    close: Callable[[], object] = lambda: None
    begin: Callable[[], AbstractContextManager[Connection]] = _nowhere
    database: SqlStore | None = None


OpenStore = Callable[[], Store]
"""Makes a new store at each call."""


@contextmanager
def memory() -> Iterator[OpenStore]:
    """Stores in memory."""
    yield lambda: Store(MemoryLedgers())


@contextmanager
def sqlite() -> Iterator[OpenStore]:
    """Stores in SQLite, each in a file of its own."""
    with TemporaryDirectory() as folder:
        numbers = iter(range(1000))
        yield lambda: _opened(f"sqlite:///{Path(folder)}/{next(numbers)}.db")


@contextmanager
def postgresql() -> Iterator[OpenStore]:
    """Stores in PostgreSQL, each in a database of its own on one server."""
    with running_postgres(DURABLE) as server:
        yield lambda: _opened(server.url(server.create_database()))


STORES: Final[dict[str, Callable[[], AbstractContextManager[OpenStore]]]] = {
    "memory": memory,
    "SQLite": sqlite,
    "PostgreSQL": postgresql,
}
"""Every kind of store, by its name."""


def _opened(url: str) -> Store:
    store = open_store(url, TenantId("benchmark"))
    begin = store.engine.begin
    return Store(store.ledgers(), lambda: _settle(store), store.close, begin, store)


def _settle(store: SqlStore) -> None:
    """Let PostgreSQL do at once what it would do by itself within a minute."""
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.exec_driver_sql("VACUUM (ANALYZE)")
