"""The second fence: what was read in the middle of a change cannot be stored.

The first fence is the lock, or the transaction that begins before anything is read.
Here it is taken away, and somebody else is faster between any two statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, reduce

import pytest
from sqlalchemy import Engine

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.fold import fold
from credits_core.identity import TenantId
from credits_core.laws import state_violations
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers
from credits_memory import HandClock
from credits_sql import SqlLedgers
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import ACME, edit, exact, grant, invoice, pay, repay
from tests.testkit.races.broken_adapter import WithoutBegin
from tests.testkit.races.sql_places import engine_of

pytestmark = pytest.mark.extras

POINTS_MAX = 100
BEFORE = (grant("C", 50), invoice("A", 50), invoice("B", 50), pay("P", 20, "A"))
FASTER = (pay("R", 0, "B", credits=exact(50)), edit("E", "A", -10))


class Interrupting:
    """Somebody else who does *faster* just before the statement of that number."""

    def __init__(self, point: int, faster: Callable[[], None]) -> None:
        self.left = point
        self.faster = faster

    def __call__(self, statement: str) -> None:
        if statement.startswith("SELECT"):
            self.left -= 1
            if self.left == 0:
                self.faster()


@contextmanager
def _interrupted(engine: Engine, interrupting: Interrupting) -> Iterator[None]:
    """The only connection of *engine*, interrupted by SQLite's own trace of it."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
    assert driver is not None
    driver.set_trace_callback(interrupting)
    yield
    driver.set_trace_callback(None)


def _desk(ledgers: Ledgers) -> Desk:
    return Desk(ledgers=ledgers, clock=HandClock(BEGIN))


@pytest.mark.parametrize(
    "slow",
    [pay("Q", 0, "A", credits=exact(30)), edit("F", "A", -45), repay("P", 60)],
    ids=["spends", "lowers", "raises"],
)
def test_nothing_is_spent_twice_whoever_comes_between_two_statements(
    sqlite_url: str, slow: Command
) -> None:
    """50 available, 30 due on A; between any two reads B takes the 50 and A is cut."""
    engine, other = engine_of(sqlite_url, 1), engine_of(sqlite_url, 1)
    for point in range(1, POINTS_MAX):
        tenant = TenantId(f"interrupted at {point}")
        whole = SqlLedgers(other, tenant)
        _submit(whole, *BEFORE)
        interrupting = Interrupting(point, partial(_submit, whole, *FASTER))
        with _interrupted(engine, interrupting):
            _desk(SqlLedgers(WithoutBegin(engine), tenant)).submit(slow, BOSS)

        ledger = whole.load_whole(ACME)
        events = (entry.events for entry in whole.journal(ACME))
        assert state_violations(ledger) == ()
        assert reduce(fold, events, Ledger(customer_id=ACME)) == ledger
        if interrupting.left > 0:
            break
    engine.dispose()
    other.dispose()
    assert 4 < point < POINTS_MAX - 1


def _submit(ledgers: Ledgers, *commands: Command) -> None:
    for command in commands:
        _desk(ledgers).submit(command, BOSS).unwrap()
