"""Opening the database of a host, once, and the ledgers of its tenants in it."""

from __future__ import annotations

from types import TracebackType

from sqlalchemy import URL, Engine

from credits_core.identity import TenantId

from .archive import Archive
from .engines import Synchronous, new_engine
from .journal import tenants
from .ledgers import SqlLedgers
from .lookup import SqlRegister
from .schema import is_prepared, make_namespace, upgrade
from .transactions import OwnTransactions


class SqlStore:
    """A database with the ledgers of any number of tenants.

    Leaving it as a context closes it.
    """

    def __init__(
        self,
        engine: Engine,
        tenant_id: TenantId,
        *,
        is_own: bool,
        archive: Archive | None = None,
    ) -> None:
        """Keep ledgers through *engine*, which is closed here if it *is_own*."""
        self.engine = engine
        self.tenant_id = tenant_id
        self._is_own = is_own
        self._archive = archive
        self._transactions = OwnTransactions(engine)

    def ledgers(self, tenant_id: TenantId | None = None) -> SqlLedgers:
        """The ledgers of *tenant_id*, or of the tenant it was opened for."""
        return SqlLedgers(
            self._transactions, tenant_id or self.tenant_id, self._archive
        )

    def register(self, tenant_id: TenantId | None = None) -> SqlRegister:
        """The register of *tenant_id*, or of the tenant it was opened for."""
        return SqlRegister(
            self._transactions, tenant_id or self.tenant_id, self._archive
        )

    @property
    def is_prepared(self) -> bool:
        """Whether the tables are there; they may be missing without *create*."""
        return is_prepared(self.engine)

    def tenants(self) -> list[TenantId]:
        """Every tenant whose ledgers are here, in the order of their ids."""
        return tenants(self._transactions)

    def close(self) -> None:
        """Close the connections; those of an engine that was handed in stay open."""
        self._transactions.close()
        if self._is_own:
            self.engine.dispose()

    def __enter__(self) -> SqlStore:
        """The store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()


def open_store(  # noqa: PLR0913 - each names one choice of the host
    place: str | URL | Engine,
    tenant_id: TenantId,
    *,
    create: bool = True,
    synchronous: Synchronous = Synchronous.NORMAL,
    schema: str | None = None,
    statement_seconds_max: float | None = None,
    archive: Archive | None = None,
    behind_pooler: bool = False,
) -> SqlStore:
    """The store at *place*, a URL such as ``sqlite:///credits.db`` or an engine.

    Its tables are made or brought up to date, unless *create* is false. How
    durable SQLite is, *synchronous* says. On PostgreSQL the tables can live in a
    *schema* of the host, and no statement takes longer than
    *statement_seconds_max*; *behind_pooler* is for pgbouncer in transaction mode.
    Journal entries that were moved to an *archive* are read from there. An engine
    that is handed in is used as it was set up, and needs
    ``PRAGMA foreign_keys = ON`` on SQLite.
    """
    is_own = not isinstance(place, Engine)
    engine = (
        place
        if isinstance(place, Engine)
        else new_engine(
            place,
            synchronous,
            schema,
            statement_seconds_max,
            behind_pooler=behind_pooler,
        )
    )
    if create:
        if schema is not None:
            make_namespace(engine, schema)
        upgrade(engine)
    return SqlStore(engine, tenant_id, is_own=is_own, archive=archive)
