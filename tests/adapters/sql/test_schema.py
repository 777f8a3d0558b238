"""The tables that migrations make are those that the statements are written for."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from credits_sql import create_schema, open_store, upgrade
from credits_sql.schema import HEAD, VERSION_TABLE
from credits_sql.tables import METADATA

from ...postgres import PostgresServer
from .ddl import ddl
from .places import DATABASES, TENANT

pytestmark = pytest.mark.extras

_TOLD_BY_SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
_TOLD_BY_POSTGRESQL = """
    SELECT 'column', format('%s.%s', attrelid::regclass, attname),
           format('%s %s %s %s %s', format_type(atttypid, atttypmod), attnotnull,
                  attgenerated, attcollation, pg_get_expr(adbin, adrelid))
      FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
     WHERE attnum > 0 AND attrelid IN (SELECT oid FROM pg_class
           WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace)
    UNION ALL
    SELECT 'constraint', format('%s.%s', conrelid::regclass, conname),
           pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
"""


@pytest.fixture(params=DATABASES)
def engines(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Engine, Engine]]:
    """Two databases with nothing in them at all."""
    if request.param == "sqlite":
        urls = [f"sqlite:///{tmp_path / name}.db" for name in "ab"]
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        urls = [server.url(server.create_database()) for _ in range(2)]
    one, other = (create_engine(url) for url in urls)
    yield one, other
    one.dispose()
    other.dispose()


def _told(engine: Engine) -> set[tuple[str, ...]]:
    """All tables, columns, constraints and indexes, in the database's own words."""
    query = _TOLD_BY_SQLITE if engine.dialect.name == "sqlite" else _TOLD_BY_POSTGRESQL
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    return {
        tuple(" ".join(part.split()).replace("( ", "(") for part in row)
        for row in rows
        if not any(VERSION_TABLE in part for part in row)
    }


def test_migrations_make_the_very_tables_of_the_metadata(
    engines: tuple[Engine, Engine],
) -> None:
    migrated, made = engines

    upgrade(migrated)
    METADATA.create_all(made)

    told = _told(made)
    assert {name for kind, name, _ in told if kind in {"table", "index"}}
    assert sorted(_told(migrated) ^ told) == []


def test_upgrading_again_changes_nothing(engines: tuple[Engine, Engine]) -> None:
    engine, _ = engines
    create_schema(engine)
    before = _told(engine)

    upgrade(engine)

    with engine.connect() as connection:
        version = connection.execute(text(f"SELECT * FROM {VERSION_TABLE}")).all()
    assert [tuple(row) for row in version] == [(HEAD,)]
    assert _told(engine) == before


def test_many_may_open_a_new_database_at_once(engines: tuple[Engine, Engine]) -> None:
    engine, _ = engines
    url = engine.url.render_as_string(hide_password=False)

    def open_and_close(_: int) -> None:
        open_store(url, TENANT).close()

    with ThreadPoolExecutor(4) as background:
        list(background.map(open_and_close, range(4)))

    assert set(METADATA.tables) <= set(inspect(engine).get_table_names())


def test_a_store_is_not_made_unless_it_is_asked_for(
    engines: tuple[Engine, Engine],
) -> None:
    engine, _ = engines

    open_store(engine, TENANT, create=False).close()

    assert inspect(engine).get_table_names() == []


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_steps_together_are_written_down_as_the_tables_are(database: str) -> None:
    """Each was released as it stands, and none of them has changed a statement."""
    import credits_sql

    folder = Path(credits_sql.__file__).parent / "migrations" / "ddl"
    steps = [file.read_text() for file in sorted(folder.glob(f"*_{database}.sql"))]

    assert steps[0].strip()
    assert sorted("".join(steps).split(";\n")) == sorted(
        ddl(database, METADATA).split(";\n")
    )
    assert (folder / f"{HEAD}_{database}.sql").exists()
