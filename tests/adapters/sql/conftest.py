"""Stores for the tests: a new SQLite file, and an emptied database of PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from credits_sql import SqlStore, open_store

from .places import DATABASES, TENANT, emptied


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables, to be copied: quicker than a migration a test."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    open_store(f"sqlite:///{file}", TENANT).close()
    return file


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """The URL of a file with all tables and nothing in them."""
    file = tmp_path / "credits.db"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest) -> str:
    """The URL of a place without customers, on each database."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    place = str(request.getfixturevalue("postgres_url"))
    emptied(place)
    return place


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """A store with its tables and without customers, on each database."""
    with open_store(url, TENANT) as opened:
        yield opened


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[SqlStore]:
    """A store in SQLite without customers."""
    with open_store(sqlite_url, TENANT) as opened:
        yield opened


@pytest.fixture
def postgres_store(postgres_url: str) -> Iterator[SqlStore]:
    """A store in PostgreSQL without customers."""
    with open_store(postgres_url, TENANT) as opened:
        emptied(postgres_url)
        yield opened
