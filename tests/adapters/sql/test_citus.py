"""Spreading the tables by tenant: on a real Citus if there is one.

``CREDITS_TEST_CITUS_URL`` names an empty database with the extension. Without it the
statements meet functions of the same name in an ordinary PostgreSQL, which write down
what they were asked to do.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

import pytest
from sqlalchemy import Engine, create_engine

from credits_core.desk import Order
from credits_core.identity import TenantId
from credits_memory import HandClock
from credits_sql import Importer, distribute, open_store
from credits_sql.tables import METADATA
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import grant

from .places import TENANT, emptied
from .test_contract import SqlContract

pytestmark = pytest.mark.extras

CITUS: Final = os.environ.get("CREDITS_TEST_CITUS_URL")

STAND_IN = """
CREATE TABLE asked (number serial, name text, by text, beside text);
CREATE VIEW citus_tables AS SELECT 'public.' || name AS table_name FROM asked;
CREATE FUNCTION create_distributed_table(
    name regclass, by text, colocate_with text DEFAULT 'default'
) RETURNS void LANGUAGE sql AS
    'INSERT INTO asked (name, by, beside) VALUES (name::text, by, colocate_with)';
"""


@pytest.fixture
def stand_in(postgres_url: str) -> Iterator[Engine]:
    """A PostgreSQL with all tables that writes down how they are to be spread."""
    open_store(postgres_url, TENANT).close()
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.exec_driver_sql(STAND_IN)
    yield engine
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP VIEW citus_tables; DROP TABLE asked")
        connection.exec_driver_sql("DROP FUNCTION create_distributed_table")
    engine.dispose()


@pytest.mark.postgres
def test_all_tables_are_spread_by_tenant_beside_the_ledgers(stand_in: Engine) -> None:
    """What others point to comes before them."""
    spread = distribute(stand_in)

    with stand_in.connect() as connection:
        asked = connection.exec_driver_sql(
            "SELECT name, by, beside FROM asked ORDER BY number"
        ).all()
    assert [row.name for row in asked] == list(spread)
    assert set(spread) == set(METADATA.tables)
    assert {row.by for row in asked} == {"tenant_id"}
    assert [row.beside for row in asked[:1]] == ["default"]
    assert {row.beside for row in asked[1:]} == {"credits_ledger"}
    for table in METADATA.tables.values():
        for key in table.foreign_keys:
            referred = key.column.table.name
            assert spread.index(referred) <= spread.index(table.name)


@pytest.mark.postgres
def test_what_is_spread_already_is_left_alone(stand_in: Engine) -> None:
    assert distribute(stand_in)
    with stand_in.begin() as connection:
        connection.exec_driver_sql("DELETE FROM asked WHERE name = 'credits_credit'")

    assert distribute(stand_in) == ("credits_credit",)
    assert distribute(stand_in) == ()


@pytest.mark.postgres
def test_without_citus_it_says_so(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with pytest.raises(ValueError, match="no Citus"):
        distribute(engine)
    engine.dispose()


@pytest.fixture(scope="module")
def citus() -> Iterator[Engine]:
    """A Citus whose tables are spread, and empty."""
    if CITUS is None:
        pytest.skip("CREDITS_TEST_CITUS_URL names no Citus")
    open_store(CITUS, TENANT).close()
    engine = create_engine(CITUS)
    distribute(engine)
    emptied(CITUS)
    yield engine
    engine.dispose()


def test_all_tables_of_a_citus_are_spread(citus: Engine) -> None:
    assert distribute(citus) == ()


if CITUS is not None:

    class TestCitusLedgers(SqlContract):
        """The whole contract on tables that are spread."""

        @pytest.fixture(autouse=True)
        def tables(self, citus: Engine) -> None:
            """Where the tables are."""
            self.engine = citus


def test_an_import_goes_to_the_machine_of_its_tenant(citus: Engine) -> None:
    with open_store(citus, TenantId("imported")) as store:
        importer = Importer(ledgers=store.ledgers(), clock=HandClock(BEGIN))
        done = importer.run([Order(command=grant("C", 5), key="k")], BOSS)
        assert done.commands == 1
