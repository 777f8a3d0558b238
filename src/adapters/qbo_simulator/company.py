"""One company's books, as its API sees them.

What a person does in QuickBooks Online itself is at ``person``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from . import bookkeeping, feed
from .amounts import Document
from .batching import answer_batch
from .changes import Change, Subscriber
from .clock import Clock
from .custody import Custody
from .facts import Facts
from .intake import admitted
from .json_text import Raw, render
from .outcomes import Done, Outcome
from .query import find, read_query
from .refusals import Refusal, refusal
from .rules.stamping import current, record_at
from .rules.work import Work
from .state import State
from .switches import MinimalVoid, Switches
from .telling import deleted_text, object_text, query_text

if TYPE_CHECKING:
    from .person import Person


class Company:
    """A company of QuickBooks Online.

    Documents are plain dictionaries, with the keys of the real service.
    """

    def __init__(
        self,
        realm_id: str,
        *,
        name: str = "A Company",
        clock: Clock,
        switches: Switches | None = None,
        state: State | None = None,
        facts: Facts | None = None,
    ) -> None:
        """Open the company, from *state* if that knows it."""
        self.realm_id = realm_id
        self.clock = clock
        self.switches = switches or Switches()
        self.custody = Custody(realm_id, name, facts or Facts(), state, clock)

    @property
    def name(self) -> str:
        """What the company is called."""
        return self.custody.name

    @cached_property
    def person(self) -> Person:
        """Somebody who works in QuickBooks Online itself."""
        from .person import Person  # noqa: PLC0415 - a person needs a company first

        return Person(self)

    def subscribe(self, subscriber: Subscriber) -> None:
        """Tell *subscriber* of each change, once it is in the books."""
        self.custody.subscribers.append(subscriber)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The latest changes, the oldest first."""
        return tuple(self.custody.changes)

    def create(self, entity: str, document: Document) -> Outcome:
        """Put a new object into the books."""

        def act(work: Work) -> tuple[str, str]:
            kind = bookkeeping.known_kind(entity)
            given = admitted(kind, document, self.switches.string_amounts)
            return entity, bookkeeping.create(work, kind, given)

        return self.carry_out(act)

    def read(self, entity: str, object_id: str) -> Outcome:
        """The object as it is now."""
        return self._refusing(lambda: self._read(entity, object_id))

    def update(self, entity: str, document: Document) -> Outcome:
        """Change an object, in full or, if the document says so, sparsely."""

        def act(work: Work) -> tuple[str, str]:
            kind = bookkeeping.known_kind(entity)
            given = admitted(kind, document, self.switches.string_amounts)
            old = current(work.draft, entity, given, self.custody.facts.user)
            bookkeeping.update(work, kind, old, given)
            return old.key

        return self.carry_out(act)

    def delete(self, entity: str, document: Document) -> Outcome:
        """Take an object out of the books."""

        def act(work: Work) -> tuple[str, str]:
            given = self._pointing(entity, document)
            old = current(work.draft, entity, given, self.custody.facts.user)
            bookkeeping.delete(work, old)
            return old.key

        return self.carry_out(act)

    def void(self, entity: str, document: Document) -> Outcome:
        """Keep a transaction, and let it be about nothing."""

        def act(work: Work) -> tuple[str, str]:
            given = self._pointing(entity, document)
            old = current(work.draft, entity, given, self.custody.facts.user)
            bookkeeping.void(work, old)
            return old.key

        return self.carry_out(act)

    def void_by_update(self, entity: str, document: Document) -> Outcome:
        """Void by an update that includes it, the way payments are voided."""
        missing = next(
            (key for key in ("CustomerRef", "TotalAmt") if key not in document), None
        )
        strict = self.switches.sparse_void_minimal is not MinimalVoid.ACCEPT
        if strict and missing and entity == "Payment":
            return refusal("2020", missing, element=missing).refused
        return self.void(entity, document)

    def query(self, text: str) -> Outcome:
        """What a query in QuickBooks Online's language finds."""

        def ask() -> str:
            query = read_query(text)
            past = self.custody.past(query.kind.name, self.switches.query_lag_seconds)
            shelf = self.custody.books.shelves[query.kind.name]
            return query_text(query, find(shelf, query, past))

        return self._refusing(ask)

    def cdc(self, entities: tuple[str, ...], changed_since: datetime) -> Outcome:
        """What changed since an instant, deleted objects included."""
        books, now = self.custody.books, self.clock.now()
        return self._refusing(
            lambda: render(
                feed.changes(books, entities, changed_since, now, self.switches)
            )
        )

    def batch(self, document: Document) -> Outcome:
        """Several requests in one, each with its own answer."""
        return self._refusing(lambda: answer_batch(self, document))

    def adopt(self, entity: str, document: Document) -> None:
        """Take an object over as it was recorded elsewhere, its balance included."""
        self.custody.adopt(entity, document)
        self.custody.finish()

    def carry_out(
        self, act: Callable[[Work], tuple[str, str]], *, by_person: bool = False
    ) -> Outcome:
        """Do *act* altogether or not at all, and tell the object it was about."""
        draft = self.custody.draft()
        work = Work(draft, self.switches, self.custody.settings, by_person)
        try:
            key = act(work)
            self.custody.commit(work)
            self.custody.finish()
        except Refusal as refused:
            return refused.refused
        found = self.custody.books.find(*key)
        return Done(object_text(found) if found else deleted_text(*key))

    def _read(self, entity: str, object_id: str) -> str:
        kind = bookkeeping.known_kind(entity)
        found = record_at(self.custody.draft(), kind.name, object_id)
        return object_text(found)

    def _pointing(self, entity: str, document: Document) -> Document:
        """Which object is meant; whatever else the document has is not looked at."""
        kind = bookkeeping.known_kind(entity)
        part = {key: document[key] for key in ("Id", "SyncToken") if key in document}
        return admitted(kind, part, self.switches.string_amounts)

    def _refusing(self, ask: Callable[[], str]) -> Outcome:
        try:
            return Done(Raw(ask()))
        except Refusal as refused:
            return refused.refused
