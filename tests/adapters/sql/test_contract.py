"""The SQL adapter keeps every promise of the port, on each database."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, NullPool, create_engine
from typing_extensions import override

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers
from credits_sql import open_store
from credits_testkit.contracts import LedgersContract, Place

from .places import TENANT
from .raw_reader import read_raw

pytestmark = pytest.mark.extras


@cache
def _engine(url: str) -> Engine:
    """An engine that keeps no connection: it is never closed."""
    return create_engine(url, poolclass=NullPool)


class SqlContract(LedgersContract):
    """Any number of tenants share one database, each clause with its own."""

    url: str

    @override
    def ledgers(self, place: Place) -> Ledgers:
        store = open_store(self.url, place.tenant, create=False)
        return place.enter(store).ledgers()

    @override
    def raw(self, place: Place, customer_id: CustomerId) -> Ledger:
        with _engine(self.url).connect() as connection:
            return read_raw(connection, place.tenant, customer_id)


class TestSqliteLedgers(SqlContract):
    """One file for all clauses."""

    @pytest.fixture(autouse=True)
    def tables(self, shared_file: Path) -> None:
        """Where the tables are."""
        self.url = f"sqlite:///{shared_file}"


@pytest.mark.postgres
class TestPostgresqlLedgers(SqlContract):
    """One database for all clauses."""

    @pytest.fixture(autouse=True)
    def tables(self, shared_database: str) -> None:
        """Where the tables are."""
        self.url = shared_database


@pytest.fixture(scope="module")
def shared_file(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Path:
    """A file with all tables."""
    file = tmp_path_factory.mktemp("contract") / "credits.db"
    return Path(shutil.copyfile(sqlite_template, file))


@pytest.fixture(scope="module")
def shared_database(postgres_url: str) -> str:
    """A database with all tables."""
    open_store(postgres_url, TENANT).close()
    return postgres_url
