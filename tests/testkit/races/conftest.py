"""A crew of real processes for all tests, and places for them to race at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from credits_testkit.races.crew import Crew

PROCESSES = 3


@pytest.fixture(scope="session")
def crew() -> Iterator[Crew]:
    """Three processes, started once, and two more for those who are killed."""
    with Crew(PROCESSES, reserve=2) as hired:
        yield hired


@pytest.fixture(scope="session")
def empty_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables of the adapter, to be copied."""
    from credits_core.identity import TenantId
    from credits_sql import open_store

    file = tmp_path_factory.mktemp("races") / "empty.db"
    open_store(f"sqlite:///{file}", TenantId("nobody")).close()
    return file


@pytest.fixture
def sqlite_url(tmp_path: Path, empty_tables: Path) -> str:
    """The URL of a file with the adapter's tables and nothing in them."""
    file = tmp_path / "race.db"
    shutil.copyfile(empty_tables, file)
    return f"sqlite:///{file}"


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def url(request: pytest.FixtureRequest) -> str:
    """The URL of a database with the adapter's tables; tests use own tenants."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    return str(request.getfixturevalue("prepared_postgres_url"))


@pytest.fixture(scope="module")
def prepared_postgres_url(postgres_url: str) -> str:
    """The module's database of PostgreSQL, with the adapter's tables."""
    from credits_core.identity import TenantId
    from credits_sql import open_store

    open_store(postgres_url, TenantId("nobody")).close()
    return postgres_url
