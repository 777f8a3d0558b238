"""The real SQL adapter with one thing taken out: its locks, or its BEGIN.

The version that a change was decided on is still compared when it is written. That
is not enough, because a slice is read in several statements: without a lock or a
transaction they are of several moments, and the version may be newer than the rest.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final

from typing_extensions import override

from credits_core.identity import TenantId
from credits_core.ports import Ledgers
from credits_sql import SqlLedgers
from credits_sql.foreseeing import Question
from credits_sql.locks import Locks
from credits_sql.transactions import OwnTransactions
from credits_sql.units import Unit
from credits_testkit.races.places import Place

from .sql_places import TENANT, engine_of


class _WithoutForesight(OwnTransactions):
    """Transactions whose blocks are all begun in the same way."""

    @override
    def foreseeing(self, question: Question) -> AbstractContextManager[Unit]:
        return self.writing(Locks(question.tenant_id, (question.customer_id,)))


class WithoutLocks(_WithoutForesight):
    """Transactions that begin as they should, and lock nobody."""

    @override
    @contextmanager
    def writing(self, locks: Locks) -> Generator[Unit]:
        with super().writing(Locks()) as unit:
            yield unit


class WithoutBegin(_WithoutForesight):
    """SQLite as Python's driver treats it: no transaction before the first change."""

    @override
    @contextmanager
    def writing(self, locks: Locks) -> Generator[Unit]:
        if self.unit() is not None:
            with super().writing(locks) as unit:
                yield unit
            return
        with self._engine.connect() as connection:
            connection.begin()  # SQLAlchemy only intends it; the driver waits.
            unit = self._current.unit = Unit(connection, is_own=True)
            try:
                yield unit
                unit.end()
            finally:
                self._current.unit = None


_VARIANTS: Final = {"without_locks": WithoutLocks, "without_begin": WithoutBegin}


def broken_adapter(url: str, variant: str, tenant: str = TENANT) -> Place:
    """A place with that *variant* of the adapter, over tables that are there."""
    return Place.of(f"{__name__}:opened", url=url, variant=variant, tenant=tenant)


@contextmanager
def opened(url: str, variant: str, tenant: str) -> Iterator[Ledgers]:
    """The ledgers of a variant."""
    engine = engine_of(url, 5)
    try:
        yield SqlLedgers(_VARIANTS[variant](engine), TenantId(tenant))
    finally:
        engine.dispose()
