"""The first schema: ledgers, documents, payments, credits, journals and answers.

The statements stand in a file for each database, as they were released.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Connection

from credits_sql.migrations.released import run

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables and indexes, where Alembic runs the steps."""
    carry_out(op.get_bind())


def carry_out(connection: Connection) -> None:
    """Make all tables and indexes on *connection*."""
    run(connection, revision)
