"""What Alembic runs: the steps that are missing, on the connection handed in."""

from __future__ import annotations

from alembic import context

from credits_sql.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"], version_table=VERSION_TABLE
)
context.run_migrations()
