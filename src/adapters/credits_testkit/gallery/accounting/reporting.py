"""Accounting systems that report otherwise than they should."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs
from typing_extensions import override

from credits_core.ports import RemoteFact

from ..bug import BrokenAccounting
from .handing import Handed


class _Newest(Handed):
    """The newest facts come first."""

    @override
    def facts(self, after: int, most: int) -> Sequence[RemoteFact]:
        return tuple(reversed(self.inner.facts(after, most)))


class _Inclusive(Handed):
    """The fact at the position is given as well."""

    @override
    def facts(self, after: int, most: int) -> Sequence[RemoteFact]:
        return self.inner.facts(after - 1, most)


class _Skipping(Handed):
    """The fact after the position is passed over."""

    @override
    def facts(self, after: int, most: int) -> Sequence[RemoteFact]:
        return self.inner.facts(after + 1, most)


class _Boundless(Handed):
    """All facts come at once, whatever was asked for."""

    @override
    def facts(self, after: int, most: int) -> Sequence[RemoteFact]:
        return self.inner.facts(after, 10**6 if most else 0)


class _Cut(Handed):
    """The last fact of a page is lost between two pages."""

    @override
    def facts(self, after: int, most: int) -> Sequence[RemoteFact]:
        return self.inner.facts(after, most)[: max(most - 1, 0)]


@attrs.define
class _Consuming(Handed):
    """A fact that was told is not told again."""

    told: int = 0

    @override
    def facts(self, after: int, most: int) -> Sequence[RemoteFact]:
        found = self.inner.facts(max(after, self.told), most)
        self.told = max([self.told, *(fact.position for fact in found)])
        return found


@attrs.define
class _Renaming(Handed):
    """A fact gets another key each time it is told."""

    count: int = 0

    @override
    def facts(self, after: int, most: int) -> Sequence[RemoteFact]:
        self.count += 1
        found = self.inner.facts(after, most)
        return tuple(attrs.evolve(f, key=f"{f.key}-{self.count}") for f in found)


class _Renumbered(Handed):
    """The positions of each page begin anew."""

    @override
    def facts(self, after: int, most: int) -> Sequence[RemoteFact]:
        found = self.inner.facts(after, most)
        return tuple(
            attrs.evolve(fact, position=place)
            for place, fact in enumerate(found, start=1)
        )


BUGS: Final = (
    BrokenAccounting(
        name="the newest fact is told first",
        costs="A memo is deleted before it was read in, is then read in, and its 30 are"
        " there for ever.",
        breaks=_Newest,
        caught={
            "facts of every kind are told",
            "facts come oldest first and their positions grow",
            "inbox",
        },
    ),
    BrokenAccounting(
        name="the fact at the position is told again and again",
        costs="Whoever reads one fact at a time never gets on: all that was reported"
        " after it is missing here.",
        breaks=_Inclusive,
        caught={
            "what is reported later is told later",
            "what was reported up to a position is not told",
            "inbox",
        },
    ),
    BrokenAccounting(
        name="the next fact is passed over",
        costs="A payment of 60 typed in there is never known here: the customer is"
        " dunned for what was paid.",
        breaks=_Skipping,
        caught={
            "a fact that is reported again has the same key",
            "a key may go with its command to the desk",
            "inbox",
        },
    ),
    BrokenAccounting(
        name="more facts come than were asked for",
        costs="A job that takes ten at a time and marks ten as done loses the others:"
        " their 500 never arrive.",
        breaks=_Boundless,
        caught={
            "no more facts are told than were asked for",
            "the same question gets the same answer",
            "inbox",
        },
    ),
    BrokenAccounting(
        name="the last fact of a page is lost",
        costs="One fact in every page never arrives, and one page of one fact is always"
        " empty: nothing arrives at all.",
        breaks=_Cut,
        caught={
            "no more facts are told than were asked for",
            "the same question gets the same answer",
            "inbox",
        },
    ),
    BrokenAccounting(
        name="a fact is told only once",
        costs="The process dies after reading and before writing, and the 60 it had"
        " read are never told again.",
        breaks=_Consuming,
        caught={
            "delivering and reporting do not disturb one another",
            "no more facts are told than were asked for",
            "inbox",
        },
    ),
    BrokenAccounting(
        name="a fact has a new key each time",
        costs="A memo of 30 that is reported twice is read in twice: 30 are invented.",
        seen_in="LAWS HC-72, the echo",
        breaks=_Renaming,
        caught={
            "a fact that is reported again has the same key",
            "a key may go with its command to the desk",
            "inbox",
        },
    ),
    BrokenAccounting(
        name="positions begin anew on each page",
        costs="Whoever goes on after position 2 reads the same two facts for ever, and"
        " never the payment of 60 behind them.",
        breaks=_Renumbered,
        caught={
            "what was reported up to a position is not told",
            "the same question gets the same answer",
            "inbox",
        },
    ),
)
"""Mistakes about what is reported."""
