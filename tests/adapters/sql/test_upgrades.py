"""Books that an older version wrote are brought up to date, and go on from there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from returns.pipeline import is_successful
from sqlalchemy import Engine, create_engine, inspect, text

import credits_sql
from credits_core.desk import Desk
from credits_core.fold import fold
from credits_core.identity import CustomerId, TenantId
from credits_core.laws import state_violations
from credits_core.ledger import Ledger
from credits_memory import HandClock
from credits_sql import SqlStore, open_store, upgrade_within
from credits_sql.schema import HEAD, VERSION_TABLE, is_of_this_library
from credits_sql.tables import METADATA
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import grant, invoice, pay

from ...postgres import PostgresServer
from .places import DATABASES, OTHER_TENANT, TENANT

pytestmark = pytest.mark.extras

SOREN: Final = CustomerId("Søren & Co")
BOOKS: Final = Path(__file__).parents[2] / "data" / "books_of_0001.json"

RELEASED: Final = {
    "0001_postgresql.sql": "3e5d1a3ef1f1573b4eb2e8222bb162ed"
    "3d6ec7f422d6118bd04085d23282e609",
    "0001_sqlite.sql": "4a72b081a73dcb6b47ce6af21fa390b7"
    "7256af7d37e0e34d6267f8c005aca27a",
}
"""What the scripts of released steps are, so that none is changed afterwards."""


@pytest.fixture(params=DATABASES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with nothing in it at all."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/old.db"
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        url = server.url(server.create_database())
    made = create_engine(url)
    yield made
    made.dispose()


def fill_as_0001(engine: Engine) -> None:
    """Make the first schema, and write into it what the first version wrote."""
    books: dict[str, Any] = json.loads(BOOKS.read_text(encoding="utf-8"))
    with engine.begin() as connection:
        upgrade_within(connection, "0001")
        for name, told in books.items():
            columns = told["columns"]
            places = ", ".join(f":{column}" for column in columns)
            connection.execute(
                text(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})"),
                [dict(zip(columns, row, strict=True)) for row in told["rows"]],
            )


def assert_sound(store: SqlStore, tenant_id: TenantId) -> None:
    """Each journal folds to the ledger that is stored."""
    ledgers = store.ledgers(tenant_id)
    customers = list(ledgers.customers())
    assert customers
    for customer_id in customers:
        events = (entry.events for entry in ledgers.journal(customer_id))
        whole = ledgers.load_whole(customer_id)
        assert reduce(fold, events, Ledger(customer_id=customer_id)) == whole
    if tenant_id == TENANT:
        assert state_violations(ledgers.load_whole(SOREN)) == ()


def test_books_of_the_first_version_are_brought_up_to_date(engine: Engine) -> None:
    """All is there, keys are still answered, and commands go on."""
    fill_as_0001(engine)

    with open_store(engine, TENANT) as store:
        assert_sound(store, TENANT)
        assert_sound(store, OTHER_TENANT)
        desk = Desk(ledgers=store.ledgers(), clock=HandClock(BEGIN))
        bill = attrs.evolve(invoice("X", 500), customer_id=SOREN)
        again = desk.submit(bill, BOSS, key="key 0").unwrap()
        assert (again.version, again.key) == (1, "key 0")
        new = attrs.evolve(pay("PN", 30, "Y"), customer_id=SOREN)
        assert is_successful(desk.submit(new, BOSS))
        assert_sound(store, TENANT)


def test_upgraded_tables_are_those_of_a_new_database(engine: Engine) -> None:
    """Every table, its columns in their order, and its indexes."""
    fill_as_0001(engine)
    with open_store(engine, TENANT):
        told = inspect(engine)

    for table in METADATA.sorted_tables:
        columns = [column["name"] for column in told.get_columns(table.name)]
        assert columns == [column.name for column in table.c]
        indexes = {one["name"] for one in told.get_indexes(table.name)}
        assert {index.name for index in table.indexes} <= indexes


def test_a_step_that_was_released_never_changes() -> None:
    folder = Path(credits_sql.__file__).parent / "migrations" / "ddl"
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
    }

    assert {name: found[name] for name in RELEASED} == RELEASED
    assert {f"{HEAD}_sqlite.sql", f"{HEAD}_postgresql.sql"} <= set(found)


@pytest.mark.postgres
def test_tables_can_live_in_a_schema_of_the_host(postgres_url: str) -> None:
    """The host has a table of the same name in its own place, and keeps it."""
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE credits_invoice (mine INTEGER)")

    for _ in range(2):
        with open_store(postgres_url, TENANT, schema="billing") as store:
            desk = Desk(ledgers=store.ledgers(), clock=HandClock(BEGIN))
            desk.submit(grant("C", 5), BOSS, key="k").unwrap()
            assert list(store.ledgers().customers()) == ["ACME"]
    told = inspect(engine)

    assert set(METADATA.tables) < set(told.get_table_names("billing"))
    assert told.get_table_names() == ["credits_invoice"]
    assert VERSION_TABLE in told.get_table_names("billing")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA billing CASCADE")
        connection.exec_driver_sql("DROP TABLE credits_invoice")
    engine.dispose()


@pytest.mark.parametrize("schema", ["", "Billing", "a b", 'x"; DROP', "1st"])
def test_a_schema_has_a_plain_name(schema: str) -> None:
    with pytest.raises(ValueError, match="plain name"):
        open_store("postgresql://nowhere/books", TENANT, schema=schema)


def test_sqlite_has_no_schemas(sqlite_url: str) -> None:
    with pytest.raises(ValueError, match="no schemas"):
        open_store(sqlite_url, TENANT, schema="billing")


def test_a_hosts_alembic_can_tell_which_tables_are_not_its_own() -> None:
    ours = [VERSION_TABLE, *METADATA.tables]
    indexes = [i.name for table in METADATA.tables.values() for i in table.indexes]

    assert all(map(is_of_this_library, [*ours, *indexes]))
    for name in ("orders", "credit", "my_own_credits_list", None, "creditsome"):
        assert not is_of_this_library(name)
