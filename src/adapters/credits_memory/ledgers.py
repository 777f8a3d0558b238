"""Ledgers in memory: dictionaries, and everything that the port promises."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager

from returns.result import Failure, Result, Success
from typing_extensions import override

from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId
from credits_core.ledger import WHOLE, Ledger
from credits_core.parts import ACredit, AnInvoice, APayment, AReturn, Footprint, Part
from credits_core.ports import Change, Ledgers
from credits_core.rejections import StaleLedger

from .book import Book
from .slices import Slice
from .tables import K, Table, V
from .undo import Undo


class MemoryLedgers(Ledgers):
    """The ledgers of one tenant, for as long as the process lives.

    Any thread may use it. There is one lock for all customers: who holds one
    ledger exclusively holds them all.
    """

    def __init__(self) -> None:
        """Start without customers."""
        self._undo = Undo()
        self._books: dict[CustomerId, Book] = {}
        self._owners = Table[Part, CustomerId](self._undo)
        self._answers = Table[str, Answer](self._undo)

    @override
    def exclusively(
        self, customer_ids: Collection[CustomerId]
    ) -> AbstractContextManager[None]:
        return self._undo.block()

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        with self._undo.block():
            found = Slice(customer_id, self._book(customer_id), self._owners.rows)
            for part in footprint:
                found.take(part)
            return found.ledger(footprint)

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        with self._undo.block():
            book = self._book(customer_id)
            return Ledger(
                customer_id=customer_id,
                version=book.version,
                entries=book.entries,
                invoices=dict(book.invoices.rows),
                lines=dict(book.lines.rows),
                payments=dict(book.payments.rows),
                credits=dict(book.credits.rows),
                returns=dict(book.returns.rows),
                allocations=dict(book.allocations.rows),
                applications=dict(book.applications.rows),
                scope=WHOLE,
            )

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        """As the port says; also refused if somebody else took an id or the key.

        Whoever loads again then sees whose they are.
        """
        customer_id = change.seen.customer_id
        with self._undo.block():
            if self._is_stale(change):
                return Failure(StaleLedger(customer_id=customer_id))
            if customer_id not in self._books:
                self._books[customer_id] = Book(self._undo)
                self._undo.note(lambda: self._books.pop(customer_id))
            self._write(change, self._books[customer_id])
            return Success(None)

    @override
    def answer(self, key: str) -> Answer | None:
        with self._undo.block():
            return self._answers.get(key)

    @override
    def remember(self, answer: Answer) -> None:
        """As the port says; an answer that is there already stays."""
        with self._undo.block():
            if self._answers.get(answer.key) is None:
                self._answers.put(answer.key, answer)

    @override
    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        with self._undo.block():
            return iter(tuple(self._book(customer_id).journal))

    @override
    def customers(self) -> Iterator[CustomerId]:
        with self._undo.block():
            return iter(sorted(self._books))

    def _book(self, customer_id: CustomerId) -> Book:
        """The customer's book, or an empty one that nobody keeps."""
        return self._books.get(customer_id) or Book(self._undo)

    def _is_stale(self, change: Change) -> bool:
        customer_id = change.seen.customer_id
        if self._book(customer_id).version != change.seen.version:
            return True
        if change.answer is not None and self._answers.get(change.answer.key):
            return True
        owners = self._owners.rows
        new = _new_documents(change)
        return any(owners.get(one, customer_id) != customer_id for one in new)

    def _write(self, change: Change, book: Book) -> None:
        """Write what differs; payments before credits, as their index needs it."""
        seen, after = change.seen, change.after
        for document in _new_documents(change):
            self._owners.put(document, seen.customer_id)
        _put(book.invoices, seen.invoices, after.invoices)
        _put(book.lines, seen.lines, after.lines)
        _put(book.payments, seen.payments, after.payments)
        _put(book.credits, seen.credits, after.credits)
        _put(book.returns, seen.returns, after.returns)
        _put(book.allocations, seen.allocations, after.allocations)
        _put(book.applications, seen.applications, after.applications)
        book.record(change.entry, after.entries)
        if change.answer is not None:
            self._answers.put(change.answer.key, change.answer)


def _new_documents(change: Change) -> Iterator[Part]:
    """What the change records for the first time."""
    seen, after = change.seen, change.after
    yield from (AnInvoice(one) for one in after.invoices if one not in seen.invoices)
    yield from (APayment(one) for one in after.payments if one not in seen.payments)
    yield from (ACredit(one) for one in after.credits if one not in seen.credits)
    yield from (AReturn(one) for one in after.returns if one not in seen.returns)


def _put(table: Table[K, V], seen: Mapping[K, V], after: Mapping[K, V]) -> None:
    for key, row in after.items():
        if seen.get(key) != row:
            table.put(key, row)
