"""Opening a store: which places there are, and what is missing is told."""

from __future__ import annotations

import subprocess
import sys

import pytest
from sqlalchemy import create_engine, make_url

from credits_core.identity import TenantId
from credits_sql import SqlStore, Synchronous, open_store
from credits_sql.engines import new_engine
from credits_testkit.contracts.events_given import issued
from credits_testkit.contracts.given import Writer
from credits_testkit.orders import ACME

from .places import OTHER_TENANT, TENANT

pytestmark = pytest.mark.extras


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_sqlite_without_a_file_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="needs a file"):
        open_store(url, TENANT)


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="neither sqlite nor postgresql"):
        open_store("mysql://somewhere/credits", TENANT)


def test_a_tenant_without_a_name_is_refused(sqlite_url: str) -> None:
    with open_store(sqlite_url, TenantId("")) as store, pytest.raises(ValueError):  # noqa: PT011
        store.ledgers()


@pytest.mark.parametrize("name", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_through_psycopg(name: str) -> None:
    engine = new_engine(f"{name}://somewhere/credits")

    assert engine.url.drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    ("synchronous", "level"), [(Synchronous.NORMAL, 1), (Synchronous.FULL, 2)]
)
def test_sqlite_is_set_up_for_many_readers_and_for_its_keys(
    sqlite_url: str, synchronous: Synchronous, level: int
) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys")

    with (
        open_store(sqlite_url, TENANT, synchronous=synchronous) as store,
        store.engine.connect() as connection,
    ):
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names
        ]

    assert found == ["wal", level, 1]


def test_a_store_over_the_hosts_engine_leaves_it_open(sqlite_url: str) -> None:
    engine = create_engine(make_url(sqlite_url))

    with open_store(engine, TENANT) as store:
        Writer(store.ledgers()).write(issued("C1", "10"))
        pool = engine.pool

    assert engine.pool is pool
    assert list(store.ledgers().customers()) == [ACME]
    engine.dispose()


def test_tenants_of_a_store_share_its_tables_and_nothing_else(store: SqlStore) -> None:
    mine = Writer(store.ledgers()).write(issued("C1", "10"), key="k")
    theirs = Writer(store.ledgers(OTHER_TENANT)).write(issued("C1", "7"), key="k")

    assert store.ledgers(TENANT).load_whole(ACME) == mine.after
    assert store.ledgers(OTHER_TENANT).load_whole(ACME) == theirs.after
    assert store.ledgers(OTHER_TENANT).answer("k") == theirs.answer


def test_what_is_committed_is_there_in_another_process(sqlite_url: str) -> None:
    program = f"""
from credits_sql import open_store
with open_store({sqlite_url!r}, "tenant", create=False) as store:
    print(*store.ledgers().customers())
"""
    with open_store(sqlite_url, TENANT) as store:
        Writer(store.ledgers()).write(issued("C1", "10"))
        run = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )

    assert run.stdout == "ACME\n"


@pytest.mark.parametrize(("missing", "extra"), [("psycopg", "postgres")])
def test_a_missing_driver_is_told_with_its_extra(missing: str, extra: str) -> None:
    program = f"""
import sys
from credits_sql import open_store
sys.modules[{missing!r}] = None
open_store("postgresql://somewhere/credits", "tenant")
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    last = run.stderr.strip().splitlines()[-1]
    assert last.endswith(f"pip install 'credits-core[{extra}]'")
