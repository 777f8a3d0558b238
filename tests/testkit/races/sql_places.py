"""The real SQL adapter as a place of races, with pools of any size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import attrs
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.pool import QueuePool

from credits_core.identity import CustomerId, TenantId
from credits_core.ports import Ledgers
from credits_sql import open_store
from credits_sql.engines import Synchronous, _prepare
from credits_sql.tables import balance
from credits_testkit.passing import Passing
from credits_testkit.races.places import Place

TENANT: Final = TenantId("race")
_POOL_SECONDS_MAX: Final = 60


@attrs.define
class WithBalances(Passing):
    """Ledgers of the SQL adapter, and the balances that it keeps beside them."""

    engine: Engine
    tenant_id: TenantId

    def balances(self) -> Mapping[tuple[CustomerId, str], int]:
        """What stands in the table of balances."""
        of = balance.c
        asked = select(of.customer_id, of.currency, of.available)
        with self.engine.connect() as connection:
            rows = connection.execute(asked.where(of.tenant_id == self.tenant_id))
            return {(CustomerId(one[0]), one[1]): one[2] for one in rows}


def place(url: str, tenant: str = TENANT, pool: int = 5) -> Place:
    """The real adapter over a database whose tables are there."""
    return Place.of(f"{__name__}:opened", url=url, tenant=tenant, pool=str(pool))


@contextmanager
def opened(url: str, tenant: str, pool: str) -> Iterator[Ledgers]:
    """The ledgers of the real adapter, with at most so many connections."""
    engine = engine_of(url, int(pool))
    try:
        with open_store(engine, TenantId(tenant), create=False) as store:
            yield WithBalances(store.ledgers(), engine, TenantId(tenant))
    finally:
        engine.dispose()


def engine_of(url: str, pool: int) -> Engine:
    """An engine with so many connections and no more."""
    engine = create_engine(
        url.replace("postgresql://", "postgresql+psycopg://"),
        poolclass=QueuePool,
        pool_size=pool,
        max_overflow=0,
        pool_timeout=_POOL_SECONDS_MAX,
    )
    if engine.dialect.name == "sqlite":
        _prepare(engine, Synchronous.NORMAL)
    return engine
