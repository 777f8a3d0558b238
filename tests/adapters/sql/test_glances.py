"""What is read by a single statement, without a transaction around it."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import attrs
import pytest
from sqlalchemy import NullPool, create_engine, event

from credits_core.credit import Hold
from credits_core.events import CreditHeld
from credits_core.identity import CreditId
from credits_core.search import OPEN_STATUSES, CreditSearch
from credits_sql import SqlRegister, SqlStore
from credits_testkit.contracts.events_given import issued
from credits_testkit.contracts.given import DAY, Writer
from credits_testkit.orders import ACME

from .places import TENANT

pytestmark = pytest.mark.extras


@contextmanager
def _taken(store: SqlStore) -> Iterator[list[object]]:
    """Every connection that is taken from the pool meanwhile."""
    taken: list[object] = []

    def note(connection: object, _: object, __: object) -> None:
        taken.append(connection)

    event.listen(store.engine, "checkout", note)
    yield taken
    event.remove(store.engine, "checkout", note)


def test_a_thread_keeps_one_connection_to_sqlite_for_all_glances(
    sqlite_store: SqlStore,
) -> None:
    """Two registers and two questions take one, a second thread one of its own."""
    Writer(sqlite_store.ledgers()).write(issued("C1", "1"))
    found: list[int] = []

    def look() -> None:
        for _ in range(2):
            page = sqlite_store.register().credits(CreditSearch(), None, 5)
            left = sqlite_store.register().balances((ACME,), DAY)[ACME]
            found.append(len(page.rows) + len(left))

    with _taken(sqlite_store) as taken:
        look()
        assert len(taken) == 1
        other = threading.Thread(target=look)
        other.start()
        other.join()
        assert len(taken) == 2
    assert found == [2, 2, 2, 2]
    sqlite_store.close()
    for connection in taken:
        assert isinstance(connection, sqlite3.Connection)
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_after_closing_a_glance_opens_its_connection_anew(
    sqlite_store: SqlStore,
) -> None:
    Writer(sqlite_store.ledgers()).write(issued("C1", "1"))
    register = sqlite_store.register()
    first = register.credits(CreditSearch(), None, 5)
    sqlite_store.close()

    assert register.credits(CreditSearch(), None, 5) == first


def test_between_two_glances_nobody_has_to_wait(sqlite_store: SqlStore) -> None:
    """The log of SQLite can be emptied, which any open reading would prevent."""
    Writer(sqlite_store.ledgers()).write(issued("C1", "1"))
    sqlite_store.register().credits(CreditSearch(text="C"), None, 5)

    with sqlite_store.engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()

    assert tuple(found) == (0, 0, 0)


def test_a_glance_sees_what_the_block_around_it_wrote(store: SqlStore) -> None:
    """And nobody else does, until the block is left."""
    ledgers, register = store.ledgers(), store.register()
    seen: list[int] = []

    def count() -> int:
        return len(register.credits(CreditSearch(), None, 5).rows)

    with ledgers.exclusively((ACME,)):
        Writer(ledgers).write(issued("C1", "1"))
        other = threading.Thread(target=lambda: seen.append(count()))
        other.start()
        other.join()
        seen.append(count())

    assert seen == [0, 1]


def _looked(store: SqlStore) -> int:
    return len(store.register().credits(CreditSearch(), None, 5).rows)


def test_a_forked_child_does_not_touch_what_its_parent_keeps(
    sqlite_store: SqlStore,
) -> None:
    """The child opens one of its own, and the parent's works on."""
    Writer(sqlite_store.ledgers()).write(issued("C1", "1"))
    assert _looked(sqlite_store) == 1
    sqlite_store.engine.dispose(close=False)
    with _taken(sqlite_store) as taken:
        receiver, sender = multiprocessing.get_context("fork").Pipe(duplex=False)

        def child() -> None:
            sender.send((_looked(sqlite_store), len(taken)))

        process = multiprocessing.get_context("fork").Process(target=child)
        process.start()
        assert receiver.recv() == (1, 1)
        process.join()

    assert (process.exitcode, _looked(sqlite_store), taken) == (0, 1, [])


def test_an_engine_without_a_pool_keeps_nothing(sqlite_store: SqlStore) -> None:
    Writer(sqlite_store.ledgers()).write(issued("C1", "1"))
    engine = create_engine(sqlite_store.engine.url, poolclass=NullPool)
    closed: list[object] = []
    event.listen(engine, "close", lambda connection, _: closed.append(connection))

    page = SqlRegister(engine, TENANT).credits(CreditSearch(), None, 5)

    assert (len(page.rows), len(closed)) == (1, 1)


def test_a_page_has_all_that_is_known_of_credits(store: SqlStore) -> None:
    """Held ones, with notes and numbers, as the ledger has them."""
    told = attrs.evolve(issued("C2", "2"), note="a note", number="N-2")
    held = CreditHeld(credit_id=CreditId("C1"), hold=Hold.CONFLICT)
    Writer(store.ledgers()).write(issued("C1", "1"), told, held)
    kept = store.ledgers().load_whole(ACME).credits

    for search in (
        CreditSearch(),
        CreditSearch(customer_id=ACME, statuses=OPEN_STATUSES),
        CreditSearch(currency="USD"),
    ):
        rows = store.register().credits(search, None, 5).rows
        assert {row.credit.id: row.credit for row in rows} == kept
        assert [hash(row) for row in rows] == [
            hash(attrs.evolve(row, credit=kept[row.credit.id])) for row in rows
        ]
