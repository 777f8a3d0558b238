"""The stores that scenarios are played on: in memory, and a tenant in SQLite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from credits_cli.stores import opened
from credits_core.identity import TenantId
from credits_core.ports import Ledgers


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An SQLite file that the tests of a module share, each as its own tenant."""
    return f"sqlite:///{tmp_path_factory.mktemp('database') / 'book.sqlite3'}"


@pytest.fixture(params=["memory", "sqlite"])
def ledgers(request: pytest.FixtureRequest, database: str) -> Iterator[Ledgers]:
    """Empty ledgers, once in memory and once in an SQLite file."""
    store = "memory" if request.param == "memory" else database
    with opened(store, tenant_id=TenantId(request.node.name)) as found:
        yield found
