"""How often an ordinary payment asks its database, and that it asks for no more."""

from __future__ import annotations

import pytest

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.ports import Foresight
from credits_memory import HandClock
from credits_sql import SqlStore
from credits_testkit.faults import Watch, look_on
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import exact, grant, invoice, pay

pytestmark = pytest.mark.extras

BEFORE = (grant("C1", 100), grant("C2", 100), invoice("A", 900), invoice("B", 900))
PAYMENT = pay("Q", 50, "B", credits=exact(150))
STATEMENTS_MAX = 20


def _told(store: SqlStore, command: Command) -> list[str]:
    """What the driver was told of that command, between check-out and check-in."""
    desk, watch = Desk(ledgers=store.ledgers(), clock=HandClock(BEGIN)), Watch()
    for one in BEFORE:
        desk.submit(one, BOSS).unwrap()
    store.engine.dispose()
    look_on(store.engine, watch)
    desk.submit(pay("P", 50, "A"), BOSS, key="first").unwrap()
    watch.begin()
    desk.submit(command, BOSS, key="second").unwrap()
    told = [str(point).split(" ", 1)[1] for point in watch.points]
    return [one.removeprefix("before ") for one in told[1:] if one.startswith("before")]


@pytest.mark.postgres
def test_a_payment_takes_two_round_trips_to_postgresql(
    postgres_store: SqlStore,
) -> None:
    """One pipeline locks and reads, the other one writes and commits."""
    told = _told(postgres_store, PAYMENT)

    ends = [at for at, what in enumerate(told) if what == "end of the pipeline"]
    assert told[-1] == "check-in"
    assert ends == [ends[0], len(told) - 2]
    assert told[1] == "BEGIN"
    assert told[0] == "SELECT credits_ledger", "the lock, before anything is read"
    assert told[ends[-1] - 1] == "COMMIT"
    assert all(one.startswith("SELECT") for one in told[2 : ends[0]])


def test_a_payment_sends_few_statements_to_sqlite(sqlite_store: SqlStore) -> None:
    told = _told(sqlite_store, PAYMENT)

    assert told[0] == "BEGIN IMMEDIATE"
    assert told[-2:] == ["COMMIT", "check-in"]
    assert len(told) - 1 <= STATEMENTS_MAX


def test_the_ledgers_of_the_adapter_have_foresight(store: SqlStore) -> None:
    assert isinstance(store.ledgers(), Foresight)
