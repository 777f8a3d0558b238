"""Databases for the tests of the exchange: a file, or a real PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from credits_sql.engines import new_engine
from tests.postgres import PostgresServer


def new_database(request: pytest.FixtureRequest, kind: str, folder: Path) -> Engine:
    """An empty database of that *kind*: ``sqlite`` or ``postgresql``."""
    if kind == "sqlite":
        return new_engine(f"sqlite:///{folder}/rows.db")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return new_engine(server.url(server.create_database()))
