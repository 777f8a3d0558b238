"""Where the long run finds empty ledgers in databases: a new tenant each time.

The store is opened once a process and is gone when the process ends.
"""

from __future__ import annotations

import atexit
import tempfile
from contextlib import ExitStack
from functools import cache
from itertools import count
from pathlib import Path

from credits_core.identity import TenantId
from credits_core.ports import Ledgers
from credits_sql import SqlStore, open_store
from tests.postgres import running_postgres

_NUMBERS = count(1)
_FIRST = TenantId("first")


def sqlite() -> Ledgers:
    """Ledgers of a new tenant in one file of SQLite."""
    return _new(_sqlite_store())


def postgresql() -> Ledgers:
    """Ledgers of a new tenant in one database of a PostgreSQL server of our own."""
    return _new(_postgresql_store())


def _new(store: SqlStore) -> Ledgers:
    return store.ledgers(TenantId(f"tenant {next(_NUMBERS)}"))


@cache
def _sqlite_store() -> SqlStore:
    stack = _until_the_end()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    url = f"sqlite:///{folder / 'credits.db'}"
    return stack.enter_context(open_store(url, _FIRST))


@cache
def _postgresql_store() -> SqlStore:
    stack = _until_the_end()
    server = stack.enter_context(running_postgres())
    url = server.url(server.create_database())
    return stack.enter_context(open_store(url, _FIRST))


def _until_the_end() -> ExitStack:
    stack = ExitStack()
    atexit.register(stack.close)
    return stack
