"""Transactions: who may write now, and what belongs together.

The rows of the ledgers are locked by a statement of their own, before anything
else is read: a lock taken together with the figures would show the figures of
before the wait. A block inside another one of the same thread joins it.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from typing import Final, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from .locks import Locks, begin_reading, begin_writing
from .races import is_passing

_ATTEMPTS_MAX: Final = 5


class Unit:
    """One transaction at work; what is written in it happens together."""

    def __init__(self, connection: Connection, *, is_own: bool) -> None:
        """Work on *connection*; *is_own* if it may be rolled back as a whole."""
        self.connection = connection
        self.locks = Locks()
        self.has_written = False
        self._is_own = is_own

    @contextmanager
    def inner(self, locks: Locks) -> Generator[None]:
        """A block inside this one, whose writes alone are undone if it raises.

        As long as nothing was written before, starting over does it without
        the price of a savepoint; the locks are taken again.
        """
        if self.has_written or not self._is_own:
            with self.connection.begin_nested():
                self.locks.take(self.connection, locks)
                yield
            return
        try:
            self.locks.take(self.connection, locks)
            yield
        except BaseException:
            self._start_over()
            raise

    def end(self) -> None:
        """Commit what was written; a head that was added for its lock was not."""
        if self.has_written:
            self.connection.commit()
        else:
            self.connection.rollback()

    def _start_over(self) -> None:
        self.connection.rollback()
        self.has_written = False
        begin_writing(self.connection)
        self.locks.take_again(self.connection)


class Transactions(Protocol):
    """Where the blocks of reading and of writing come from."""

    @property
    def may_write_aside(self) -> bool:
        """Whether a block of another thread would be a transaction of its own."""
        ...

    def writing(self, locks: Locks) -> AbstractContextManager[Unit]:
        """A block that holds *locks*; it is written when it is left."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """A block that reads one state, or joins the block of writing it is in."""
        ...


class OwnTransactions(Transactions):
    """Transactions on connections of an engine's pool, one a thread at a time."""

    def __init__(self, engine: Engine) -> None:
        """Take connections from *engine*."""
        self._engine = engine
        self._current = threading.local()

    @property
    @override
    def may_write_aside(self) -> bool:
        return self._unit() is None

    @override
    @contextmanager
    def writing(self, locks: Locks) -> Generator[Unit]:
        unit = self._unit()
        if unit is not None:
            with unit.inner(locks):
                yield unit
            return
        with self._engine.connect() as connection:
            unit = _begun(connection, locks)
            self._current.unit = unit
            try:
                yield unit
                unit.end()
            except BaseException:
                connection.rollback()
                raise
            finally:
                self._current.unit = None

    @override
    @contextmanager
    def reading(self) -> Generator[Connection]:
        unit = self._unit()
        if unit is not None:
            yield unit.connection
            return
        with self._engine.connect() as connection:
            if connection.dialect.name != "sqlite":
                connection.execution_options(isolation_level="REPEATABLE READ")
            begin_reading(connection)
            yield connection

    def _unit(self) -> Unit | None:
        unit: Unit | None = getattr(self._current, "unit", None)
        return unit


def _begun(connection: Connection, locks: Locks) -> Unit:
    """A new unit that holds *locks*; tried again when it had to give way."""
    for attempt in range(1, _ATTEMPTS_MAX + 1):
        unit = Unit(connection, is_own=True)
        try:
            begin_writing(connection)
            unit.locks.take(connection, locks)
        except DBAPIError as error:
            connection.rollback()
            if attempt == _ATTEMPTS_MAX or not is_passing(error):
                raise
        else:
            return unit
    raise AssertionError("The last attempt returns or raises.")


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
    @contextmanager
    def reading(self) -> Generator[Connection]:
        begin_reading(self._connection)
        yield self._connection


def transactions_of(place: Engine | Connection | Transactions) -> Transactions:
    """The transactions of that *place*: an engine's own, or those of the host."""
    if isinstance(place, Engine):
        return OwnTransactions(place)
    if isinstance(place, Connection):
        return HostTransactions(place)
    return place
