"""Many at once, and some who die: nothing is spent twice, nothing half done."""

from __future__ import annotations

import multiprocessing
import sqlite3
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import reduce
from pathlib import Path

import pytest
from returns.result import Failure
from sqlalchemy.exc import IntegrityError

from credits_core.fold import fold
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.ports import Ledgers
from credits_core.rejections import StaleLedger
from credits_sql import SqlStore
from credits_sql.races import is_lost_race
from credits_testkit.contracts.events_given import issued, registered
from credits_testkit.contracts.given import BETA, Writer, change_of, usd
from credits_testkit.orders import ACME

from .racing import meet, spend, write_and_wait

pytestmark = pytest.mark.extras

WORKERS = 2
SPENDS_EACH = 12
PATIENCE_SECONDS = 30.0
SPAWN = multiprocessing.get_context("spawn")


def _assert_spent_once(ledgers: Ledgers, spent: list[int], available: Money) -> None:
    whole = ledgers.load_whole(ACME)
    events = (entry.events for entry in ledgers.journal(ACME))
    assert sum(spent) == available.minor // 100
    assert whole.invoices[next(iter(whole.invoices))].applied == available
    assert not any(credit.available for credit in whole.credits.values())
    assert reduce(fold, events, Ledger(customer_id=ACME)) == whole


@pytest.fixture
def rich(store: SqlStore) -> SqlStore:
    """A store with a large invoice and three credits, less than all want to spend."""
    Writer(store.ledgers()).write(
        registered("I1", "500"), issued("C1", "9"), issued("C2", "2"), issued("C3", "6")
    )
    return store


def test_processes_spend_each_cent_once(rich: SqlStore, url: str) -> None:
    """24 spends of 1 by two processes at once, 17 available: 17 succeed."""
    together = SPAWN.Barrier(WORKERS, timeout=PATIENCE_SECONDS)
    with ProcessPoolExecutor(
        WORKERS, SPAWN, initializer=meet, initargs=(together,)
    ) as pool:
        waiting = [
            pool.submit(spend, url, f"P{worker}", SPENDS_EACH)
            for worker in range(WORKERS)
        ]
        spent = [one.result(PATIENCE_SECONDS) for one in waiting]

    _assert_spent_once(rich.ledgers(), spent, usd("17"))


def test_threads_spend_each_cent_once(rich: SqlStore, url: str) -> None:
    with ThreadPoolExecutor(WORKERS) as pool:
        waiting = [
            pool.submit(spend, url, f"P{worker}", SPENDS_EACH)
            for worker in range(WORKERS)
        ]
        spent = [one.result(PATIENCE_SECONDS) for one in waiting]

    _assert_spent_once(rich.ledgers(), spent, usd("17"))


def test_who_is_killed_in_a_block_has_done_nothing(
    store: SqlStore, url: str, tmp_path: Path
) -> None:
    """Its lock goes with it: somebody else writes at once."""
    ready = tmp_path / "ready"
    process = SPAWN.Process(target=write_and_wait, args=(url, str(ready)))
    process.start()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not ready.exists() and time.monotonic() < deadline:
        time.sleep(0.02)

    process.kill()
    process.join(PATIENCE_SECONDS)

    ledgers = store.ledgers()
    assert ledgers.load_whole(ACME).is_new
    assert ledgers.answer("k") is None
    assert Writer(ledgers).write(issued("C1", "7")).after.version == 1


def test_a_key_that_somebody_else_took_is_a_lost_race(store: SqlStore) -> None:
    ledgers = store.ledgers()
    late = Writer(ledgers).change(issued("C1", "10"), key="k")
    mine = Writer(ledgers, BETA).write(issued("B1", "10"), key="k")

    refused = ledgers.commit(late)

    assert refused == Failure(StaleLedger(customer_id=ACME))
    assert ledgers.load_whole(ACME).is_new
    assert ledgers.answer("k") == mine.answer


def test_an_id_that_somebody_else_took_is_a_lost_race(store: SqlStore) -> None:
    """Inside a block nothing else is lost by it, and the ledgers stay locked."""
    ledgers = store.ledgers()
    late = Writer(ledgers).change(registered("I1", "10"), issued("C1", "10"))
    Writer(ledgers, BETA).write(registered("I1", "10"))

    with ledgers.exclusively([ACME]):
        refused = ledgers.commit(late)
        kept = Writer(ledgers).write(issued("C1", "10"))

    assert refused == Failure(StaleLedger(customer_id=ACME))
    assert ledgers.load_whole(ACME) == kept.after


def test_a_change_that_breaks_a_law_is_no_lost_race(store: SqlStore) -> None:
    """It raises; what was committed before it in the block stays possible."""
    ledgers = store.ledgers()
    with ledgers.exclusively([ACME]):
        kept = Writer(ledgers).write(issued("C1", "10"))
        broken = change_of(kept.after, issued("C2", "-10"))
        with pytest.raises(IntegrityError) as caught:
            ledgers.commit(broken)

    assert not is_lost_race(caught.value)
    assert ledgers.load_whole(ACME) == kept.after


def test_an_interruption_leaves_no_lock_behind(store: SqlStore) -> None:
    ledgers = store.ledgers()
    with pytest.raises(KeyboardInterrupt), ledgers.exclusively([ACME]):  # noqa: PT012
        Writer(ledgers).write(issued("C1", "10"))
        raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(Writer(ledgers).write, issued("C1", "7"))
        assert writing.result(PATIENCE_SECONDS).after.version == 1


def test_an_error_of_sqlite_itself_is_no_lost_race() -> None:
    error = IntegrityError("COMMIT", None, sqlite3.OperationalError("disk full"))

    assert not is_lost_race(error)
