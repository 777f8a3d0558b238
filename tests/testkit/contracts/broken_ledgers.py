"""Ledgers that break their promises, each in a way of its own."""

from __future__ import annotations

import time
from collections.abc import Collection, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Final

import attrs
from returns.result import Result, Success
from typing_extensions import override

from credits_core.cutting import documents_of
from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId
from credits_core.ledger import WHOLE, Ledger
from credits_core.parts import Footprint, document_of
from credits_core.ports import Change, Ledgers
from credits_core.rejections import StaleLedger
from credits_memory import MemoryLedgers
from credits_testkit.contracts import Place
from credits_testkit.contracts.events_given import issued
from credits_testkit.contracts.given import change_of, refused_answer
from credits_testkit.orders import ACME
from credits_testkit.passing import Passing


class Forgetful(Passing):
    """Says that it has stored and remembered, and does neither."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        return Success(None)

    @override
    def remember(self, answer: Answer) -> None:
        """Nothing."""


class Inventive(Passing):
    """Knows of customers, entries and answers that nobody ever told it."""

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        return self.load_whole(customer_id)

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        whole = self.inner.load_whole(customer_id)
        return attrs.evolve(whole, version=whole.version + 1)

    @override
    def answer(self, key: str) -> Answer | None:
        return self.inner.answer(key) or refused_answer(key)

    @override
    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        yield from self.inner.journal(customer_id)
        yield change_of(Ledger(customer_id=customer_id), issued("C0", "1")).entry

    @override
    def customers(self) -> Iterator[CustomerId]:
        yield from self.inner.customers()
        yield CustomerId("Nobody")


class Careless(Passing):
    """Lets everybody in, and keeps whatever was done in a block."""

    @override
    def exclusively(
        self, customer_ids: Collection[CustomerId]
    ) -> AbstractContextManager[None]:
        return nullcontext()


class Swallowing(Passing):
    """Ends a block that was left by an exception as if nothing had happened."""

    @override
    @contextmanager
    def exclusively(self, customer_ids: Collection[CustomerId]) -> Generator[None]:
        try:
            with self.inner.exclusively(customer_ids):
                yield
        except Exception:  # noqa: BLE001 - that is what is broken
            return


class Generous(Passing):
    """Gives everything there is, whatever was asked for."""

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        loaded = self.inner.load(customer_id, footprint)
        whole = self.inner.load_whole(customer_id)
        return attrs.evolve(whole, scope=loaded.scope, elsewhere=loaded.elsewhere)


class Stingy(Passing):
    """Gives the version of a slice, and nothing that is in it."""

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        loaded = self.inner.load(customer_id, footprint)
        return Ledger(customer_id=customer_id, version=loaded.version, scope=WHOLE)


class Suspicious(Passing):
    """Takes whatever it does not find for somebody else's."""

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        loaded = self.inner.load(customer_id, footprint)
        found = set(documents_of(loaded))
        missing = {document_of(part) for part in footprint} - found
        return attrs.evolve(loaded, elsewhere=dict.fromkeys(missing, ACME))


class Piecemeal(Passing):
    """Looks twice, and takes a part from each time."""

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        before = self.inner.load_whole(customer_id)
        time.sleep(0.001)
        return attrs.evolve(self.inner.load_whole(customer_id), credits=before.credits)

    @override
    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        count = len(tuple(self.inner.journal(customer_id))) or 1
        time.sleep(0.001)
        return iter(tuple(self.inner.journal(customer_id))[-count:])


@attrs.define
class Tired(Passing):
    """Answers under a key, and tells a journal, the first time only."""

    _told: set[str] = attrs.field(factory=set)

    @override
    def answer(self, key: str) -> Answer | None:
        return self.inner.answer(key) if self._is_first(key) else None

    @override
    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        if self._is_first(customer_id):
            yield from self.inner.journal(customer_id)

    def _is_first(self, name: str) -> bool:
        is_first = name not in self._told
        self._told.add(name)
        return is_first


BROKEN: Final = (
    *(Forgetful, Inventive, Careless, Swallowing, Generous, Stingy),
    *(Suspicious, Piecemeal, Tired),
)


def opened(kind: type[Passing], _place: Place) -> Ledgers:
    """A broken adapter; each is opened over an empty memory."""
    return kind(MemoryLedgers())
