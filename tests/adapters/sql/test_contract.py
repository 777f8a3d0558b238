"""The SQL adapter keeps every promise of the port, on each database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from typing_extensions import override

from credits_core.identity import TenantId
from credits_core.ports import Ledgers
from credits_sql import SqlStore, open_store

from ..ledgers_contract import LedgersContract
from .places import DATABASES, TENANT

pytestmark = pytest.mark.extras

NUMBERS = count()


@pytest.fixture(scope="module", params=DATABASES)
def shared_store(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    sqlite_template: Path,
) -> Iterator[SqlStore]:
    """One store for all clauses; each test has tenants of its own in it."""
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("contract") / "credits.db"
        shutil.copyfile(sqlite_template, file)
        url = f"sqlite:///{file}"
    else:
        url = str(request.getfixturevalue("postgres_url"))
    with open_store(url, TENANT) as store:
        yield store


class TestSqlLedgers(LedgersContract):
    """Two tenants share one database."""

    @override
    @pytest.fixture
    def ledgers(self, shared_store: SqlStore) -> Ledgers:
        return shared_store.ledgers(TenantId(f"tenant {next(NUMBERS)}"))

    @override
    @pytest.fixture
    def neighbour(self, shared_store: SqlStore) -> Ledgers:
        return shared_store.ledgers(TenantId(f"tenant {next(NUMBERS)}"))
