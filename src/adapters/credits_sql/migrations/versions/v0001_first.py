"""The first schema: ledgers, documents, payments, credits, journals and answers.

The statements stand in a file for each database, as they were released.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op
from sqlalchemy import Connection

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables and indexes, where Alembic runs the steps."""
    carry_out(op.get_bind())


def carry_out(connection: Connection) -> None:
    """Make all tables and indexes on *connection*."""
    folder = Path(__file__).parents[1] / "ddl"
    file = folder / f"{revision}_{connection.dialect.name}.sql"
    for statement in file.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
