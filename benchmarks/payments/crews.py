"""Processes that pay, and the places where they do it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import attrs
import psycopg
from typing_extensions import override

from tests.postgres import DURABLE, PostgresServer, running_postgres

from . import floor_postgres, floor_sqlite, library

_ROOT = Path(__file__).parents[2]


@attrs.frozen
class Told:
    """What a worker did: the seconds of each payment and of all, and the attempts."""

    taken: list[float]
    seconds: float
    tried: int

    @property
    def rate(self) -> float:
        """Payments a second."""
        return len(self.taken) / self.seconds


class Worker:
    """A process that pays as it is told."""

    def __init__(self, *command: str) -> None:
        """Start it, and wait until it is ready."""
        self._process = subprocess.Popen(  # noqa: S603 - a module of ours
            command,
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._heard()

    @classmethod
    def paying(
        cls,
        case: str,
        place: str,
        number: int = 0,
        of: int = 1,
        *,
        is_hot: bool = False,
    ) -> Worker:
        """A worker for one case at one place, its *number* among so many."""
        module = (sys.executable, "-m", "benchmarks.payments.worker")
        customers = "hot" if is_hot else "each its own"
        return cls(*module, case, place, str(number), str(of), customers)

    def begin(self, what: str, amount: float) -> None:
        """Let it pay: ``run`` so many payments, or ``for`` so many seconds."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what} {amount}\n")
        self._process.stdin.flush()

    def told(self) -> Told:
        """What it did."""
        return Told(**json.loads(self._heard()))

    def close(self) -> None:
        """Let it go."""
        self._process.communicate()

    def _heard(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("The worker ended; what it said stands above.")
        return line


class Places(Protocol):
    """A kind of database, with the library's tables and those of the floor."""

    floor: str
    """The name of the floor's case."""

    def new(self, case: str) -> str:
        """A place of its own for that *case*, as it is before the first payment."""
        ...


class SqlitePlaces(Places):
    """Files in one folder; each is a copy of one that was filled once."""

    floor = "SQLite floor"

    def __init__(self, folder: Path) -> None:
        """Fill a file of each case."""
        self._folder = folder
        self._made = 0
        library.fill(f"sqlite:///{folder}/library.db")
        floor_sqlite.fill(folder / "floor.db")

    @override
    def new(self, case: str) -> str:
        self._made += 1
        source = "library.db" if case == "library" else "floor.db"
        file = self._folder / f"{self._made}.db"
        shutil.copyfile(self._folder / source, file)
        return f"sqlite:///{file}" if case == "library" else str(file)


class PostgresPlaces(Places):
    """Databases of one durable server; each is a copy of one that was filled once."""

    floor = "PostgreSQL floor"

    def __init__(self, server: PostgresServer) -> None:
        """Fill a database of each case."""
        self._server = server
        self._library = server.create_database()
        self._floor = server.create_database()
        library.fill(server.url(self._library))
        floor_postgres.fill(self._plain(self._floor))
        for name in (self._library, self._floor):
            self._vacuum(name)

    @override
    def new(self, case: str) -> str:
        source = self._library if case == "library" else self._floor
        name = self._server.create_database()
        self._server.drop_database(name)
        self._server.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
        return self._server.url(name) if case == "library" else self._plain(name)

    def _plain(self, name: str) -> str:
        return self._server.url(name).replace("+psycopg", "")

    def _vacuum(self, name: str) -> None:
        with psycopg.connect(self._plain(name), autocommit=True) as connection:
            connection.execute("VACUUM (ANALYZE)")


@contextmanager
def sqlite_places() -> Iterator[Places]:
    """Places in SQLite, in a folder that is removed afterwards."""
    with TemporaryDirectory() as folder:
        yield SqlitePlaces(Path(folder))


@contextmanager
def postgres_places() -> Iterator[Places]:
    """Places in PostgreSQL, on a server of its own with durable commits."""
    with running_postgres(DURABLE) as server:
        yield PostgresPlaces(server)


PLACES = {"SQLite": sqlite_places, "PostgreSQL": postgres_places}
"""Every kind of database, by its name."""
