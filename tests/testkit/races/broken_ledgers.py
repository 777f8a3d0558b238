"""Ledgers that are isolated wrongly, each in a way that looks right; and rightly.

The tables and statements are the same for all, and so is the desk. What differs is
when a transaction begins, when a lock is taken, and what is read before.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, text
from typing_extensions import override

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers
from credits_testkit.races.places import Place

from .naive_ledgers import (
    ADD_HEAD,
    Isolation,
    NaiveLedgers,
    create_tables,
    ledger_of,
    read,
)

_LOCK: Final = "SELECT version FROM naive_head WHERE customer = :customer FOR UPDATE"
_SEEN: Final = "SELECT count(*) FROM naive_answer WHERE key = 'anything'"
_READ_AND_LOCK: Final = (
    "WITH held AS (SELECT customer, version, entries FROM naive_head"
    " WHERE customer = :customer FOR UPDATE)"
    " SELECT held.version, held.entries, one.kind, one.body FROM held"
    " LEFT JOIN naive_document AS one ON one.customer = held.customer"
)


class SqlAlchemysDefaults(Isolation):
    """A transaction as SQLAlchemy begins it, no lock and no version: read, then write.

    On SQLite nothing at all is sent before the first statement that writes.
    """

    def __init__(self, engine: Engine) -> None:
        """Take connections from *engine*."""
        self.engine = engine
        self._current = threading.local()

    @override
    @contextmanager
    def block(self, customers: list[CustomerId]) -> Iterator[None]:
        """One transaction for the whole command."""
        with self.engine.connect() as connection:
            self._current.connection = connection
            try:
                self.begin(connection, customers)
                yield
                connection.commit()
            finally:
                self._current.connection = None

    def begin(self, connection: Connection, customers: list[CustomerId]) -> None:
        """What is done first in the transaction: nothing."""

    @property
    def current(self) -> Connection | None:
        """The connection of the block that this thread is in."""
        found: Connection | None = getattr(self._current, "connection", None)
        return found

    @override
    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The connection of the block; outside of one, a snapshot."""
        if self.current is not None:
            yield self.current
            return
        with _snapshot(self.engine) as connection:
            yield connection

    @override
    def read(self, connection: Connection, customer_id: CustomerId) -> Ledger:
        """Documents first, then the head."""
        return read(connection, customer_id)

    @override
    @contextmanager
    def writing(self, _: CustomerId) -> Iterator[Connection]:
        """The connection of the block."""
        assert self.current is not None
        yield self.current


class LockFirst(SqlAlchemysDefaults):
    """Right: the customer is locked by the first statement, and then read."""

    @override
    def begin(self, connection: Connection, customers: list[CustomerId]) -> None:
        _begin_and_lock(connection, customers)


class LockInTheStatement(SqlAlchemysDefaults):
    """The lock is taken by the very statement that reads what is locked.

    PostgreSQL gives the newest head when the wait is over, beside documents of
    before the wait.
    """

    @override
    def begin(self, connection: Connection, customers: list[CustomerId]) -> None:
        for customer in customers:
            connection.execute(text(ADD_HEAD), {"customer": customer})
        connection.commit()

    @override
    def read(self, connection: Connection, customer_id: CustomerId) -> Ledger:
        if connection is not self.current:
            return read(connection, customer_id)
        asked = text(_READ_AND_LOCK)
        rows = connection.execute(asked, {"customer": customer_id}).all()
        documents = [(row[2], row[3]) for row in rows if row[2] is not None]
        return ledger_of(customer_id, rows[0][0], rows[0][1], documents)


class LockSecond(SqlAlchemysDefaults):
    """A look at a key comes before the lock, and fixes what is read after it."""

    @override
    @contextmanager
    def block(self, customers: list[CustomerId]) -> Iterator[None]:
        with ExitStack() as stack:
            self._current.seen = stack.enter_context(_snapshot(self.engine))
            self._current.seen.execute(text(_SEEN))
            stack.enter_context(super().block(customers))
            stack.callback(setattr, self._current, "seen", None)
            yield

    @override
    def begin(self, connection: Connection, customers: list[CustomerId]) -> None:
        _begin_and_lock(connection, customers)

    @override
    @contextmanager
    def reading(self) -> Iterator[Connection]:
        seen: Connection | None = getattr(self._current, "seen", None)
        if seen is not None:
            yield seen
            return
        with super().reading() as connection:
            yield connection


class NoBegin(SqlAlchemysDefaults):
    """The customer is locked first, and no transaction begins: the lock ends at once.

    So it is with a connection that commits by itself, whatever the code around it
    looks like.
    """

    def __init__(self, engine: Engine) -> None:
        """Take connections from *engine* that commit each statement."""
        super().__init__(engine.execution_options(isolation_level="AUTOCOMMIT"))

    @override
    def begin(self, connection: Connection, customers: list[CustomerId]) -> None:
        _lock(connection, customers)


class VersionForgotten(SqlAlchemysDefaults):
    """No lock, and a version that nobody compares when the change is written."""

    @override
    @contextmanager
    def block(self, customers: list[CustomerId]) -> Iterator[None]:
        yield

    @override
    @contextmanager
    def writing(self, _: CustomerId) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            _begin(connection)
            yield connection
            connection.commit()


class CheckBeforeLock(VersionForgotten):
    """What is available is looked at first; then the customer is locked."""

    @override
    @contextmanager
    def writing(self, customer: CustomerId) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            _begin_and_lock(connection, [customer] if customer else [])
            yield connection
            connection.commit()


VARIANTS: Final[dict[str, type[SqlAlchemysDefaults]]] = {
    "right": LockFirst,
    "defaults": SqlAlchemysDefaults,
    "lock_in_the_statement": LockInTheStatement,
    "lock_second": LockSecond,
    "no_begin": NoBegin,
    "version_forgotten": VersionForgotten,
    "check_before_lock": CheckBeforeLock,
}
"""Every variant by its name; only the first is right."""


def broken_place(url: str, variant: str) -> Place:
    """A place with that *variant*, whose tables are there."""
    return Place.of(f"{__name__}:opened", url=url, variant=variant)


@contextmanager
def opened(url: str, variant: str) -> Iterator[Ledgers]:
    """The ledgers of a variant."""
    engine = create_engine(url)
    try:
        yield NaiveLedgers(VARIANTS[variant](engine))
    finally:
        engine.dispose()


def prepare(url: str) -> None:
    """Make the tables of the variants, empty."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    create_tables(engine)
    engine.dispose()


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection on which all reads are of one moment."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_and_lock(connection: Connection, customers: list[CustomerId]) -> None:
    _begin(connection)
    _lock(connection, customers)


def _lock(connection: Connection, customers: list[CustomerId]) -> None:
    for customer in customers:
        connection.execute(text(ADD_HEAD), {"customer": customer})
        if connection.dialect.name != "sqlite":
            connection.execute(text(_LOCK), {"customer": customer})
