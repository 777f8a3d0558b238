"""Ledgers as a host may write them in an afternoon: four tables, and plain SQL.

They keep each document as JSON and always load a customer whole. Which statement
comes when, and in which transaction, is left to the variants in
``broken_ledgers``: nothing in these tables hinders two sessions from writing the
same version, so that all depends on it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import Any, Final, Protocol

import attrs
from returns.result import Result, Success
from sqlalchemy import Connection, Engine, text
from typing_extensions import override

from credits_core.codec import codec_of
from credits_core.credit import Credit
from credits_core.customer_return import CustomerReturn
from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId, InvoiceId
from credits_core.invoice import Invoice
from credits_core.ledger import Ledger, Lines
from credits_core.parts import Footprint
from credits_core.payment import Allocation, Application, Payment
from credits_core.ports import Change, Ledgers
from credits_core.rejections import StaleLedger
from credits_core.wire import (
    answer_from,
    answer_json,
    entry_from,
    entry_json,
    text_of,
)
from credits_testkit.races.stored import StoredLines

TABLES: Final = {
    "naive_head": "customer TEXT PRIMARY KEY, version INTEGER, entries INTEGER",
    "naive_document": "customer TEXT, kind TEXT, id TEXT, body TEXT,"
    " PRIMARY KEY (customer, kind, id)",
    "naive_journal": "customer TEXT, version INTEGER, body TEXT",
    "naive_answer": "key TEXT PRIMARY KEY, body TEXT",
}

_KINDS: Final[Mapping[str, Any]] = {
    "invoices": Invoice,
    "lines": StoredLines,
    "payments": Payment,
    "credits": Credit,
    "returns": CustomerReturn,
    "allocations": Allocation,
    "applications": Application,
}

HEAD: Final = "SELECT version, entries FROM naive_head WHERE customer = :customer"
DOCUMENTS: Final = (
    "SELECT kind, body FROM naive_document WHERE customer = :customer"
    " ORDER BY kind, length(id), id"
)
ADD_HEAD: Final = (
    "INSERT INTO naive_head VALUES (:customer, 0, 0) ON CONFLICT DO NOTHING"
)
_SET_HEAD: Final = (
    "UPDATE naive_head SET version = :version, entries = :entries"
    " WHERE customer = :customer"
)
_PUT: Final = (
    "INSERT INTO naive_document VALUES (:customer, :kind, :id, :body)"
    " ON CONFLICT (customer, kind, id) DO UPDATE SET body = :body"
)
_JOURNAL: Final = "INSERT INTO naive_journal VALUES (:customer, :version, :body)"
_ANSWER: Final = "INSERT INTO naive_answer VALUES (:key, :body) ON CONFLICT DO NOTHING"


class Isolation(Protocol):
    """How a variant reads and writes: the only thing in which they differ."""

    def block(self, customers: list[CustomerId]) -> AbstractContextManager[object]:
        """What happens around a command on these customers."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection to read on."""
        ...

    def read(self, connection: Connection, customer_id: CustomerId) -> Ledger:
        """The customer's whole ledger."""
        ...

    def writing(self, customer: CustomerId, /) -> AbstractContextManager[Connection]:
        """A connection to write on; what is written is there when it is left."""
        ...


class NaiveLedgers(Ledgers):
    """The ledgers of one tenant, isolated as well or badly as *isolation* is."""

    def __init__(self, isolation: Isolation) -> None:
        """Read and write as *isolation* says."""
        self.isolation = isolation

    @override
    def exclusively(
        self, customer_ids: Collection[CustomerId]
    ) -> AbstractContextManager[None]:
        return _left_alone(self.isolation.block(sorted(customer_ids)))

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        return self.load_whole(customer_id)

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        with self.isolation.reading() as connection:
            return self.isolation.read(connection, customer_id)

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        with self.isolation.writing(change.seen.customer_id) as connection:
            write(connection, change)
        return Success(None)

    @override
    def answer(self, key: str) -> Answer | None:
        asked = text("SELECT body FROM naive_answer WHERE key = :key")
        with self.isolation.reading() as connection:
            found = connection.execute(asked, {"key": key}).scalar()
        return None if found is None else answer_from(json.loads(found))

    @override
    def remember(self, answer: Answer) -> None:
        with self.isolation.writing(CustomerId("")) as connection:
            _keep(connection, answer)

    @override
    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        asked = text(
            "SELECT body FROM naive_journal WHERE customer = :customer ORDER BY version"
        )
        with self.isolation.reading() as connection:
            rows = connection.execute(asked, {"customer": customer_id}).all()
        return iter([entry_from(json.loads(row[0])) for row in rows])

    @override
    def customers(self) -> Iterator[CustomerId]:
        asked = text("SELECT DISTINCT customer FROM naive_journal ORDER BY customer")
        with self.isolation.reading() as connection:
            rows = connection.execute(asked).all()
        return iter([CustomerId(row[0]) for row in rows])


@contextmanager
def _left_alone(block: AbstractContextManager[object]) -> Iterator[None]:
    with block:
        yield


def read(connection: Connection, customer_id: CustomerId) -> Ledger:
    """The whole ledger, in two statements: first its documents, then its head."""
    asked = {"customer": customer_id}
    documents = connection.execute(text(DOCUMENTS), asked).all()
    head = connection.execute(text(HEAD), asked).first()
    version, entries = (0, 0) if head is None else (head[0], head[1])
    return ledger_of(customer_id, version, entries, [(k, b) for k, b in documents])


def ledger_of(
    customer_id: CustomerId, version: int, entries: int, rows: list[tuple[str, str]]
) -> Ledger:
    """The ledger that these rows hold."""
    found: dict[str, dict[Any, Any]] = {kind: {} for kind in _KINDS}
    for kind, body in rows:
        document = _document(kind, body)
        if kind == "lines":
            lines = {line.id: line for line in document.lines}
            found[kind][document.invoice_id] = lines
        else:
            found[kind][getattr(document, "id", None) or document.number] = document
    empty = Ledger(customer_id=customer_id, version=version, entries=entries)
    return attrs.evolve(empty, **found)  # type: ignore[arg-type] # by name


@lru_cache(maxsize=100_000)
def _document(kind: str, body: str) -> Any:  # noqa: ANN401 - of many kinds
    return codec_of(_KINDS[kind]).read(json.loads(body))


def write(connection: Connection, change: Change) -> None:
    """Store whatever differs, the journal entry and the answer."""
    customer = change.seen.customer_id
    after = {"version": change.after.version, "entries": change.after.entries}
    connection.execute(text(ADD_HEAD), {"customer": customer})
    connection.execute(text(_SET_HEAD), {"customer": customer, **after})
    rows = list(_changed(change))
    if rows:
        connection.execute(text(_PUT), rows)
    body = text_of(entry_json(change.entry))
    connection.execute(
        text(_JOURNAL),
        {"customer": customer, "version": change.entry.version, "body": body},
    )
    if change.answer is not None:
        _keep(connection, change.answer)


def _changed(change: Change) -> Iterator[dict[str, str]]:
    for kind, of in _KINDS.items():
        before, after = getattr(change.seen, kind), getattr(change.after, kind)
        for name, document in after.items():
            if before.get(name) == document:
                continue
            kept = _lines(name, document) if kind == "lines" else document
            yield {
                "customer": change.seen.customer_id,
                "kind": kind,
                "id": str(name),
                "body": text_of(codec_of(of).write(kept)),
            }


def _lines(invoice_id: InvoiceId, lines: Lines) -> StoredLines:
    return StoredLines(invoice_id=invoice_id, lines=tuple(lines.values()))


def _keep(connection: Connection, answer: Answer) -> None:
    body = text_of(answer_json(answer))
    connection.execute(text(_ANSWER), {"key": answer.key, "body": body})


def create_tables(engine: Engine) -> None:
    """Make the four tables, empty."""
    with engine.begin() as connection:
        for table, columns in TABLES.items():
            connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
            connection.execute(text(f"CREATE TABLE {table} ({columns})"))
