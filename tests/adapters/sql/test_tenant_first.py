"""Every statement names its tenant, and no transaction knows two of them.

That is what lets the tables be spread over machines by tenant: each statement is
answered by one machine, and each transaction is of one machine.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Final

import pytest
from sqlalchemy import event

import credits_sql
from credits_core.commands import Command
from credits_core.desk import Desk, Order
from credits_core.identity import TenantId
from credits_memory import HandClock
from credits_sql import Importer, SqlStore, open_store
from credits_sql.journal import TENANTS
from credits_sql.statements import Statement
from credits_sql.tables import METADATA
from credits_testkit.contracts.story import tell
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import bounce, edit, exact, grant, invoice, pay, void

pytestmark = pytest.mark.extras

HERE: Final = TenantId("tenant of the north")
THERE: Final = TenantId("tenant of the south")
TABLE: Final = re.compile(
    r"\b(?:FROM|JOIN|UPDATE|INTO)\s+(credits_\w+)(?:\s+AS\s+(\w+))?"
)
ELSEWHERE: Final = "credits_schema_version"


def statements() -> list[Statement]:
    """Every statement that any module of the adapter holds."""
    for module in pkgutil.walk_packages(credits_sql.__path__, "credits_sql."):
        importlib.import_module(module.name)
    return [one for one in gc.get_objects() if isinstance(one, Statement)]


def tenantless(sql: str) -> list[str]:
    """The tables in *sql* whose rows it does not bind to a tenant."""
    if sql.startswith("INSERT"):
        return [] if re.match(r"INSERT INTO \w+ \(tenant_id, ", sql) else [sql]
    names = {alias or table for table, alias in TABLE.findall(sql)}
    alone = len(names) == 1 and re.search(r"(?<!\.)\btenant_id = ", sql)
    bound = {n for n in names if re.search(rf"\b{n}\.tenant_id = ", sql)}
    bound |= {n for n in names if re.search(rf" = {n}\.tenant_id\b", sql)}
    return [] if alone else sorted(names - bound)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_every_statement_binds_every_table_to_its_tenant(database: str) -> None:
    """Only the list of all tenants has none, and it is no part of any command."""
    texts = [one.on(database).text for one in statements() if one is not TENANTS]

    assert len(texts) > 40
    assert {sql: tenantless(sql) for sql in texts if tenantless(sql)} == {}
    assert tenantless(TENANTS.on(database).text) == ["credits_ledger"]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id FROM credits_credit WHERE id = :id",
        "INSERT INTO credits_balance (customer_id, tenant_id) VALUES (:a, :b)",
        "UPDATE credits_credit SET used = :used WHERE id = :id",
        "DELETE FROM credits_tender WHERE payment_id = :payment_id",
        "SELECT a FROM credits_credit AS c JOIN credits_tender WHERE c.tenant_id = :t",
    ],
)
def test_a_statement_that_forgets_its_tenant_is_found(sql: str) -> None:
    assert tenantless(sql)


@pytest.fixture
def traced(sqlite_url: str) -> Iterator[tuple[SqlStore, list[str]]]:
    """A store, and every statement that SQLite itself was given, with its values."""
    sent: list[str] = []
    with open_store(sqlite_url, HERE) as store:
        event.listen(
            store.engine,
            "connect",
            lambda driver, _: driver.set_trace_callback(sent.append),
        )
        store.engine.dispose()
        yield store, sent


def live(store: SqlStore, tenant_id: TenantId) -> None:
    """A bit of everything: a story, commands, a batch, an import, and reading."""
    ledgers = store.ledgers(tenant_id)
    tell(ledgers)
    desk = Desk(ledgers=ledgers, clock=HandClock(BEGIN))
    commands: tuple[Command, ...] = (
        *(grant("G", 30), invoice("V", 50), pay("W", 70, "V"), edit("E", "V", -10)),
        *(invoice("X", 90), pay("Y", 5, "X", credits=exact(40)), bounce("W")),
        void("X"),
    )
    for number, command in enumerate(commands):
        desk.submit(command, BOSS, key=f"k{number}").unwrap()
    desk.together([Order(command=grant("T", 1), key="t")], BOSS).unwrap()
    Importer(ledgers=ledgers, clock=HandClock(BEGIN)).run(
        [Order(command=grant("T", 1), key="t")], BOSS
    )
    for customer_id in ledgers.customers():
        ledgers.load_whole(customer_id)
        assert list(ledgers.journal(customer_id))


def test_whatever_is_sent_names_one_tenant_and_so_does_its_transaction(
    traced: tuple[SqlStore, list[str]],
) -> None:
    store, sent = traced
    live(store, HERE)
    live(store, THERE)

    about_rows = [sql for sql in sent if TABLE.search(sql) and ELSEWHERE not in sql]
    assert len(about_rows) > 200
    assert [sql for sql in about_rows if (HERE in sql) == (THERE in sql)] == []
    transactions = " ".join(sent).split("BEGIN")
    assert len(transactions) > 50
    assert [one for one in transactions if HERE in one and THERE in one] == []


def test_every_table_is_written_by_that_life(
    traced: tuple[SqlStore, list[str]],
) -> None:
    store, sent = traced
    live(store, HERE)

    written = {name for sql in sent for name in re.findall(r"INTO (credits_\w+)", sql)}
    assert written == set(METADATA.tables)
