"""The tables of the exchange are made by released steps, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from credits_qbo.schema import (
    HEAD,
    STEPS,
    VERSION_TABLE,
    upgrade,
    upgrade_within,
    version_of,
)
from credits_qbo.tables import METADATA
from credits_sql import is_of_this_library
from tests.adapters.sql.test_schema import _told

from .ddl import FOLDER, script
from .places import new_database

pytestmark = pytest.mark.extras


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    engine = new_database(request, request.param, tmp_path)
    yield engine
    engine.dispose()


def test_the_steps_make_the_very_tables_that_are_worked_with(
    request: pytest.FixtureRequest, tmp_path: Path, engine: Engine
) -> None:
    (tmp_path / "other").mkdir()
    other = new_database(request, engine.dialect.name, tmp_path / "other")

    upgrade(engine)
    METADATA.create_all(other)

    made = {row for row in _told(engine) if not any(VERSION_TABLE in x for x in row)}
    assert sorted(made ^ _told(other)) == []
    assert len(METADATA.tables) > 8
    other.dispose()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_steps_are_written_down_as_the_tables_are(database: str) -> None:
    """If not, and nothing was released yet: ``python -m tests.adapters.qbo.ddl``."""
    steps = [(FOLDER / f"{step}_{database}.sql").read_text() for step in STEPS]

    assert sorted("".join(steps).split(";\n")) == sorted(script(database).split(";\n"))


def test_upgrading_again_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    before = _told(engine)

    upgrade(engine)

    with engine.connect() as connection:
        assert version_of(connection) == HEAD
    assert _told(engine) == before


def test_many_may_upgrade_a_new_database_at_once(engine: Engine) -> None:
    with ThreadPoolExecutor(4) as background:
        list(background.map(lambda _: upgrade(engine), range(4)))

    assert set(METADATA.tables) <= set(inspect(engine).get_table_names())


def test_a_step_of_a_host_brings_them_in_and_takes_nothing_half(
    engine: Engine,
) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        upgrade_within(connection, "0001")
        connection.rollback()
    nothing = inspect(engine).get_table_names()
    with engine.begin() as connection:
        upgrade_within(connection, "0001")
    names = inspect(engine).get_table_names()

    assert nothing == []
    assert VERSION_TABLE in names
    assert all(is_of_this_library(name) for name in names)


def test_a_version_that_there_is_not_is_refused(engine: Engine) -> None:
    with engine.begin() as connection, pytest.raises(ValueError, match="none of 0001"):
        upgrade_within(connection, "9999")
