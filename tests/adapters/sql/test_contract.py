"""The SQL adapter keeps every promise of the port, on each database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine
from typing_extensions import override

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers
from credits_sql import SqlStore, open_store
from credits_testkit.contracts import LedgersContract, Place, RegisterContract

from .places import TENANT
from .raw_reader import read_raw

pytestmark = pytest.mark.extras


class SqlContract(LedgersContract):
    """Any number of tenants share one database, each clause with its own."""

    drawing = settings(max_examples=8)
    engine: Engine
    """How the raw reader gets in."""

    @override
    def ledgers(self, place: Place) -> Ledgers:
        store = open_store(self.engine.url, place.tenant, create=False)
        return place.enter(store).ledgers()

    @override
    def raw(self, place: Place, customer_id: CustomerId) -> Ledger:
        with self.engine.connect() as connection:
            return read_raw(connection, place.tenant, customer_id)


class SqlRegisterContract(RegisterContract):
    """The same database for all clauses, a tenant for each."""

    drawing = settings(max_examples=12)
    engine: Engine

    @override
    def store(self, place: Place) -> SqlStore:
        return place.enter(open_store(self.engine.url, place.tenant, create=False))


class TestSqliteRegister(SqlRegisterContract):
    """One file for all clauses."""

    @pytest.fixture(autouse=True)
    def tables(self, shared_file: Engine) -> None:
        """Where the tables are."""
        self.engine = shared_file


@pytest.mark.postgres
class TestPostgresqlRegister(SqlRegisterContract):
    """One database for all clauses."""

    @pytest.fixture(autouse=True)
    def tables(self, shared_database: Engine) -> None:
        """Where the tables are."""
        self.engine = shared_database


class TestSqliteLedgers(SqlContract):
    """One file for all clauses."""

    @pytest.fixture(autouse=True)
    def tables(self, shared_file: Engine) -> None:
        """Where the tables are."""
        self.engine = shared_file


@pytest.mark.postgres
class TestPostgresqlLedgers(SqlContract):
    """One database for all clauses."""

    @pytest.fixture(autouse=True)
    def tables(self, shared_database: Engine) -> None:
        """Where the tables are."""
        self.engine = shared_database


@pytest.fixture(scope="module")
def shared_file(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[Engine]:
    """A file with all tables."""
    file = tmp_path_factory.mktemp("contract") / "credits.db"
    shutil.copyfile(sqlite_template, file)
    engine = create_engine(f"sqlite:///{file}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def shared_database(postgres_url: str) -> Iterator[Engine]:
    """A database with all tables."""
    open_store(postgres_url, TENANT).close()
    engine = create_engine(postgres_url)
    yield engine
    engine.dispose()
