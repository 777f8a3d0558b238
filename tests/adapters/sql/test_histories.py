"""Any history leaves in the tables what it leaves in memory, and in the journal."""

from __future__ import annotations

from collections import Counter
from itertools import count

import attrs
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from typing_extensions import override

from credits_core.identity import TenantId
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers
from credits_memory import MemoryLedgers
from credits_sql import SqlLedgers, SqlStore
from credits_testkit.machine import DeskMachine, Stores, drive

from .raw_reader import balances, read_raw

pytestmark = pytest.mark.extras

NUMBERS = count()


@attrs.define
class Tenants:
    """Ledgers of a new tenant each time, all in one store."""

    store: SqlStore
    known: list[tuple[TenantId, SqlLedgers]] = attrs.field(factory=list)

    def new(self) -> Ledgers:
        tenant_id = TenantId(f"tenant {next(NUMBERS)}")
        ledgers = self.store.ledgers(tenant_id)
        self.known.append((tenant_id, ledgers))
        return ledgers


def test_the_tables_and_memory_go_in_lock_step(store: SqlStore) -> None:
    tenants = Tenants(store)

    tally, failure = drive(
        Stores(tenants.new, MemoryLedgers), commands=150, seed="tables"
    )

    assert failure is None, str(failure.difference)
    assert tally.commands >= 150
    for tenant_id, ledgers in tenants.known:
        _read_by_other_hands(store, tenant_id, ledgers)


def _read_by_other_hands(
    store: SqlStore, tenant_id: TenantId, ledgers: SqlLedgers
) -> None:
    """What the tables hold is what the adapter says that they hold."""
    whole = [ledgers.load_whole(one) for one in ledgers.customers()]
    with store.engine.connect() as connection:
        for ledger in whole:
            assert read_raw(connection, tenant_id, ledger.customer_id) == ledger
        assert Counter(balances(connection, tenant_id)) == _available(whole)


def _available(ledgers: list[Ledger]) -> Counter[tuple[str, str]]:
    total: Counter[tuple[str, str]] = Counter()
    for ledger in ledgers:
        for credit in ledger.credits.values():
            total[ledger.customer_id, credit.currency] += credit.available.minor
    return total


def test_hypothesis_finds_no_history_in_which_they_differ(store: SqlStore) -> None:
    tenants = Tenants(store)

    class SqlMachine(DeskMachine):
        @override
        def ledgers(self) -> Ledgers:
            return tenants.new()

        @override
        def reference(self) -> Ledgers:
            return MemoryLedgers()

    run_state_machine_as_test(
        SqlMachine,
        settings=settings(
            max_examples=8,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )

    for tenant_id, ledgers in tenants.known:
        _read_by_other_hands(store, tenant_id, ledgers)
