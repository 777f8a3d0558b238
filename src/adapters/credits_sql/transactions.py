"""Transactions: who may write now, and what belongs together.

The rows of the ledgers are locked by a statement of their own, before anything
else is read: a lock taken together with the figures would show the figures of
before the wait. A block inside another one of the same thread joins it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from credits_core.ports import GaveWayError

from .foreseeing import Question
from .glances import Glances
from .locks import Locks, begin_reading, begin_writing
from .races import is_passing
from .units import Unit


class Transactions(Protocol):
    """Where the blocks of reading and of writing come from."""

    @property
    def may_write_aside(self) -> bool:
        """Whether a block of another thread would be a transaction of its own."""
        ...

    def writing(self, locks: Locks) -> AbstractContextManager[Unit]:
        """A block that holds *locks*; it is written when it is left."""
        ...

    def foreseeing(self, question: Question) -> AbstractContextManager[Unit]:
        """A block that holds the ledger of a *question* that is about to be asked."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """A block that reads one state, or joins the block of writing it is in."""
        ...

    def glancing(self) -> AbstractContextManager[Connection]:
        """A block for one statement, which reads one state by itself."""
        ...

    def unit(self) -> Unit | None:
        """The block of writing that this thread is in, if it is in one."""
        ...


class OwnTransactions(Transactions):
    """Transactions on connections of an engine's pool, one a thread at a time."""

    def __init__(self, engine: Engine) -> None:
        """Take connections from *engine*."""
        self._engine = engine
        self._glances = Glances(engine)
        self._current = threading.local()

    @property
    @override
    def may_write_aside(self) -> bool:
        return self.unit() is None

    @override
    def writing(self, locks: Locks) -> AbstractContextManager[Unit]:
        unit = self.unit()
        if unit is not None:
            return unit.inner(locks)
        return self._outermost(lambda unit, at: unit.locks.take(at, locks))

    @override
    def foreseeing(self, question: Question) -> AbstractContextManager[Unit]:
        if self.unit() is None:
            return self._outermost(lambda unit, _: unit.ask(question))
        return self.writing(Locks(question.tenant_id, (question.customer_id,)))

    @contextmanager
    def _outermost(
        self, take_locks: Callable[[Unit, Connection], None]
    ) -> Generator[Unit]:
        with self._engine.connect() as connection:
            try:
                begin_writing(connection)
                unit = Unit(connection, is_own=True)
                take_locks(unit, connection)
                self._current.unit = unit
                yield unit
                unit.end()
            except DBAPIError as error:
                connection.rollback()
                if is_passing(error):
                    raise GaveWayError from error
                raise
            except BaseException:
                connection.rollback()
                raise
            finally:
                self._current.unit = None

    @override
    def unit(self) -> Unit | None:
        unit: Unit | None = getattr(self._current, "unit", None)
        return unit

    @override
    def reading(self) -> AbstractContextManager[Connection]:
        unit = self.unit()
        return nullcontext(unit.connection) if unit else self._alone()

    @override
    def glancing(self) -> AbstractContextManager[Connection]:
        unit = self.unit()
        return nullcontext(unit.connection) if unit else self._glances.block()

    @contextmanager
    def _alone(self) -> Generator[Connection]:
        with self._engine.connect() as connection:
            if connection.dialect.name != "sqlite":
                connection.execution_options(isolation_level="REPEATABLE READ")
            begin_reading(connection)
            yield connection

    def close(self) -> None:
        """Close what is kept for glances."""
        self._glances.close()


class HostTransactions(Transactions):
    """Blocks inside a transaction of the host, which alone commits it.

    Each is a savepoint, so that a block that fails leaves the rest as it was.
    The locks are held until the host's transaction ends, and what is read is of
    one moment if its isolation level says so.
    """

    def __init__(self, connection: Connection) -> None:
        """Join whatever happens on *connection*, in the thread that uses it."""
        self._connection = connection
        self._unit: Unit | None = None

    @property
    @override
    def may_write_aside(self) -> bool:
        return False

    @override
    @contextmanager
    def writing(self, locks: Locks) -> Generator[Unit]:
        connection = self._connection
        if self._unit is not None:
            with self._unit.inner(locks):
                yield self._unit
            return
        begin_writing(connection)
        with connection.begin_nested():
            self._unit = Unit(connection, is_own=False)
            try:
                self._unit.locks.take(connection, locks)
                yield self._unit
            finally:
                self._unit = None

    @override
    def foreseeing(self, question: Question) -> AbstractContextManager[Unit]:
        return self.writing(Locks(question.tenant_id, (question.customer_id,)))

    @override
    @contextmanager
    def reading(self) -> Generator[Connection]:
        begin_reading(self._connection)
        yield self._connection

    @override
    def glancing(self) -> AbstractContextManager[Connection]:
        return self.reading()

    @override
    def unit(self) -> Unit | None:
        return self._unit


def transactions_of(place: Engine | Connection | Transactions) -> Transactions:
    """The transactions of that *place*: an engine's own, or those of the host."""
    if isinstance(place, Engine):
        return OwnTransactions(place)
    if isinstance(place, Connection):
        return HostTransactions(place)
    return place
