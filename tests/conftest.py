"""What all tests share: Hypothesis' profiles and a real PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

from .postgres import PostgresServer, running_postgres

# A deadline measures the machine, not the code; CI repeats the same examples.
settings.register_profile("house", settings.get_profile("default"), deadline=None)
settings.register_profile("ci", settings.get_profile("ci"), deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=2_000)
# A mutant has only to be found, and whatever is found is not made smaller.
settings.register_profile(
    "mutants",
    settings.get_profile("ci"),
    max_examples=40,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=tuple(HealthCheck),
    report_multiple_bugs=False,
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "house")
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever asks for the server, so that ``-m`` can choose it."""
    for item in items:
        if "postgres_server" in getattr(item, "fixturenames", ()):
            item.add_marker("postgres")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL server; each worker of pytest-xdist has its own."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="module")
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The SQLAlchemy URL of a database that is new and empty for each module."""
    database = postgres_server.create_database()
    yield postgres_server.url(database)
    postgres_server.drop_database(database)
