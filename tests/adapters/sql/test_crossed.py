"""Names taken in opposite orders: the database lets one give way, who decides anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest
from returns.methods import unwrap_or_failure
from returns.pipeline import is_successful
from returns.result import Result
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from typing_extensions import override

from credits_core.commands import IssueCredit
from credits_core.desk import Desk, Order
from credits_core.entry import Answer, Entry
from credits_core.identity import CreditId, CustomerId
from credits_core.ports import GaveWayError
from credits_core.rejections import IdempotencyConflict, Rejection, Unknown
from credits_memory import HandClock
from credits_sql import SqlLedgers, SqlStore
from credits_sql.races import is_passing
from credits_testkit.contracts.given import BETA, usd
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import ACME

from .places import TENANT

pytestmark = pytest.mark.extras

PATIENCE_SECONDS = 30.0

Told = Result[tuple[Entry, ...], Rejection]


class _Meeting(SqlLedgers):
    """Ledgers whose user waits, the first time that somebody asks for that *key*."""

    def __init__(self, store: SqlStore, key: str, meet: Callable[[], object]) -> None:
        super().__init__(store.engine, TENANT)
        self._key, self._meet = key, meet

    @override
    def answer(self, key: str) -> Answer | None:
        found = super().answer(key)
        if key == self._key:
            self._key = ""
            self._meet()
        return found


def _order(customer_id: CustomerId, key: str) -> Order:
    command = IssueCredit(
        customer_id=customer_id,
        credit_id=CreditId(f"{customer_id} {key}"),
        amount=usd("5"),
    )
    return Order(command=command, key=key)


@pytest.mark.postgres
def test_two_who_take_the_same_keys_in_opposite_orders_are_both_answered(
    postgres_store: SqlStore,
) -> None:
    """Each has written its first key, and wants the one that the other one has."""
    together = Barrier(2, timeout=PATIENCE_SECONDS)

    def carry_out(customer_id: CustomerId, first: str, second: str) -> Told:
        ledgers = _Meeting(postgres_store, second, together.wait)
        desk = Desk(ledgers=ledgers, clock=HandClock(BEGIN))
        orders = [_order(customer_id, first), _order(customer_id, second)]
        return desk.together(orders, BOSS)

    with ThreadPoolExecutor(2) as pool:
        waiting = [
            pool.submit(carry_out, ACME, "k1", "k2"),
            pool.submit(carry_out, BETA, "k2", "k1"),
        ]
        answers = [one.result(PATIENCE_SECONDS) for one in waiting]

    done = [one for one in answers if is_successful(one)]
    refused = [unwrap_or_failure(one) for one in answers if not is_successful(one)]
    assert len(done) == 1
    assert [type(one) for one in refused] == [IdempotencyConflict]
    versions = [
        postgres_store.ledgers().load_whole(one).version for one in (ACME, BETA)
    ]
    assert sorted(versions) == [0, 2]


@pytest.mark.postgres
def test_refusals_remembered_in_opposite_orders_make_one_block_give_way(
    postgres_store: SqlStore,
) -> None:
    """The block that gives way says so, and nothing of it was written."""
    together = Barrier(2, timeout=PATIENCE_SECONDS)
    ledgers = postgres_store.ledgers()
    refusal = Unknown(what="invoice", id="I")

    def remember(customer_id: CustomerId, first: str, second: str) -> bool:
        try:
            with ledgers.exclusively([customer_id]):
                ledgers.remember(Answer(key=first, fingerprint=first, outcome=refusal))
                together.wait()
                ledgers.remember(
                    Answer(key=second, fingerprint=second, outcome=refusal)
                )
        except GaveWayError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        waiting = [
            pool.submit(remember, ACME, "k1", "k2"),
            pool.submit(remember, BETA, "k2", "k1"),
        ]
        done = sorted(one.result(PATIENCE_SECONDS) for one in waiting)

    assert done == [False, True]
    assert ledgers.answer("k1") is not None
    assert ledgers.answer("k2") is not None


def test_a_file_that_others_keep_busy_is_a_reason_to_try_again(tmp_path: Path) -> None:
    file = tmp_path / "busy.db"
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 0})
    with closing(sqlite3.connect(file, isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        with engine.connect() as connection, pytest.raises(OperationalError) as caught:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    engine.dispose()

    assert is_passing(caught.value)


def test_another_error_of_a_file_is_none() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR

    assert not is_passing(OperationalError("COMMIT", None, error))
