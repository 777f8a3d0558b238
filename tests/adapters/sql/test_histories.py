"""Any history leaves in the tables what it leaves in memory, and in the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import reduce
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from returns.methods import unwrap_or_failure

from credits_core.desk import Desk
from credits_core.fold import fold
from credits_core.identity import CustomerId, TenantId, UserId
from credits_core.ledger import Ledger
from credits_core.permission import EVERYTHING, Actor, Role
from credits_core.ports import Ledgers
from credits_memory import HandClock, MemoryLedgers
from credits_sql import SqlStore

from .chances import DAY, Chance
from .raw_reader import balances, read_raw

pytestmark = pytest.mark.extras

CUSTOMERS = (CustomerId("ACME"), CustomerId("Ærø"))
ANNA = Actor(UserId("anna"), (Role("Everything", EVERYTHING),))
TENANTS = (TenantId(f"tenant {number}") for number in count())

turns = st.lists(
    st.lists(st.integers(0, 59), min_size=10, max_size=14), min_size=12, max_size=40
)


def _desk(ledgers: Ledgers) -> Desk:
    clock = HandClock(datetime.combine(DAY, datetime.min.time(), UTC), DAY)
    return Desk(ledgers=ledgers, clock=clock)


def _play(history: list[list[int]], *desks: Desk) -> Iterator[list[object]]:
    """What each desk answers to each command; all are given the same."""
    first = desks[0].ledgers
    for turn, numbers in enumerate(history):
        ledger = first.load_whole(CUSTOMERS[numbers[0] % 3 // 2])
        command = Chance(numbers[1:], ledger, turn).command()
        key = f"key {turn - numbers[0] % 7}" if numbers[0] % 5 == 0 else None
        answers = [desk.submit(command, ANNA, key) for desk in desks]
        yield [unwrap_or_failure(one) for one in answers]


def _available(ledgers: list[Ledger]) -> Counter[tuple[str, str]]:
    total: Counter[tuple[str, str]] = Counter()
    for ledger in ledgers:
        for credit in ledger.credits.values():
            total[ledger.customer_id, credit.currency] += credit.available.minor
    return total


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=turns)
def test_a_history_in_the_tables_is_that_history_in_memory(
    store: SqlStore, history: list[list[int]]
) -> None:
    tenant_id = next(TENANTS)
    memory, tables = MemoryLedgers(), store.ledgers(tenant_id)

    for reference, answer in _play(history, _desk(memory), _desk(tables)):
        assert answer == reference

    whole = [memory.load_whole(one) for one in memory.customers()]
    assert list(tables.customers()) == [ledger.customer_id for ledger in whole]
    for ledger in whole:
        customer_id = ledger.customer_id
        events = (entry.events for entry in tables.journal(customer_id))
        assert tables.load_whole(customer_id) == ledger
        assert reduce(fold, events, Ledger(customer_id=customer_id)) == ledger
        with store.engine.connect() as connection:
            assert read_raw(connection, tenant_id, customer_id) == ledger
    with store.engine.connect() as connection:
        assert Counter(balances(connection, tenant_id)) == _available(whole)
