"""Backups as the page on operations tells them, taken while others write, and read."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import reduce
from pathlib import Path
from typing import Final

import psycopg
import pytest
from sqlalchemy import make_url

from credits_core.desk import Desk
from credits_core.fold import fold
from credits_core.laws import state_violations
from credits_core.ledger import Ledger
from credits_memory import HandClock
from credits_sql import SqlStore, open_store
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import ACME, grant, invoice, pay

from ...postgres import FAST, PostgresServer, killable_postgres
from ...postgres_binaries import make_home
from .dumping import dump
from .places import TENANT

pytestmark = pytest.mark.extras

PATIENCE_SECONDS: Final = 60.0

KEEPING: Final = {
    "wal_level": "replica",
    "archive_mode": "on",
    "archive_command": "cp %p ../kept/%f",
}
"""Settings of a server that keeps its log, beside the folder of its files."""


def carry_out(store: SqlStore, first: int, count: int) -> None:
    """Carry out so many commands; the *first* invoice has that number."""
    desk = Desk(ledgers=store.ledgers(), clock=HandClock(BEGIN))
    for number in range(first, first + count):
        desk.submit(invoice(f"I{number}", 10), BOSS, key=f"i{number}").unwrap()
        desk.submit(pay(f"P{number}", 12, f"I{number}"), BOSS).unwrap()


def versions_if_sound(url: str) -> int:
    """How many commands are in a copy; it keeps the laws, and its journal replays."""
    with open_store(url, TENANT, create=False) as store:
        ledgers = store.ledgers()
        whole = ledgers.load_whole(ACME)
        events = (entry.events for entry in ledgers.journal(ACME))
        assert reduce(fold, events, Ledger(customer_id=ACME)) == whole
        assert state_violations(whole) == ()
        return whole.version


def test_a_file_is_copied_while_somebody_writes(
    sqlite_url: str, tmp_path: Path
) -> None:
    """SQLite's own backup; the copy ends at some command, and goes on from there."""
    copy = tmp_path / "backup.db"
    with open_store(sqlite_url, TENANT) as store:
        carry_out(store, 0, 10)
        writing = threading.Thread(target=carry_out, args=(store, 100, 30))
        writing.start()
        file = str(make_url(sqlite_url).database)
        with (
            closing(sqlite3.connect(file)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target, pages=50)
        writing.join(PATIENCE_SECONDS)

    restored = versions_if_sound(f"sqlite:///{copy}")
    assert 20 <= restored <= 80
    assert versions_if_sound(sqlite_url) == 80
    with open_store(f"sqlite:///{copy}", TENANT) as store:
        carry_out(store, 200, 1)


@pytest.fixture(scope="module")
def programs() -> Iterator[Path]:
    """The folder of PostgreSQL's own programs."""
    home = make_home()
    yield home.binaries
    shutil.rmtree(home.folder)


@pytest.mark.postgres
def test_a_dump_is_restored_row_by_row(
    postgres_server: PostgresServer, programs: Path, tmp_path: Path
) -> None:
    """``pg_dump`` and ``pg_restore``, and the desk goes on in the restored one."""
    names = [postgres_server.create_database() for _ in range(2)]
    source, target = map(postgres_server.url, names)
    with open_store(source, TENANT) as store:
        carry_out(store, 0, 10)
        before = dump(store, TENANT)

    file = str(tmp_path / "books.dump")
    _run(programs / "pg_dump", "--format=custom", f"--file={file}", _place(source))
    _run(programs / "pg_restore", "--exit-on-error", f"--dbname={_place(target)}", file)

    assert versions_if_sound(target) == 20
    with open_store(target, TENANT) as store:
        assert dump(store, TENANT) == before
        carry_out(store, 100, 1)


def _place(url: str) -> str:
    """The address of a database as PostgreSQL's programs take it."""
    place = make_url(url).set(drivername="postgresql")
    return place.render_as_string(hide_password=False)


def _run(program: Path, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; it has to be content."""
    done = subprocess.run(
        [str(program), *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.postgres
@pytest.mark.slow
def test_a_server_goes_back_to_an_instant() -> None:
    """A copy of the files, the log that was kept, and the moment before a mistake."""
    with killable_postgres({**FAST, **KEEPING}) as killable:
        server = killable.server
        home = server.log.parent
        (home / "kept").mkdir()
        _give(home / "kept", like=home / "data")
        url = server.url(server.create_database())
        with open_store(url, TENANT) as store:
            carry_out(store, 0, 5)
            _copy_files(server, home)
            carry_out(store, 100, 5)
        instant = datetime.now(UTC)
        time.sleep(0.1)
        with open_store(url, TENANT) as store:
            carry_out(store, 200, 5)
        server.execute("SELECT pg_switch_wal()")
        _wait_until_kept(server)

        killable.kill("every process")
        _go_back(home, instant)
        killable.restart()
        _wait_until_open(server)

        assert versions_if_sound(url) == 20
        with open_store(url, TENANT) as store:
            desk = Desk(ledgers=store.ledgers(), clock=HandClock(BEGIN))
            assert desk.submit(grant("N", 5), BOSS).unwrap().version == 21


def _copy_files(server: PostgresServer, home: Path) -> None:
    """A copy of the server's files, taken while it runs."""
    with psycopg.connect(_place(server.url()), autocommit=True) as connection:
        connection.execute("SELECT pg_backup_start('copy', true)")
        left_out = shutil.ignore_patterns("postmaster.*", "0000000*")
        shutil.copytree(home / "data", home / "copy", ignore=left_out)
        found = connection.execute("SELECT labelfile FROM pg_backup_stop()").fetchone()
    assert found is not None
    for file in (home / "data").rglob("0000000*"):
        # Only the log is left out; other files of such names are tables' own.
        if "pg_wal" not in file.parts and file.is_file():
            shutil.copy(file, home / "copy" / file.relative_to(home / "data"))
    (home / "copy" / "backup_label").write_text(found[0])


def _wait_until_kept(server: PostgresServer) -> None:
    """Until the last whole piece of the log is where it is kept."""
    query = (
        "SELECT 1 WHERE (SELECT last_archived_wal FROM pg_stat_archiver) >="
        " (SELECT pg_walfile_name(pg_current_wal_lsn() - 1))"
    )
    deadline = time.monotonic() + PATIENCE_SECONDS
    with psycopg.connect(_place(server.url()), autocommit=True) as connection:
        while connection.execute(query).fetchone() is None:
            assert time.monotonic() < deadline, "The log is not kept."
            time.sleep(0.1)


def _go_back(home: Path, instant: datetime) -> None:
    """Put the copy in the place of the files, and say how far to replay the log."""
    (home / "data").rename(home / "lost")
    (home / "copy").rename(home / "data")
    (home / "data" / "recovery.signal").touch()
    with (home / "data" / "postgresql.auto.conf").open("a") as settings:
        settings.write("restore_command = 'cp ../kept/%f %p'\n")
        settings.write(f"recovery_target_time = '{instant.isoformat()}'\n")
        settings.write("recovery_target_action = 'promote'\n")
    _give(home / "data", like=home / "lost")


def _give(top: Path, like: Path) -> None:
    """Let all of *top* belong to whom *like* belongs."""
    owner = like.stat()
    for path in (top, *top.rglob("*")):
        os.chown(path, owner.st_uid, owner.st_gid)
    top.chmod(0o700)


def _wait_until_open(server: PostgresServer) -> None:
    """Until the log is replayed and the server takes writes again."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    with psycopg.connect(_place(server.url()), autocommit=True) as connection:
        while connection.execute("SELECT pg_is_in_recovery()").fetchone() != (False,):
            assert time.monotonic() < deadline, server.log.read_text()[-2000:]
            time.sleep(0.1)
