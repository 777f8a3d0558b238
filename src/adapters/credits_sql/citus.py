"""Spreading the tables over many machines with Citus, by the tenant.

Nothing else changes: the tenant leads every key and is in every statement, so that
each is answered by the one machine that has the tenant.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Engine, text

from .tables import METADATA, ledger

_HAS_CITUS: Final = text("SELECT to_regproc('create_distributed_table') IS NOT NULL")
_SPREAD: Final = text("SELECT table_name::text FROM citus_tables")
_FIRST: Final = text("SELECT create_distributed_table(:name, 'tenant_id')")
_BESIDE: Final = text(
    "SELECT create_distributed_table(:name, 'tenant_id', colocate_with => :beside)"
)


def distribute(engine: Engine) -> tuple[str, ...]:
    """Spread all tables by tenant, those of one tenant together; which ones were.

    What is in them moves along. Tables that are spread already stay as they are, so
    that it can be called again after newer tables came. Raises ``ValueError`` if
    the database has no Citus.
    """
    if engine.dialect.name != "postgresql":
        raise ValueError("Only PostgreSQL with Citus can spread its tables.")
    with engine.begin() as connection:
        if not connection.execute(_HAS_CITUS).scalar():
            raise ValueError("This database has no Citus: CREATE EXTENSION citus.")
        known = {
            str(name).rpartition(".")[2] for (name,) in connection.execute(_SPREAD)
        }
        names = [table.name for table in METADATA.sorted_tables]
        new = tuple(name for name in names if name not in known)
        for name in new:
            _spread(connection, name)
    return new


def _spread(connection: Connection, name: str) -> None:
    """What other tables point to was spread before them."""
    if name == ledger.name:
        connection.execute(_FIRST, {"name": name})
    else:
        connection.execute(_BESIDE, {"name": name, "beside": ledger.name})
