"""The statements of a step, in a file for each database, as they were released."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection


def run(connection: Connection, revision: str) -> None:
    """Carry out the statements of that *revision* on *connection*."""
    folder = Path(__file__).with_name("ddl")
    file = folder / f"{revision}_{connection.dialect.name}.sql"
    for statement in file.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
