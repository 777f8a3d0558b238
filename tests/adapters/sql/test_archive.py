"""Old journal entries in a file: replay goes on, and nothing changes unnoticed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import reduce
from pathlib import Path

import attrs
import pytest

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.fold import fold
from credits_core.ledger import Ledger
from credits_memory import HandClock
from credits_sql import Archive, ArchivedError, SqlStore, archive_journal, open_store
from credits_testkit.occasions import BOSS
from credits_testkit.orders import ACME, exact, grant, invoice, pay

from .places import OTHER_TENANT, TENANT

pytestmark = pytest.mark.extras

BEGIN = datetime(2025, 1, 31, 12, tzinfo=UTC)
COMMANDS: tuple[Command, ...] = (
    *(grant("C", 50), invoice("A", 70), pay("P", 10, "A", credits=exact(50))),
    *(invoice("B", 5), pay("Q", 9, "B")),
)


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """A store in which one command a month was carried out, for two tenants."""
    for tenant_id in (TENANT, OTHER_TENANT):
        for number, command in enumerate(COMMANDS):
            clock = HandClock(BEGIN + timedelta(days=30 * number))
            desk = Desk(ledgers=store.ledgers(tenant_id), clock=clock)
            desk.submit(command, BOSS, key=f"k{number}").unwrap()
    return store


def journal(store: SqlStore) -> list[object]:
    return list(store.ledgers().journal(ACME))


def test_what_was_moved_is_read_and_answered_as_before(
    filled: SqlStore, tmp_path: Path
) -> None:
    """Three of five entries are moved; the other tenant's stay where they are."""
    archive = Archive(tmp_path / "journal.archive")
    before, theirs = journal(filled), list(filled.ledgers(OTHER_TENANT).journal(ACME))

    moved = archive_journal(filled.engine, TENANT, archive, BEGIN + timedelta(days=70))

    with open_store(filled.engine, TENANT, archive=archive) as store:
        ledgers = store.ledgers()
        assert moved == 3
        assert journal(store) == before
        events = (entry.events for entry in ledgers.journal(ACME))
        folded = reduce(fold, events, Ledger(customer_id=ACME))
        assert folded == ledgers.load_whole(ACME)
        known = ledgers.answer("k1")
        assert known is not None
        assert known.outcome == before[1]
        told = store.register().history(ACME, None, len(before))
        assert list(reversed(told)) == before
    assert list(filled.ledgers(OTHER_TENANT).journal(ACME)) == theirs


def test_the_database_keeps_who_when_and_which_command(
    filled: SqlStore, tmp_path: Path
) -> None:
    archive = Archive(tmp_path / "journal.archive")
    archive_journal(filled.engine, TENANT, archive, BEGIN + timedelta(days=1))

    with filled.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT user_id, command, length(body) FROM credits_journal"
            " WHERE tenant_id = 'tenant' ORDER BY version"
        ).all()
    assert [row[:2] for row in rows[:2]] == [
        ("boss", "IssueCredit"),
        ("boss", "RegisterInvoice"),
    ]
    assert rows[0][2] < 100 < rows[1][2]


def test_without_the_archive_it_says_where_the_entry_is(
    filled: SqlStore, tmp_path: Path
) -> None:
    archive = Archive(tmp_path / "journal.archive")
    archive_journal(filled.engine, TENANT, archive, BEGIN + timedelta(days=1))

    with pytest.raises(ArchivedError, match="in an archive"):
        journal(filled)
    lost = Archive(tmp_path / "nowhere")
    with (
        open_store(filled.engine, TENANT, archive=lost) as store,
        pytest.raises(ArchivedError, match="no archive"),
    ):
        journal(store)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE entry SET body = replace(body, '0.50', '9.50')", "was changed"),
        ("DELETE FROM entry WHERE version = 1", "is not in"),
    ],
)
def test_an_archive_that_was_changed_is_found_out(
    filled: SqlStore, tmp_path: Path, harm: str, told: str
) -> None:
    archive = Archive(tmp_path / "journal.archive")
    archive_journal(filled.engine, TENANT, archive, BEGIN + timedelta(days=70))
    with closing(sqlite3.connect(archive.file)) as connection, connection:
        assert connection.execute(harm).rowcount

    with (
        open_store(filled.engine, TENANT, archive=archive) as store,
        pytest.raises(ArchivedError, match=told),
    ):
        journal(store)


def test_it_can_be_begun_again_at_any_moment(filled: SqlStore, tmp_path: Path) -> None:
    """The file had the first entry already, as after a crash; a third run is idle."""
    archive = Archive(tmp_path / "journal.archive")
    before = journal(filled)
    with filled.engine.connect() as connection:
        first = connection.exec_driver_sql(
            "SELECT customer_id, version, body FROM credits_journal"
            " WHERE tenant_id = 'tenant' AND version = 1"
        ).all()
    archive.keep(TENANT, first)

    late = BEGIN + timedelta(days=999)
    assert archive_journal(filled.engine, TENANT, archive, late) == len(COMMANDS)
    assert archive_journal(filled.engine, TENANT, archive, late) == 0
    with open_store(filled.engine, TENANT, archive=archive) as store:
        assert journal(store) == before
        desk = Desk(ledgers=store.ledgers(), clock=HandClock(late))
        assert desk.submit(grant("D", 1), BOSS).unwrap().version == 6
        assert len(journal(store)) == 6


def test_an_archive_that_holds_another_entry_is_not_trusted(
    filled: SqlStore, tmp_path: Path
) -> None:
    """Nothing leaves the table."""

    @attrs.frozen
    class Other:
        customer_id: str = ACME
        version: int = 1
        body: str = "{}"

    archive = Archive(tmp_path / "journal.archive")
    archive.keep(TENANT, [Other()])
    before = journal(filled)

    with pytest.raises(ArchivedError, match="another entry"):
        archive_journal(filled.engine, TENANT, archive, BEGIN + timedelta(days=999))

    assert journal(filled) == before
