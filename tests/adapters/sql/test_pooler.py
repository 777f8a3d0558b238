"""Behind pgbouncer in transaction mode: each transaction meets another session."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from credits_core.desk import Desk
from credits_core.fold import fold
from credits_core.laws import state_violations
from credits_core.ledger import Ledger
from credits_memory import HandClock
from credits_sql import SqlStore, open_store
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import ACME, exact, grant, invoice, pay
from tests.pgbouncer import HOW_TO_GET_IT, is_installed, pgbouncer

from .places import TENANT, emptied

pytestmark = [
    pytest.mark.extras,
    pytest.mark.postgres,
    pytest.mark.skipif(not is_installed(), reason=HOW_TO_GET_IT),
]

PAYMENTS = 12
THREADS = 3
SESSIONS = 2


@pytest.fixture
def pooled(postgres_url: str, tmp_path: Path) -> Iterator[SqlStore]:
    """A store that three clients use over two sessions of the server."""
    open_store(postgres_url, TENANT).close()
    emptied(postgres_url)
    with (
        pgbouncer(postgres_url, tmp_path, SESSIONS) as url,
        open_store(url, TENANT, create=False, behind_pooler=True) as store,
    ):
        yield store


def _pay(store: SqlStore, thread: int) -> None:
    desk = Desk(ledgers=store.ledgers(), clock=HandClock(BEGIN))
    for number in range(PAYMENTS):
        name = f"P{thread}-{number}"
        command = pay(name, 1, "A", credits=exact(1))
        desk.submit(command, BOSS, key=name).unwrap()


def test_payments_of_many_clients_over_few_sessions_are_all_there(
    pooled: SqlStore,
) -> None:
    """So many of each that a driver would prepare its statements by itself."""
    desk = Desk(ledgers=pooled.ledgers(), clock=HandClock(BEGIN))
    desk.submit(grant("C", 500), BOSS).unwrap()
    desk.submit(invoice("A", 900), BOSS).unwrap()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda thread: _pay(pooled, thread), range(THREADS)))

    ledgers = pooled.ledgers()
    whole = ledgers.load_whole(ACME)
    entries = [entry.events for entry in ledgers.journal(ACME)]
    assert len(entries) == 2 + THREADS * PAYMENTS
    assert len(whole.payments) == THREADS * PAYMENTS
    assert state_violations(whole) == ()
    assert reduce(fold, entries, Ledger(customer_id=ACME)) == whole


def test_clients_really_share_the_sessions(pooled: SqlStore) -> None:
    """Without it, the test above would say nothing about a pooler."""

    def session(_: int) -> int:
        with pooled.engine.connect() as connection:
            found: int = connection.execute(
                text("SELECT pg_backend_pid()")
            ).scalar_one()
            return found

    with ThreadPoolExecutor(THREADS) as pool:
        sessions = set(pool.map(session, range(THREADS * 4)))

    assert len(sessions) <= SESSIONS


@pytest.mark.parametrize(
    "settings", [{"schema": "books"}, {"statement_seconds_max": 1.0}]
)
def test_what_a_pooler_does_not_pass_on_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="ALTER ROLE"):
        open_store(
            "postgresql://nobody@127.0.0.1/none",
            TENANT,
            create=False,
            behind_pooler=True,
            **settings,
        )
