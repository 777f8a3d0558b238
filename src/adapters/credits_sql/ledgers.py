"""The port ``Ledgers`` on a relational database."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import contextmanager

from returns.result import Failure, Result, Success
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId, TenantId
from credits_core.ledger import Ledger
from credits_core.parts import Footprint
from credits_core.ports import Change, Foresight, GaveWayError, Ledgers
from credits_core.rejections import StaleLedger

from . import answers, journal, loading
from .archive import Archive, reading_from
from .bulk.writing import Sheet, write_sheets
from .foreseeing import Question
from .locks import Locks
from .logs import tell
from .races import is_lost_race
from .rows import Owner
from .transactions import Transactions, transactions_of
from .writing import store


class SqlLedgers(Ledgers, Foresight):
    """The ledgers of one tenant, in tables that many tenants may share.

    Over an engine, any thread may use it. Over a connection of the host, all it
    does joins the transaction on that connection, which the host commits.
    """

    def __init__(
        self,
        place: Engine | Connection | Transactions,
        tenant_id: TenantId,
        archive: Archive | None = None,
    ) -> None:
        """Open the ledgers of *tenant_id* at that *place*, whose schema is there.

        Journal entries that were moved to an *archive* are read from there.
        """
        if not tenant_id:
            raise ValueError("A tenant needs an id.")
        self.tenant_id = tenant_id
        self._transactions = transactions_of(place)
        self._body = reading_from(archive, tenant_id)

    @override
    @contextmanager
    def exclusively(self, customer_ids: Collection[CustomerId]) -> Generator[None]:
        """As the port says; a block inside another one of its thread joins it."""
        with self._transactions.writing(Locks(self.tenant_id, customer_ids)):
            yield

    @override
    @contextmanager
    def foreseeing(
        self, customer_id: CustomerId, footprint: Footprint, key: str | None
    ) -> Generator[None]:
        """As the port says; only a database behind a network is asked ahead."""
        question = Question(self.tenant_id, customer_id, footprint, key)
        with self._transactions.foreseeing(question):
            yield

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        owner = self._owner(customer_id)
        with self._transactions.reading() as connection:
            unit = self._transactions.unit()
            ahead = {} if unit is None else unit.foreseen.slice(owner)
            found = loading.load(connection, owner, footprint, ahead)
        if unit is not None:
            unit.note(owner, found.version)
        return found

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        with self._transactions.reading() as connection:
            reading = loading.Reading(connection, self._owner(customer_id))
            return loading.load_whole(reading)

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        """As the port says; also refused if somebody else took an id or the key.

        Whoever loads again then sees whose they are.
        """
        try:
            with self._transactions.writing(Locks()) as unit:
                if store(unit, self.tenant_id, change):
                    self._tell("written", change)
                    return Success(None)
        except GaveWayError:
            pass
        except DBAPIError as error:
            if not is_lost_race(error):
                raise
        self._tell("others were faster", change)
        return Failure(StaleLedger(customer_id=change.seen.customer_id))

    @override
    def answer(self, key: str) -> Answer | None:
        return answers.find_answer(self._transactions, self.tenant_id, key, self._body)

    @override
    def remember(self, answer: Answer) -> None:
        """As the port says; an answer that is there already stays."""
        with self._transactions.writing(Locks()) as unit:
            answers.keep_answer(unit.connection, self.tenant_id, answer)
            unit.has_written = True

    @override
    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        return journal.entries(self._transactions, self._owner(customer_id), self._body)

    def journal_after(self, customer_id: CustomerId, after: int) -> Iterator[Entry]:
        """As ``journal``, without the entries up to the version *after*."""
        owner = self._owner(customer_id)
        return journal.entries(self._transactions, owner, self._body, after)

    @override
    def customers(self) -> Iterator[CustomerId]:
        return journal.customers(self._transactions, self.tenant_id)

    @property
    def database(self) -> str:
        """The kind of database: ``sqlite`` or ``postgresql``."""
        with self._transactions.reading() as connection:
            return connection.dialect.name

    @property
    def may_write_aside(self) -> bool:
        """Whether another thread may write here, in a transaction of its own."""
        return self._transactions.may_write_aside

    def versions(self, customer_ids: Collection[CustomerId]) -> dict[CustomerId, int]:
        """The versions of those of these customers who have a ledger."""
        with self._transactions.reading() as connection:
            return journal.versions(connection, self.tenant_id, customer_ids)

    def add_sheets(self, sheets: Sequence[Sheet]) -> bool:
        """Write all *sheets*, each of a whole new customer, or none of them.

        False, and nothing is written, if somebody has an id, a key or a customer
        of them already.
        """
        try:
            with self._transactions.writing(Locks()) as unit:
                write_sheets(unit.connection, sheets)
                unit.has_written = True
                tell("imported", tenant_id=self.tenant_id, count=len(sheets))
                return True
        except DBAPIError as error:
            if not is_lost_race(error):
                raise
        return False

    def _tell(self, what: str, change: Change) -> None:
        tell(
            what,
            tenant_id=self.tenant_id,
            customer_id=change.entry.customer_id,
            version=change.entry.version,
            command=type(change.entry.command).__name__,
        )

    def _owner(self, customer_id: CustomerId) -> Owner:
        return Owner(self.tenant_id, customer_id)
