"""The indexes by which the table of credits is read."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Connection

from credits_sql.migrations.released import run

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes, where Alembic runs the steps."""
    carry_out(op.get_bind())


def carry_out(connection: Connection) -> None:
    """Add the indexes on *connection*."""
    run(connection, revision)
