"""One transaction at work, and what of it still waits to be sent."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from credits_core.ports import GaveWayError

from .batch import Batch
from .foreseeing import Foreseen, Question, ask
from .locks import Locks, begin_writing
from .races import is_lost_race
from .rows import Owner


class Unit:
    """One transaction at work; what is written in it happens together."""

    def __init__(self, connection: Connection, *, is_own: bool) -> None:
        """Work on *connection*; *is_own* if it may be rolled back as a whole."""
        self._connection = connection
        self.locks = Locks()
        self.has_written = False
        self._is_own = is_own
        self._waiting: Batch | None = None
        self._has_given_way = False
        self._read: dict[Owner, int] = {}
        self.foreseen = Foreseen()

    @property
    def connection(self) -> Connection:
        """The connection, after what waited was sent."""
        self._refuse_if_lost()
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            with self._giving_way():
                waiting.run(self._connection)
        return self._connection

    def note(self, owner: Owner, version: int) -> None:
        """Remember the version that a ledger was read at, while it was locked."""
        if self.locks.hold(owner.tenant_id, owner.customer_id):
            self._read[owner] = version

    def may_wait(self, owner: Owner, version: int) -> bool:
        """Whether what is decided on that version can go out with the commit.

        PostgreSQL is spared a round trip by it. The ledger must have been read and
        locked here, so that nothing but a name can have been taken meanwhile.
        """
        is_remote = self._connection.dialect.name == "postgresql"
        is_first = self._is_own and not self.has_written
        return is_remote and is_first and self._read.get(owner) == version

    def wait(self, batch: Batch) -> None:
        """Send *batch* with the commit, or as soon as anything else is sent."""
        self._waiting = batch
        self.has_written = True

    def ask(self, question: Question) -> None:
        """Lock the ledger that *question* is about, and foresee what it is."""
        wanted = Locks(question.tenant_id, (question.customer_id,))
        if self._connection.dialect.name == "postgresql":
            foreseen = ask(self._connection, question)
            if foreseen is not None:
                self.foreseen = foreseen
                self.locks.took(question.tenant_id, question.customer_id)
        self.locks.take(self._connection, wanted)

    @contextmanager
    def inner(self, locks: Locks) -> Generator[Unit]:
        """A block inside this one, whose writes alone are undone if it raises.

        As long as nothing was written before, starting over does it without
        the price of a savepoint; the locks are taken again.
        """
        if self.has_written or not self._is_own:
            with self.connection.begin_nested():
                self.locks.take(self.connection, locks)
                yield self
            return
        try:
            self.locks.take(self._connection, locks)
            yield self
        except BaseException:
            self._start_over()
            raise

    def end(self) -> None:
        """Commit what was written; a head that was added for its lock was not."""
        self._refuse_if_lost()
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            with self._giving_way():
                waiting.run_and_commit(self._connection)
        elif self.has_written:
            self._connection.commit()
        else:
            self._connection.rollback()

    @contextmanager
    def _giving_way(self) -> Generator[None]:
        """What waited finds a name taken: the whole block gives way."""
        try:
            yield
        except DBAPIError as error:
            self._has_given_way = is_lost_race(error)
            if self._has_given_way:
                raise GaveWayError from error
            raise

    def _refuse_if_lost(self) -> None:
        """Whoever goes on after the block gave way is told so again."""
        if self._has_given_way:
            raise GaveWayError

    def _start_over(self) -> None:
        self._waiting = None
        self.foreseen = Foreseen()
        self._connection.rollback()
        self.has_written = False
        begin_writing(self._connection)
        self.locks.take_again(self._connection)
