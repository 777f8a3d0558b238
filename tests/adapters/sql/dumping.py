"""All that the tables hold of one tenant, to compare two ways of getting there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from credits_core.identity import TenantId
from credits_sql import SqlStore
from credits_sql.tables import METADATA

Dump = dict[str, list[tuple[Any, ...]]]


def dump(store: SqlStore, tenant_id: TenantId) -> Dump:
    """Every row of the tenant, table by table, without the tenant itself."""
    with store.engine.connect() as connection:
        return {name: _rows(connection, name, tenant_id) for name in METADATA.tables}


def _rows(
    connection: Connection, name: str, tenant_id: TenantId
) -> list[tuple[Any, ...]]:
    table = METADATA.tables[name]
    query = (
        select(*(column for column in table.c if column.name != "tenant_id"))
        .where(table.c.tenant_id == tenant_id)
        .order_by(*(c for c in table.primary_key if c.name != "tenant_id"))
    )
    return [tuple(row) for row in connection.execute(query)]
