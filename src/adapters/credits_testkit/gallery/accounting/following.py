"""Accounting systems that do not follow what is delivered to them."""

from __future__ import annotations

from typing import Final

import attrs
from typing_extensions import override

from credits_core.entry import Entry
from credits_core.identity import CustomerId

from ..bug import BrokenAccounting
from .handing import Handed


@attrs.define
class _Doubling(Handed):
    """Each delivery is a new entry of the other books, however often it comes."""

    count: int = 0

    @override
    def deliver(self, entry: Entry) -> None:
        self.count += 1
        self.inner.deliver(attrs.evolve(entry, version=self.count))


class _Dropping(Handed):
    """Every other entry is lost on the way."""

    @override
    def deliver(self, entry: Entry) -> None:
        if entry.version % 2:
            self.inner.deliver(entry)


class _Silent(Handed):
    """Nothing that is delivered ever arrives."""

    @override
    def deliver(self, entry: Entry) -> None:
        return


class _Obliging(Handed):
    """Entries that come too late are dropped without a word."""

    @override
    def deliver(self, entry: Entry) -> None:
        try:
            self.inner.deliver(entry)
        except ValueError:
            return


@attrs.define
class _Strict(Handed):
    """An entry that comes again is refused."""

    seen: set[tuple[CustomerId, int]] = attrs.field(factory=set)

    @override
    def deliver(self, entry: Entry) -> None:
        place = (entry.customer_id, entry.version)
        if place in self.seen:
            raise ValueError(f"{place} was delivered before.")
        self.seen.add(place)
        self.inner.deliver(entry)


@attrs.define
class _OneLine(Handed):
    """Entries are in one order, whoever's they are."""

    latest: int = 0

    @override
    def deliver(self, entry: Entry) -> None:
        if entry.version < self.latest:
            raise ValueError(f"Entry {entry.version} comes after {self.latest}.")
        self.latest = entry.version
        self.inner.deliver(entry)


BUGS: Final = (
    BrokenAccounting(
        name="an entry that comes again is booked again",
        costs="A delivery of 50 whose answer was lost comes again, and the other books"
        " show 100.",
        seen_in="LAWS HC-70; deliveries come at least once",
        breaks=_Doubling,
        caught={
            "the same entry is known by its customer and its version",
            "an entry delivered again at once has no second effect",
            "outbox",
        },
    ),
    BrokenAccounting(
        name="an entry that comes again is refused",
        costs="The retry fails for ever, the outbox stands still, and every entry of"
        " the customer after it waits.",
        breaks=_Strict,
        caught={
            "the same entry is known by its customer and its version",
            "an entry delivered again at once has no second effect",
            "outbox",
        },
    ),
    BrokenAccounting(
        name="every other entry is lost",
        costs="20 were granted and 20 applied; the other books show only the grant.",
        breaks=_Dropping,
        caught={
            "an entry of any command is noted",
            "entries of a customer are noted in the order of their versions",
            "outbox",
        },
    ),
    BrokenAccounting(
        name="nothing that is delivered arrives",
        costs="The books here and there drift apart by every cent, without an error.",
        breaks=_Silent,
        caught={
            "an entry that is delivered is noted",
            "an entry of any command is noted",
            "outbox",
        },
    ),
    BrokenAccounting(
        name="what comes out of order is dropped",
        costs="Entry 1 comes after entry 2 and vanishes: 100 are never booked, and"
        " nobody is told.",
        breaks=_Obliging,
        caught={
            "an entry that comes after a later one is refused",
            "after a refusal the next entry is noted",
            "outbox",
        },
    ),
    BrokenAccounting(
        name="customers have to come in one order",
        costs="The first entry of a new customer is refused because another's was"
        " later: the new customer's 50 are never booked.",
        breaks=_OneLine,
        caught={
            "customers do not wait for one another",
            "customers with similar ids are told apart",
            "outbox",
        },
    ),
)
"""Mistakes about what is delivered."""
