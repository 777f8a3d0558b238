"""The first schema: ledgers, documents, payments, credits, journals and answers.

The statements stand in a file for each database, as they were released.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables and indexes."""
    database = op.get_bind().dialect.name
    folder = Path(__file__).parents[1] / "ddl"
    script = (folder / f"{revision}_{database}.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
