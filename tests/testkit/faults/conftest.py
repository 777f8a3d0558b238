"""The SQL adapter of this project as what is struck down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from credits_testkit.faults import Subject
from tests.postgres import PostgresServer

from .sql_subjects import postgresql_on, sqlite_in


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    """The adapter on a file, which is empty again after each walk."""
    return sqlite_in(Path(tmp_path_factory.mktemp("faults")))


@pytest.fixture(scope="module")
def on_postgresql(postgres_server: PostgresServer) -> Iterator[Subject]:
    """The adapter on a database, which is empty again after each walk."""
    with postgresql_on(postgres_server) as subject:
        yield subject


@pytest.fixture(
    params=[
        "on_sqlite",
        pytest.param("on_postgresql", marks=pytest.mark.postgres),
    ]
)
def subject(request: pytest.FixtureRequest) -> Subject:
    """The adapter on each of its databases."""
    found: Subject = request.getfixturevalue(request.param)
    return found
