"""The worker goes on whatever fails, ends when it is asked to, and tells how it is."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

import attrs
import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from typing_extensions import override

from credits_core.identity import CustomerId, TenantId
from credits_qbo.engine import StoppedError
from credits_qbo.gateway import Pace
from credits_qbo.logs import JsonLines
from credits_qbo.store import MemorySyncStore, Place, Unit
from credits_qbo.store.marking import mark
from credits_qbo.worker import EndingTimer, Health, Rhythm, Worker
from credits_sql import SqlLedgers, create_schema

from .bench import Bench, Stage, usd

pytestmark = pytest.mark.extras


class BreakingRows(MemorySyncStore):
    """Rows in a database that goes away for some time."""

    def __init__(self) -> None:
        super().__init__()
        self.is_away = False

    @override
    @contextmanager
    def unit(self) -> Generator[Unit]:
        if self.is_away:
            raise OperationalError("SELECT", {}, Exception("gone"))
        with super().unit() as unit:
            yield unit


class ReadingAlone(SqlLedgers):
    """Ledgers in a file, whose customers are listed while nobody writes."""

    @override
    def customers(self) -> Iterator[CustomerId]:
        with self.exclusively(()):
            yield from tuple(super().customers())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "books.db"


@pytest.fixture
def on_file(stage_and_url: tuple[Stage, str], file: Path) -> Iterator[Bench]:
    """A bench whose ledgers are in a file, and give way to others at once."""
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 0})
    create_schema(engine)
    yield Bench(*stage_and_url, ledgers=ReadingAlone(engine, TenantId("t")))
    engine.dispose()


def _worker(bench: Bench, **rhythm: float) -> tuple[Worker, list[Health], Event]:
    told: list[Health] = []
    end = Event()
    return Worker(bench.sync, end, Rhythm(**rhythm), told.append), told, end


def test_a_turn_does_what_is_due_and_asks_only_now_and_then(bench: Bench) -> None:
    worker, told, _ = _worker(bench, poll=300)
    bench.grant(30)
    worker.turn()
    asked = len([one for one in bench.stage.served if "cdc" in one])
    bench.stage.served.clear()

    for _ in range(3):
        bench.timer.wait(10)
        worker.turn()

    assert bench.all_there("CreditMemo")[0]["TotalAmt"] == 3000
    assert (asked, [one for one in bench.stage.served if "cdc" in one]) == (1, [])
    assert {one.state for one in told} == {"working"}
    bench.timer.wait(300)
    worker.turn()
    assert [one for one in bench.stage.served if "cdc" in one] != []


def test_a_notification_is_followed_without_asking_for_changes(bench: Bench) -> None:
    worker, _, _ = _worker(bench, poll=100_000)
    worker.turn()
    memo = bench.memo_there("7.00")
    with bench.store.unit() as unit:
        mark(unit, "CreditMemo", memo)

    worker.turn()

    assert bench.credit(f"qbo-9130-memo-{memo}").available == usd(7)


def test_a_lost_database_is_waited_for_ever_longer(bench: Bench) -> None:
    rows = BreakingRows()
    rows._rows = bench.store._rows  # type: ignore[attr-defined]  # both are in memory
    bench.store = rows
    bench.sync = bench.another("worker")
    worker, told, _ = _worker(bench, turn=10, failure_max=60)
    rows.is_away = True
    pauses: list[float] = []
    for _ in range(6):
        worker.turn()
        pauses.append(worker.pause)
    rows.is_away = False
    bench.grant(30)
    worker.turn()

    assert pauses == [4, 8, 16, 32, 60, 60]
    assert {one.state for one in told[:-1]} == {"OperationalError"}
    assert (told[-1].state, told[-1].failures, worker.pause) == ("working", 0, 10)
    assert len(bench.all_there("CreditMemo")) == 1


def test_books_that_others_keep_busy_are_waited_for(on_file: Bench, file: Path) -> None:
    worker, told, _ = _worker(on_file)
    on_file.grant(30)
    with closing(sqlite3.connect(file, isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        worker.turn()
        pause = worker.pause
    worker.turn()

    assert (told[0].state, told[0].failures, pause) == ("GaveWayError", 1, 4)
    assert (told[1].state, told[1].failures) == ("working", 0)
    assert len(on_file.all_there("CreditMemo")) == 1


def test_the_other_side_may_be_away_and_the_books_go_on(bench: Bench) -> None:
    worker, told, _ = _worker(bench)
    bench.strike("request lost", "GET ", times=1)

    worker.turn()
    bench.grant(30)
    bench.timer.wait(30)
    worker.turn()

    assert [one.failures for one in told] == [1, 0]
    assert told[0].state == "Transient"
    assert len(bench.all_there("CreditMemo")) == 1


def test_of_two_workers_one_waits(bench: Bench) -> None:
    worker, told, _ = _worker(bench)
    with bench.another("other").alone():
        worker.turn()
    worker.turn()

    assert [one.state for one in told] == ["waiting", "working"]


def test_nothing_is_exchanged_before_it_is_enabled(bench: Bench) -> None:
    with bench.store.unit() as unit:
        unit.drop(Place, "changes")
    bench.grant(30)
    worker, told, _ = _worker(bench)

    worker.turn()

    assert told[0].state == "not enabled"
    assert bench.stage.served == []


def test_it_ends_when_it_is_asked_to_and_says_so(bench: Bench) -> None:
    worker, told, end = _worker(bench, turn=60)
    thread = threading.Thread(target=worker.run)
    thread.start()
    while not told:
        end.wait(0.01)
    end.set()
    thread.join(120)

    assert not thread.is_alive()
    assert told[-1].state == "ended"


def test_a_wait_is_broken_off_and_what_was_begun_is_gone_on_with(
    bench: Bench,
) -> None:
    """The other side has throttled, and the process is asked to end meanwhile."""
    end = Event()
    timer = EndingTimer(end)
    bench.world.gateway._pace = Pace(timer)
    bench.world.gateway._pace.pause(60)
    bench.grant(30)
    end.set()

    stopped = bench.sync.step()

    assert stopped.stopped == "asked to end"
    assert bench.all_there("CreditMemo") == []
    bench.another("fresh").step()
    assert len(bench.all_there("CreditMemo")) == 1
    with pytest.raises(StoppedError):
        timer.wait(1)


def test_the_log_is_lines_of_ids_and_counts_alone() -> None:
    record = logging.LogRecord("credits_qbo", 20, "", 0, "A step was done.", (), None)
    record.realm_id, record.settled, record.customer = "9130", 2, "Acme"

    line = json.loads(JsonLines().format(record))

    assert set(line) == {"at", "level", "what", "realm_id", "settled"}


def test_its_health_is_plain_data(bench: Bench) -> None:
    worker, _, _ = _worker(bench)
    worker.turn()

    data = json.loads(json.dumps(worker.health.data))

    assert (data["state"], data["realm_id"], data["left"]) == ("working", "9130", 0)
    assert data["polled_at"] is not None
    assert attrs.evolve(worker.health, polled_at=None).data["polled_at"] is None
