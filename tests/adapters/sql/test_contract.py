"""The SQL adapter keeps every promise of the port, on each database."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from typing_extensions import override

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers
from credits_sql import open_store
from credits_testkit.contracts import LedgersContract, Place

from .places import TENANT
from .raw_reader import read_raw

pytestmark = pytest.mark.extras


class SqlContract(LedgersContract):
    """Any number of tenants share one database, each clause with its own."""

    url: str

    @override
    def ledgers(self, place: Place) -> Ledgers:
        store = open_store(self.url, place.tenant, create=False)
        return place.enter(store).ledgers()

    @override
    def raw(self, place: Place, customer_id: CustomerId) -> Ledger:
        engine = create_engine(self.url)
        with engine.connect() as connection:
            ledger = read_raw(connection, place.tenant, customer_id)
        engine.dispose()
        return ledger


class TestSqliteLedgers(SqlContract):
    """One file for all clauses."""

    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def place_of_tables(
        cls, tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
    ) -> None:
        """Where the tables are."""
        file = tmp_path_factory.mktemp("contract") / "credits.db"
        shutil.copyfile(sqlite_template, file)
        cls.url = f"sqlite:///{file}"


@pytest.mark.postgres
class TestPostgresqlLedgers(SqlContract):
    """One database for all clauses."""

    @pytest.fixture(autouse=True)
    def place_of_tables(self, postgres_url: str) -> None:
        """Where the tables are."""
        self.url = postgres_url
        open_store(postgres_url, TENANT).close()
