"""Nothing goes to a database unseen, and each point has its place."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from credits_core.identity import TenantId
from credits_sql import SqlStore, open_store
from credits_testkit.faults import (
    ACTS,
    InterruptionError,
    Strike,
    Subject,
    Watch,
    Way,
    connecting,
    look_on,
)
from credits_testkit.faults.points import short
from credits_testkit.faults.sqlite_lines import WatchedConnection, sqlite_class
from tests.postgres import PostgresServer

from .sql_subjects import TENANT

pytestmark = pytest.mark.extras

_PARAMETER = re.compile(r"%%|%s|%\((\w+)\)s")
_LOGGED = re.compile(
    r"^\S+ \S+ \S+ \[(?P<pid>\d+)\] LOG: +(?:statement|execute [^:]+): "
    r"(?P<text>.*?)(?=^\d{4}-\d\d-\d\d )",
    re.MULTILINE | re.DOTALL,
)


@contextmanager
def _connected(url: str, watch: Watch) -> Iterator[tuple[SqlStore, Any]]:
    """A store on which a watch looks on, and the only connection of its driver."""
    with open_store(url, TENANT, create=False) as store:
        look_on(store.engine, watch)
        with store.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
        yield store, driver


def test_sqlite_itself_traces_no_statement_that_was_not_seen(
    on_sqlite: Subject,
) -> None:
    """Every act: the same statements in the same order, each row of many too."""
    watch, traced, seen = Watch(), list[str](), list[str]()
    with _connected(on_sqlite.database.url, watch) as (store, driver):
        for number, act in enumerate(ACTS):
            ledgers = store.ledgers(TenantId(f"tenant {number}"))
            act.set(ledgers)
            driver.set_trace_callback(traced.append)
            watch.begin()
            act.play(ledgers)
            driver.set_trace_callback(None)
            seen += watch.statements

    assert len(seen) > 500
    assert [short(one) for one in seen] == [short(one) for one in traced]


def test_the_server_of_postgresql_logs_no_statement_that_was_not_seen(
    on_postgresql: Subject, postgres_server: PostgresServer
) -> None:
    """Every act: BEGIN and COMMIT, pipelines, and each row of many too."""
    watch, seen = Watch(), list[str]()
    url = on_postgresql.database.url
    with _connected(url, watch) as (store, driver):
        with store.engine.connect() as connection:
            connection.exec_driver_sql("SET log_statement = 'all'")
            connection.commit()
        for number, act in enumerate(ACTS):
            ledgers = store.ledgers(TenantId(f"tenant {number}"))
            watch.begin()
            act.set(ledgers)
            seen += watch.statements
            watch.begin()
            act.play(ledgers)
            seen += watch.statements
        pid = driver.info.backend_pid

    logged = _logged(postgres_server.log.read_text(errors="replace"), pid)
    assert len(seen) > 1_000
    assert [_numbered(one) for one in seen] == logged[-len(seen) :]
    assert len(logged) == len(seen) + 1, "the first is the COMMIT of that setting"


def _logged(log: str, pid: int) -> list[str]:
    found = (one for one in _LOGGED.finditer(f"{log}0000-00-00 "))
    return [" ".join(one["text"].split()) for one in found if one["pid"] == str(pid)]


def _numbered(text: str) -> str:
    """The statement as the driver tells the server: its parameters are numbered."""
    numbers = dict[object, int]()

    def number(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        # A place has a number of its own, a name keeps the one that it has.
        return f"${numbers.setdefault(found[1] or found.start(), len(numbers) + 1)}"

    return " ".join(_PARAMETER.sub(number, text).split())


def test_the_points_of_a_command_are_told_in_their_order(on_sqlite: Subject) -> None:
    """A credit for a new customer, from the first connection on."""
    act, watch = ACTS[1], Watch()
    with open_store(on_sqlite.database.url, TENANT, create=False) as store:
        look_on(store.engine, watch)
        act.play(store.ledgers(TenantId("somebody new")))

    told = [str(point).split(" ", 1)[1] for point in watch.points]
    assert told[:2] == ["before connect", "after connect"]
    assert told[-2:] == ["after COMMIT", "before check-in"]
    assert told.index("after check-out") < told.index("before BEGIN IMMEDIATE")
    assert told.count("before INSERT INTO credits_journal") == 1
    assert [point.number for point in watch.points] == [*range(1, len(told) + 1)]


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[tuple[WatchedConnection, Watch]]:
    """A connection of the driver alone, with a table of one column."""
    watch = Watch()
    with closing(
        sqlite3.connect(tmp_path / "plain.db", factory=sqlite_class(watch))
    ) as connection:
        connection.execute("CREATE TABLE t (n INTEGER)")
        watch.begin()
        yield connection, watch


def test_an_adapter_may_use_the_driver_of_sqlite_alone(
    plain: tuple[WatchedConnection, Watch],
) -> None:
    """The BEGIN that the driver sends by itself is seen as well."""
    connection, watch = plain

    with connection:
        connection.executemany("INSERT INTO t VALUES (?)", [(1,), (2,)])
    with pytest.raises(sqlite3.OperationalError, match="no such column"), connection:
        connection.execute("DELETE FROM t WHERE m = 1")

    assert watch.statements == [
        *("BEGIN ", "INSERT INTO t VALUES (?)", "INSERT INTO t VALUES (?)", "COMMIT"),
        *("BEGIN ", "DELETE FROM t WHERE m = 1", "ROLLBACK"),
    ]
    assert connection.execute("SELECT n FROM t").fetchall() == [(1,), (2,)]


def test_many_rows_are_left_in_the_midst(
    plain: tuple[WatchedConnection, Watch],
) -> None:
    """Two points of BEGIN, one before all rows, and one before each."""
    connection, watch = plain

    watch.begin(Strike(5, Way.INTERRUPT))
    with pytest.raises(InterruptionError):
        connection.executemany("INSERT INTO t VALUES (?)", [(1,), (2,), (3,)])

    assert connection.execute("SELECT n FROM t").fetchall() == [(1,)]


def test_what_is_broken_stays_broken_while_one_cleans_up(
    plain: tuple[WatchedConnection, Watch],
) -> None:
    connection, watch = plain
    connection.execute("INSERT INTO t VALUES (1)")

    watch.begin(Strike(1, Way.BROKEN))
    with pytest.raises(sqlite3.OperationalError, match="struck"):
        connection.execute("SELECT n FROM t")
    with pytest.raises(sqlite3.OperationalError, match="struck"):
        connection.rollback()
    watch.begin()
    connection.rollback()

    assert connection.execute("SELECT n FROM t").fetchall() == []


def test_an_error_comes_once(plain: tuple[WatchedConnection, Watch]) -> None:
    connection, watch = plain

    watch.begin(Strike(2, Way.ERROR))
    with pytest.raises(sqlite3.OperationalError, match="struck"):
        connection.execute("SELECT n FROM t")

    assert connection.execute("SELECT n FROM t").fetchall() == []
    assert str(watch.struck) == "2 after SELECT t"


def test_a_connection_is_closed_that_fails_when_it_is_made() -> None:
    watch = Watch()
    made: list[WatchedConnection] = []

    def dial() -> WatchedConnection:
        made.append(sqlite3.connect(":memory:", factory=sqlite_class(watch)))
        return made[0]

    watch.begin(Strike(2, Way.ERROR))
    with pytest.raises(sqlite3.OperationalError, match="struck"):
        connecting(watch, dial, sqlite3.OperationalError)

    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        made[0].execute("SELECT 1")


def test_a_driver_that_the_kit_does_not_know_is_refused() -> None:
    engine = create_engine("mysql+pymysql://somewhere", module=sqlite3)

    with pytest.raises(ValueError, match="No watch can look on at 'pymysql'"):
        look_on(engine, Watch())
