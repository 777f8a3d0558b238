"""What whoever runs the database sees: health, timeouts, and a log of ids only."""

from __future__ import annotations

import io
import json
import logging
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest
from returns.pipeline import is_successful
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from credits_core.commands import Command, RegisterInvoice
from credits_core.desk import Desk, Order
from credits_core.identity import CustomerId
from credits_core.money import Money
from credits_core.payment import Method, Tender
from credits_memory import HandClock
from credits_sql import (
    Archive,
    Importer,
    JsonLines,
    SqlStore,
    archive_journal,
    health,
    open_store,
)
from credits_sql.schema import HEAD
from credits_testkit.contracts.events_given import issued
from credits_testkit.contracts.given import Writer
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import ACME, exact, grant, invoice, pay, usd

from .places import TENANT

pytestmark = pytest.mark.extras

PATIENCE_SECONDS = 10.0
CANARIES = ("canary", "7654321", "76543.21", "7,654", "scarce-secret")
"""Words of customers, an amount in each form, and a password."""


def test_a_store_that_is_well_says_so(store: SqlStore) -> None:
    found = health(store.engine)

    assert (found.schema_version, found.is_current) == (HEAD, True)
    assert 0 < found.answer_seconds < PATIENCE_SECONDS
    assert found.waiting == 0
    assert found.behind_seconds == 0


def test_a_database_without_tables_is_told(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/empty.db")

    found = health(engine)

    assert (found.schema_version, found.is_current) == (None, False)
    engine.dispose()


def test_sqlites_log_is_measured(sqlite_url: str) -> None:
    with open_store(sqlite_url, TENANT) as store:
        Writer(store.ledgers()).write(issued("C1", "10"))

        assert health(store.engine).log_bytes > 4096


@pytest.mark.postgres
def test_who_waits_and_who_holds_everybody_up_is_counted(postgres_url: str) -> None:
    """One block holds a ledger for a while, and somebody waits for it."""
    with open_store(postgres_url, TENANT) as store:
        ledgers = store.ledgers()
        Writer(ledgers).write(issued("C1", "10"))
        with ledgers.exclusively([ACME]):
            waiting = threading.Thread(target=_take, args=(postgres_url,))
            waiting.start()
            deadline = time.monotonic() + PATIENCE_SECONDS
            found = health(store.engine)
            while not found.waiting and time.monotonic() < deadline:
                time.sleep(0.05)
                found = health(store.engine)
        waiting.join(PATIENCE_SECONDS)

    assert found.waiting == 1
    assert 0 < found.longest_seconds < PATIENCE_SECONDS


def _take(url: str) -> None:
    with open_store(url, TENANT) as store, store.ledgers().exclusively([ACME]):
        pass


@pytest.mark.postgres
def test_no_statement_and_no_wait_takes_longer_than_it_may(postgres_url: str) -> None:
    """Half a second each; what was tried has not happened, and then it works."""
    with (
        open_store(postgres_url, TENANT) as other,
        open_store(postgres_url, TENANT, statement_seconds_max=0.5) as store,
    ):
        Writer(other.ledgers()).write(issued("D1", "10"))
        with (
            store.engine.connect() as connection,
            pytest.raises(OperationalError, match="statement timeout"),
        ):
            connection.exec_driver_sql("SELECT pg_sleep(5)")
        with other.ledgers().exclusively([ACME]):
            begin = time.monotonic()
            with pytest.raises(OperationalError, match="statement timeout"):
                _desk(store).submit(grant("W", 5), BOSS)
            assert time.monotonic() - begin < PATIENCE_SECONDS / 2
        assert is_successful(_desk(store).submit(grant("W", 5), BOSS))


def _desk(store: SqlStore) -> Desk:
    return Desk(ledgers=store.ledgers(), clock=HandClock(BEGIN))


def secretive() -> list[Command]:
    """Commands whose every text and amount is a canary."""
    bill = invoice("A", 1)
    line = attrs.evolve(bill.lines[0], amount=usd(7654321), product="canary product")
    bill = attrs.evolve(bill, lines=(line,), number="canary number")
    tender = Tender(Method.CASH, Money(7654321 * 2, "USD"))
    receipt = attrs.evolve(pay("P", 0, "A"), tenders=(tender,))
    other: RegisterInvoice = attrs.evolve(bill, invoice_id=invoice("B", 1).invoice_id)
    return [
        *(bill, receipt, attrs.evolve(grant("C", 7654321), note="canary note")),
        *(other, pay("Q", 7654321, "B"), pay("R", 0, "B", credits=exact(7654321))),
    ]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that any logger tells, at every level: plainly, and as JSON."""
    told = io.StringIO()
    handlers = [logging.StreamHandler(told), logging.StreamHandler(told)]
    handlers[1].setFormatter(JsonLines())
    root, ours = logging.getLogger(), logging.getLogger("credits_sql")
    levels = root.level, ours.level
    for one in handlers:
        root.addHandler(one)
    root.setLevel(logging.DEBUG)
    yield told
    root.setLevel(levels[0])
    for one in handlers:
        root.removeHandler(one)


def test_no_word_no_amount_and_no_secret_gets_into_the_log(
    store: SqlStore, log: io.StringIO, tmp_path: Path
) -> None:
    """Commands, a lost race, an import, an archive and a database that is not there."""
    desk = _desk(store)
    late = Writer(store.ledgers()).change(issued("C", "76543.21"))
    for command in secretive():
        desk.submit(command, BOSS)
    store.ledgers().commit(late)
    orders = [
        Order(command=attrs.evolve(one, customer_id=CustomerId("Beta")))
        for one in (grant("BC", 7654321), grant("BD", 7654321))
    ]
    Importer(ledgers=store.ledgers(), clock=HandClock(BEGIN)).run(orders, BOSS)
    after = datetime.now(UTC) + timedelta(days=365_0)
    archive_journal(store.engine, TENANT, Archive(tmp_path / "a"), after)
    with pytest.raises(OperationalError):
        open_store("postgresql://u:scarce-secret@127.0.0.1:1/none", TENANT)

    text = log.getvalue()
    assert [one for one in CANARIES if one in text] == []
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    ours = [line for line in lines if "tenant_id" in line]
    told = {line["what"] for line in ours}
    assert told == {"written", "others were faster", "imported", "archived"}
    assert {"customer_id", "version", "command"} <= ours[0].keys()


def test_the_canaries_would_be_heard(log: io.StringIO) -> None:
    """What the test above looks for is found if somebody tells it."""
    logging.getLogger("credits_sql").info("a canary of %s", 7654321)

    assert [one for one in CANARIES if one in log.getvalue()] == ["canary", "7654321"]


def test_the_json_lets_only_ids_through() -> None:
    record = logging.LogRecord("credits_sql", 20, "", 0, "written", (), None)
    record.__dict__ |= {"tenant_id": "t", "count": 3, "amount": "76543.21"}

    line = json.loads(JsonLines().format(record))

    assert {name: line[name] for name in line if name != "at"} == {
        "level": "INFO",
        "what": "written",
        "tenant_id": "t",
        "count": 3,
    }
