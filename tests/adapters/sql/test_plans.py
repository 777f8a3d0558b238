"""The oldest credits are found by walking their index, never by sorting them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection, text

from credits_core.parts import OldestCredits
from credits_sql import SqlStore
from credits_sql.loading.queries import OLDEST, OWN_MONEY, USES_OF
from credits_sql.statements import Statement, Value
from credits_testkit.contracts.events_given import issued
from credits_testkit.contracts.given import DAY, Writer, footprint, usd
from credits_testkit.orders import ACME

from .places import TENANT

pytestmark = pytest.mark.extras

MANY = 3_000

OLDEST_VALUES: dict[str, Value] = {
    "tenant_id": TENANT,
    "customer_id": ACME,
    "currency": "USD",
    "today": DAY.isoformat(),
    "after_effective_date": date.min.isoformat(),
    "after_sequence": -1,
    "after_id": "",
    "most": 8,
}
LINKED_VALUES: dict[str, Value] = {
    "tenant_id": TENANT,
    "customer_id": ACME,
    "ids": ["C1", "C2"],
}


@pytest.fixture
def connection(store: SqlStore) -> Connection:
    """A connection to a store in which one customer has many open credits."""
    credits = [issued(f"C{number:05}", "1") for number in range(MANY)]
    Writer(store.ledgers()).write(*credits)
    opened = store.engine.connect()
    opened.execute(text("ANALYZE"))
    return opened


def _plan(
    connection: Connection, statement: Statement, values: dict[str, Value]
) -> str:
    database = connection.dialect.name
    compiled = statement.on(database)
    explain = "EXPLAIN QUERY PLAN " if database == "sqlite" else "EXPLAIN "
    if database == "sqlite":
        values = {k: str(v) if isinstance(v, list) else v for k, v in values.items()}
    found = connection.exec_driver_sql(explain + compiled.text, compiled.given(values))
    plan = "\n".join(str(row[-1]) for row in found)
    connection.close()
    return plan


def test_the_oldest_credits_come_from_their_index(connection: Connection) -> None:
    plan = _plan(connection, OLDEST, dict(OLDEST_VALUES))

    assert "ix_credits_credit_fifo" in plan
    assert "sort" not in plan.lower()
    assert "temp b-tree" not in plan.lower()


@pytest.mark.parametrize("statement", [USES_OF, OWN_MONEY])
def test_what_is_linked_comes_from_an_index(
    connection: Connection, statement: Statement
) -> None:
    plan = _plan(connection, statement, dict(LINKED_VALUES)).lower()

    assert "scan credits" not in plan
    assert "seq scan on credits_credit" not in plan


def test_few_of_many_credits_are_read(store: SqlStore) -> None:
    """100 credits of 1; the first three are wanted, and one page is read."""
    writer = Writer(store.ledgers())
    writer.write(*(issued(f"C{number:03}", "1") for number in range(100)))

    part = OldestCredits(usd("3"), DAY)
    found = store.ledgers().load(ACME, footprint(part))

    assert list(found.credits) == ["C000", "C001", "C002"]
