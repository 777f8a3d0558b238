"""Locks on ledgers, and how a transaction begins on each database."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import Connection, select, text, update

from credits_core.identity import CustomerId, TenantId

from .sending import fetch, fetch_all, send, write
from .statements import Row, Statement, among, given
from .tables import PREFIX, ledger

_T: Final = ledger.c

LOCK: Final = Statement(
    select(_T.customer_id)
    .where(_T.tenant_id == given(_T.tenant_id), among(_T.customer_id))
    .order_by(_T.customer_id)
    .with_for_update()
)
_CLAIM: Final = Statement(
    update(ledger)
    .values(version=_T.version)
    .where(_T.tenant_id == given(_T.tenant_id), _T.customer_id == given(_T.customer_id))
)
_ADD: Final = Statement(
    text(
        f"INSERT INTO {PREFIX}ledger (tenant_id, customer_id, version, entries)"  # noqa: S608
        " VALUES (:tenant_id, :customer_id, 0, 0) ON CONFLICT DO NOTHING"
    )
)


class Locks:
    """The ledgers that a transaction holds, or is to hold."""

    def __init__(
        self, tenant_id: TenantId | None = None, customers: Collection[CustomerId] = ()
    ) -> None:
        """Name the *customers* of a tenant, in any order."""
        self._held: dict[TenantId, set[CustomerId]] = {}
        if tenant_id is not None:
            self._held[tenant_id] = set(customers)

    def took(self, tenant_id: TenantId, customer_id: CustomerId) -> None:
        """Note that the ledger of that customer was locked."""
        self._held.setdefault(tenant_id, set()).add(customer_id)

    def hold(self, tenant_id: TenantId, customer_id: CustomerId) -> bool:
        """Whether the ledger of that customer is held."""
        return customer_id in self._held.get(tenant_id, ())

    def take(self, connection: Connection, wanted: Locks) -> None:
        """Hold *wanted* too; waits for whoever holds any of them now."""
        for tenant_id, customers in wanted._held.items():
            held = self._held.setdefault(tenant_id, set())
            _lock(connection, tenant_id, sorted(customers - held))
            held |= customers

    def take_again(self, connection: Connection) -> None:
        """Take all that is held in a transaction that has only begun."""
        for tenant_id, customers in sorted(self._held.items()):
            _lock(connection, tenant_id, sorted(customers))


def begin_writing(connection: Connection) -> None:
    """Begin a transaction that writes, or make the present one a writing one.

    SQLite has one writer at a time, who says so before reading; a transaction
    that the host has begun claims that right by an update that meets no row.
    """
    if connection.dialect.name != "sqlite":
        _begin(connection)
    elif _has_begun(connection):
        write(connection, _CLAIM, [{"tenant_id": "", "customer_id": ""}])
    else:
        _begin(connection)
        send(connection, "BEGIN IMMEDIATE")


def begin_reading(connection: Connection) -> None:
    """Make sure that a transaction has begun, so that all reads are of one moment."""
    if connection.dialect.name != "sqlite":
        _begin(connection)
    elif not _has_begun(connection):
        _begin(connection)
        send(connection, "BEGIN")


def _begin(connection: Connection) -> None:
    """Let SQLAlchemy know what the driver begins by itself."""
    if not connection.in_transaction():
        connection.begin()


def add_ledgers(
    connection: Connection, tenant_id: TenantId, customers: Iterable[CustomerId]
) -> None:
    """Write the heads of ledgers that are not there yet, at version 0."""
    rows: list[Row] = [
        {"tenant_id": tenant_id, "customer_id": customer_id}
        for customer_id in customers
    ]
    write(connection, _ADD, rows)


def _lock(
    connection: Connection, tenant_id: TenantId, customers: list[CustomerId]
) -> None:
    """Lock rows in the order of their ids; a row has to be there to be locked."""
    if not customers or connection.dialect.name == "sqlite":
        return
    ids: list[str] = list(customers)
    if len(ids) > 1:
        add_ledgers(connection, tenant_id, customers)
    [found] = fetch_all(connection, [(LOCK, {"tenant_id": tenant_id, "ids": ids})])
    if len(found) < len(ids):
        add_ledgers(connection, tenant_id, customers)
        fetch(connection, LOCK, tenant_id=tenant_id, ids=ids)


def _has_begun(connection: Connection) -> bool:
    """Whether SQLite itself is in a transaction; SQLAlchemy only intends one."""
    return bool(getattr(connection.connection.driver_connection, "in_transaction"))  # noqa: B009
