"""The server that the other tests rely on: it starts, answers and goes away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import attrs
import pytest

from tests.postgres import DURABLE, PostgresServer, running_postgres
from tests.postgres_binaries import PostgresFailedError

pytestmark = pytest.mark.extras

_ROOT = Path(__file__).parents[2]
_ORPHAN = """
import sys, time
from tests.postgres import running_postgres
with running_postgres() as server:
    print(server.port, flush=True)
    time.sleep(600)
"""


def _accepts(server: PostgresServer) -> bool:
    import psycopg

    try:
        server.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def test_the_server_answers_through_sqlalchemy(postgres_url: str) -> None:
    import sqlalchemy

    engine = sqlalchemy.create_engine(postgres_url)

    with engine.connect() as connection:
        version = connection.exec_driver_sql("SHOW server_version_num").scalar_one()
    engine.dispose()

    assert int(version) >= 150000


def test_a_new_database_is_empty_and_the_server_is_not_root(
    postgres_server: PostgresServer,
) -> None:
    import psycopg

    database = postgres_server.create_database()
    place = postgres_server.url(database).replace("+psycopg", "")

    with psycopg.connect(place) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
    postgres_server.drop_database(database)

    assert tables == (0,)


def test_a_password_is_asked_for(postgres_server: PostgresServer) -> None:
    stranger = attrs.evolve(postgres_server, password="guessed")

    assert not _accepts(stranger)


@pytest.mark.slow
def test_the_server_is_gone_after_its_block() -> None:
    with running_postgres(DURABLE) as server:
        assert _accepts(server)

    assert not _accepts(server)


@pytest.mark.slow
def test_the_server_ends_with_a_process_that_was_killed() -> None:
    command = [sys.executable, "-c", _ORPHAN]
    owner = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    port = int(owner.stdout.readline())

    os.kill(owner.pid, signal.SIGKILL)
    owner.communicate()

    assert _falls_silent(port)


def test_a_folder_without_binaries_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDITS_PG_BIN", str(tmp_path))

    with (
        pytest.raises(PostgresFailedError, match=str(tmp_path)),
        running_postgres(),
    ):
        pass


def _falls_silent(port: int) -> bool:
    import socket

    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            return True
        time.sleep(0.1)
    return False
