"""Both sides as values: their state can be kept, and gone back to, within a moment.

Nothing here is faster than the shipped parts for its own sake. What counts is that a
state is a value: a thousand schedules begin at the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Final

import attrs
from returns.result import Failure, Result, Success
from typing_extensions import override

from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.parts import Footprint
from credits_core.ports import Change, Clock, Ledgers
from credits_core.rejections import StaleLedger
from credits_qbo.gateway import Timer
from credits_qbo.store import MemorySyncStore, Record, Unit
from qbo_simulator import Company
from qbo_simulator.books import Books as CompanyBooks
from qbo_simulator.books.shelves import Shelf
from qbo_simulator.books.sorted_keys import SortedKeys
from qbo_simulator.state import Reply

CHANGING: Final = ("CreditMemo", "Payment", "Invoice", "Customer")

Watch = Callable[[str], None]
"""Told before and after each commit: ``"before"`` and ``"after"``."""

Rows = Mapping[type[Record], Mapping[tuple[str, ...], Record]]


class HandClock(Timer, Clock):
    """Everybody's clock: it moves when somebody waits, and can be set back."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 2, 20, tzinfo=UTC)

    @override
    def now(self) -> datetime:
        return self.at

    @override
    def wait(self, seconds: float) -> None:
        self.at += timedelta(seconds=max(seconds, 0.0))

    @override
    def today(self) -> date:
        return self.at.date()


@attrs.frozen
class Books:
    """The ledgers of this side, with their journals and answers."""

    ledgers: Mapping[CustomerId, Ledger] = attrs.field(factory=dict)
    journals: Mapping[CustomerId, tuple[Entry, ...]] = attrs.field(factory=dict)
    answers: Mapping[str, Answer] = attrs.field(factory=dict)


class StillLedgers(Ledgers):
    """Ledgers of few customers, of which *books* is all there is.

    Whatever is asked for, the whole ledger is given.
    """

    def __init__(self, watch: Watch) -> None:
        self.books = Books()
        self._watch = watch
        self._is_inside = False

    @override
    @contextmanager
    def exclusively(self, customer_ids: Collection[CustomerId]) -> Generator[None]:
        if self._is_inside:
            yield
            return
        before, self._is_inside = self.books, True
        try:
            yield
        except BaseException:
            self.books = before
            raise
        finally:
            self._is_inside = False
        after, self.books = self.books, before
        if after is not before:
            self._watch("before")
            self.books = after
            self._watch("after")

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        return self.load_whole(customer_id)

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        return self.books.ledgers.get(customer_id) or Ledger(customer_id=customer_id)

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        customer_id = change.seen.customer_id
        if self.load_whole(customer_id).version != change.seen.version:
            return Failure(StaleLedger(customer_id=customer_id))
        books = self.books
        journal = (*books.journals.get(customer_id, ()), change.entry)
        self.books = attrs.evolve(
            books,
            ledgers={**books.ledgers, customer_id: change.after},
            journals={**books.journals, customer_id: journal},
        )
        if change.answer is not None:
            self.remember(change.answer)
        return Success(None)

    @override
    def answer(self, key: str) -> Answer | None:
        return self.books.answers.get(key)

    @override
    def remember(self, answer: Answer) -> None:
        answers = {answer.key: answer, **self.books.answers}
        self.books = attrs.evolve(self.books, answers=answers)

    @override
    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        return iter(self.books.journals.get(customer_id, ()))

    @override
    def customers(self) -> Iterator[CustomerId]:
        return iter(sorted(self.books.ledgers))


class WatchedRows(MemorySyncStore):
    """The rows of the exchange, of which *rows* is all there is."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch

    @property
    def rows(self) -> Rows:
        """All rows as they are now; nobody changes them, new ones take their place."""
        return self._rows

    def go_back(self, rows: Rows) -> None:
        """Let everything be as it was."""
        self._rows = {kind: dict(found) for kind, found in rows.items()}

    @override
    @contextmanager
    def unit(self) -> Generator[Unit]:
        before = self._rows
        with super().unit() as unit:
            yield unit
        after = self._rows
        if after == before:
            self._rows = before
            return
        self._rows = before
        self._watch("before")
        self._rows = after
        self._watch("after")


@attrs.frozen
class TheirBooks:
    """A company's books, and its answers under request ids."""

    books: CompanyBooks = attrs.field(repr=False)
    replies: Mapping[str, Reply] = attrs.field(repr=False)

    @classmethod
    def of(cls, company: Company) -> TheirBooks:
        """How *company* is now."""
        custody = company.custody
        return cls(_copy(custody.books), dict(custody.replies))

    def put_into(self, company: Company) -> None:
        """Let *company* be as it was."""
        custody = company.custody
        custody.books = _copy(self.books)
        custody.replies = dict(self.replies)
        custody.changes.clear()
        custody._earlier.clear()


def _copy(books: CompanyBooks) -> CompanyBooks:
    """Books of their own; what scenarios leave alone is shared."""
    copy = CompanyBooks()
    copy.shelves.update(books.shelves)
    for entity in CHANGING:
        copy.shelves[entity] = _copy_of_shelf(books.shelves[entity])
    copy.applied.update({key: dict(one) for key, one in books.applied.items()})
    copy.owed.update(books.owed)
    copy.children.update(books.children)
    copy.last_id, copy.last_number = books.last_id, books.last_number
    return copy


def _copy_of_shelf(shelf: Shelf) -> Shelf:
    copy = Shelf()
    for name, held in vars(shelf).items():
        if isinstance(held, SortedKeys):
            getattr(copy, name)._keys[:] = held._keys
        else:
            whole = {
                key: dict(one) if isinstance(one, dict) else one
                for key, one in held.items()
            }
            getattr(copy, name).update(whole)
    return copy
