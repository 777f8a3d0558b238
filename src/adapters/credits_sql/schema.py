"""Making the tables, and bringing those of an older version up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from .extras import need

VERSION_TABLE: Final = "credits_schema_version"
"""Where the version of the schema is kept; a host's own migrations have another."""

HEAD: Final = "0001"
"""The version of the schema that this package works with."""

_LOCK: Final = 0x63726564697473
_VERSION: Final = text(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608


def upgrade(engine: Engine) -> None:
    """Bring the tables to the present version, from whichever they are at.

    Several processes may do so at once; one does the work and the others wait.
    """
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    need("alembic", extra="sql")
    with engine.connect() as connection:
        _begin(connection)
        _migrate(connection)
        connection.commit()


def create_schema(engine: Engine) -> None:
    """Make the tables where there are none yet; what is there stays."""
    upgrade(engine)


def is_prepared(engine: Engine) -> bool:
    """Whether the tables were ever made there."""
    with engine.connect() as connection:
        return _version(connection) is not None


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    version: str | None = connection.execute(_VERSION).scalar()
    return version


def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - slow, and rarely needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    folder = Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
