"""Keeping a company's books: in memory, in the state, and for those who are told."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime, timedelta

import attrs

from .amounts import Document, cents
from .books import Books, Draft, Record
from .books.records import record_of
from .changes import Change, Subscriber
from .clock import Clock
from .entities import kind_named
from .facts import Facts
from .json_text import document_of
from .rules.settling import SETTLED, settle_customers
from .rules.work import Settings, Work
from .seeding import first_objects
from .state import Kept, Memory, Reply, State
from .state.state import Header

_REMEMBERED = 10_000
_MOST_DIGITS = 18


class Custody:
    """A company's books, and who has to know of what changes in them."""

    def __init__(
        self,
        realm_id: str,
        name: str,
        facts: Facts,
        state: State | None,
        clock: Clock,
    ) -> None:
        self.realm_id = realm_id
        self.name = name
        self.facts = facts
        self.state: State = state or Memory()
        self.clock = clock
        self.books = Books()
        self.subscribers: list[Subscriber] = []
        self.changes: deque[Change] = deque(maxlen=_REMEMBERED)
        self.replies: dict[str, Reply] = {}
        self._holding = False
        self._earlier: deque[tuple[datetime, tuple[str, str], Record | None]] = deque(
            maxlen=_REMEMBERED
        )
        self._known: tuple[object, Settings] = (None, Settings())
        self._load()

    def _load(self) -> None:
        for header in self.state.headers():
            if header.realm_id == self.realm_id:
                self._load_company(header)
                return
        for entity, document in first_objects(self.name, self.facts, self.clock.now()):
            self.adopt(entity, document)

    def _load_company(self, header: Header) -> None:
        self.name = header.name
        told = json.loads(header.facts)
        told["custom_fields"] = tuple(told.get("custom_fields", ()))
        self.facts = Facts(**told)
        for kept in self.state.objects(self.realm_id):
            self._take(kept)
        for reply in self.state.replies(self.realm_id):
            self.replies[reply.request_id] = reply
        self.books.last_id = header.last_id
        self.books.last_number = header.last_number

    def _take(self, kept: Kept) -> None:
        if kept.text is None:
            self.books.shelves[kept.entity].bury(kept.id, kept.at)
            return
        record = record_of(kept.entity, document_of(kept.text), outside=kept.outside)
        record = attrs.evolve(record, text=kept.text)
        self.books.put(record.key, record, record.updated)

    @property
    def settings(self) -> Settings:
        """The company's choices, as its preferences have them now."""
        preferences = self.books.find("Preferences", "1")
        text = preferences.text if preferences else "{}"
        mark = text, self.facts
        if self._known[0] != mark:
            settings = Settings.of(
                document_of(text),
                country=self.facts.country,
                custom_fields=self.facts.custom_fields,
                closed_with_password=self.facts.closed_with_password,
            )
            self._known = mark, settings
        return self._known[1]

    def draft(self) -> Draft:
        """A draft of the present instant."""
        return Draft(self.books, self.clock.now())

    def commit(self, work: Work) -> None:
        """Put what was worked out into the books, and tell of it."""
        settle_customers(work)
        draft = work.draft
        second = int(draft.at.timestamp())
        self.books.last_id = draft.last_id
        self.books.last_number = draft.last_number
        self.state.keep(
            self.header(),
            [
                Kept(*key, record.text, record.outside)
                if record
                else Kept(*key, None, at=second)
                for key, record in draft.changed.items()
            ],
        )
        for key, record in draft.changed.items():
            old = self.books.put(key, record, second)
            self._earlier.append((draft.at, key, old))
        self._tell(draft)

    def _tell(self, draft: Draft) -> None:
        for (entity, object_id), note in draft.notes.items():
            change = Change(
                self.realm_id,
                entity,
                object_id,
                note.operation,
                draft.at,
                note.derived,
                note.deleted_id,
            )
            self.changes.append(change)
            for subscriber in self.subscribers:
                subscriber(change)

    @contextmanager
    def one_transaction(self) -> Generator[None]:
        """Let all that happens meanwhile be durable together, or not at all."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
            self.state.finish()

    def finish(self) -> None:
        """Make what happened durable, unless more of the same is to come."""
        if not self._holding:
            self.state.finish()

    def header(self) -> Header:
        """What the state keeps of the company besides its objects."""
        facts = json.dumps(attrs.asdict(self.facts))
        books = self.books
        return Header(self.realm_id, self.name, books.last_id, books.last_number, facts)

    def past(self, entity: str, seconds: int) -> dict[str, Record | None]:
        """What has changed in the last *seconds*, as it was before."""
        if not seconds:
            return {}
        since = self.clock.now() - timedelta(seconds=seconds)
        earlier: dict[str, Record | None] = {}
        for at, key, old in self._earlier:
            if at > since and key[0] == entity and key[1] not in earlier:
                earlier[key[1]] = old
        return earlier

    def adopt(self, entity: str, document: Document) -> None:
        """Take an object over as it is; raises ``ValueError`` if that can't be."""
        object_id = str(document.get("Id", ""))
        if kind_named(entity) is None or not object_id or len(object_id) > _MOST_DIGITS:
            raise ValueError(f"A {entity} with the Id {object_id!r} can't be kept.")
        record = record_of(entity, document)
        if entity in SETTLED and "Balance" in document:
            applied = sum(self.books.applied.get(record.key, {}).values())
            outside = record.total - cents(document["Balance"]) - applied
            record = attrs.evolve(record, outside=outside)
        self._put(record)
        for use in record.uses if entity == "Payment" else ():
            paid = self.books.find(use.kind, use.id)
            if paid is not None and paid.outside:
                left = max(paid.outside - use.amount, 0)
                self._put(attrs.evolve(paid, outside=left))
        if record.number.isdecimal() and len(record.number) < _MOST_DIGITS:
            self.books.last_number = max(self.books.last_number, int(record.number))

    def _put(self, record: Record) -> None:
        self.books.put(record.key, record, record.updated)
        kept = Kept(*record.key, record.text, record.outside)
        self.state.keep(self.header(), [kept])
