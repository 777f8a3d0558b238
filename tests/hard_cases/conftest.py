"""The desk that the hard cases are played on: in memory, and in a database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from credits_core.desk import Desk
from credits_core.identity import TenantId
from credits_core.ports import Ledgers
from credits_memory import HandClock, MemoryLedgers

from .book import Book
from .stores import SQLITE
from .writing import at

FIRST_DAY = "2026-03-02"


@pytest.fixture(
    params=["memory", SQLITE],
)
def place(request: pytest.FixtureRequest) -> str:
    """Where the ledgers are kept; some cases also name a real PostgreSQL."""
    return str(request.param)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with nothing but its tables, to be copied."""
    from credits_sql import open_store

    path = tmp_path_factory.mktemp("empty") / "book.sqlite3"
    open_store(f"sqlite:///{path}", TenantId("nobody")).close()
    return path


@pytest.fixture
def ledgers(
    place: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Ledgers]:
    """Empty ledgers at that place."""
    if place == "memory":
        yield MemoryLedgers()
        return
    from credits_sql import open_store

    if place == "postgres":
        url = request.getfixturevalue("postgres_url")
    else:
        copy = shutil.copy(request.getfixturevalue("empty_file"), tmp_path)
        url = f"sqlite:///{copy}"
    tenant_id = TenantId(request.node.name)
    with open_store(url, tenant_id, create=place == "postgres") as store:
        yield store.ledgers()


@pytest.fixture
def clock() -> HandClock:
    """A calendar that shows the first working day of the story."""
    return HandClock(at(FIRST_DAY))


@pytest.fixture
def desk(ledgers: Ledgers, clock: HandClock) -> Desk:
    """The desk of a business that left every choice as it is."""
    return Desk(ledgers=ledgers, clock=clock)


@pytest.fixture
def book(desk: Desk, clock: HandClock) -> Book:
    """The empty book of one customer, written by somebody who may do everything."""
    return Book(desk=desk, clock=clock)
