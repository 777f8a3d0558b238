"""Making the tables, and bringing those of an older version up to date."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, inspect, text

from .extras import need
from .tables import PREFIX

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

VERSION_TABLE: Final = "credits_schema_version"
"""Where the version of the schema is kept; a host's own migrations have another."""

HEAD: Final = "0002"
"""The version of the schema that this package works with."""

_LOCK: Final = 0x63726564697473
_VERSION: Final = text(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608
_SCHEMA: Final = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def upgrade(engine: Engine) -> None:
    """Bring the tables to the present version, from whichever they are at.

    Several processes may do so at once; one does the work and the others wait.
    """
    with engine.connect() as connection:
        if version_of(connection) == HEAD:
            return
    with engine.connect() as connection:
        _begin(connection)
        upgrade_within(connection)
        connection.commit()


def upgrade_within(connection: Connection, revision: str = HEAD) -> None:
    """Bring the tables to *revision*, in the transaction on *connection*.

    This is for a step of a host's own migrations, which commits it. Tables that
    are at that version, or at a later one, stay as they are.
    """
    need("alembic", extra="sql")
    from alembic.migration import MigrationContext  # noqa: PLC0415 - slow, rare

    context = MigrationContext.configure(
        connection, opts={"version_table": VERSION_TABLE}
    )
    known = version_of(connection)
    steps = list(_scripts().iterate_revisions("head", known or "base"))
    for step in reversed(steps):
        if step.revision > revision:
            break
        step.module.carry_out(connection)
        context.stamp(_scripts(), step.revision)


def create_schema(engine: Engine) -> None:
    """Make the tables where there are none yet; what is there stays."""
    upgrade(engine)


def make_namespace(engine: Engine, schema: str) -> None:
    """Make the *schema* of PostgreSQL that the tables are to live in."""
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {checked(schema)}")


def checked(schema: str) -> str:
    """The name of a *schema*; raises ``ValueError`` unless it is a plain one."""
    if not _SCHEMA.fullmatch(schema):
        raise ValueError(f"{schema!r} is no plain name of a schema in small letters.")
    return schema


def is_of_this_library(name: str | None) -> bool:
    """Whether a table or index of that *name* is one of these.

    A host's Alembic leaves them alone if its ``include_name`` asks here.
    """
    parts = (name or "").split("_")
    return PREFIX.strip("_") in parts[:2]


def is_prepared(engine: Engine) -> bool:
    """Whether the tables were ever made there."""
    with engine.connect() as connection:
        return version_of(connection) is not None


def version_of(connection: Connection) -> str | None:
    """The version that the tables are at; None if there are none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    version: str | None = connection.execute(_VERSION).scalar()
    return version


def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - slow, rare

    return ScriptDirectory(str(Path(__file__).with_name("migrations")))
