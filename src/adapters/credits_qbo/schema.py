"""Making the tables of the exchange, and bringing older ones up to date.

A step is a file of statements for each database, and never changes once it was
released. The version is kept in a table of its own, apart from that of the ledgers
and that of the host.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from .tables import PREFIX

VERSION_TABLE: Final = f"{PREFIX}schema_version"
"""Where the version of these tables is kept."""

STEPS: Final = ("0001",)
"""All versions that there ever were, in their order."""

HEAD: Final = STEPS[-1]
"""The version that this package works with."""

_LOCK: Final = 0x63726564_71626F
_READ: Final = text(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608 - a name of ours
_FORGET: Final = text(f"DELETE FROM {VERSION_TABLE}")  # noqa: S608 - a name of ours
_WRITE: Final = text(f"INSERT INTO {VERSION_TABLE} VALUES (:version)")  # noqa: S608 - a name of ours
_MAKE: Final = f"CREATE TABLE IF NOT EXISTS {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"  # noqa: E501 - one statement


def upgrade(engine: Engine) -> None:
    """Bring the tables to the present version, from whichever they are at.

    Several processes may do so at once; one does the work and the others wait.
    """
    with engine.connect() as connection:
        if version_of(connection) == HEAD:
            return
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        upgrade_within(connection)
        connection.commit()


def upgrade_within(connection: Connection, revision: str = HEAD) -> None:
    """Bring the tables to *revision*, in the transaction on *connection*.

    This is for a step of a host's own migrations, which commits it. Tables that
    are at that version, or at a later one, stay as they are. Raises ``ValueError``
    for a revision that there is not.
    """
    if revision not in STEPS:
        raise ValueError(f"{revision!r} is none of {', '.join(STEPS)}.")
    known = version_of(connection)
    connection.exec_driver_sql(_MAKE)
    for step in STEPS:
        if step <= revision and (known is None or step > known):
            _carry_out(connection, step)


def version_of(connection: Connection) -> str | None:
    """The version that the tables are at; None if there are none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    version: str | None = connection.execute(_READ).scalar()
    return version


def _carry_out(connection: Connection, step: str) -> None:
    file = Path(__file__).with_name("ddl") / f"{step}_{connection.dialect.name}.sql"
    for statement in file.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    connection.execute(_FORGET)
    connection.execute(_WRITE, {"version": step})
