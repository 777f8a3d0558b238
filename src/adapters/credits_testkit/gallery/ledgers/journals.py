"""Ledgers whose journals are not told as they were written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs
from typing_extensions import override

from credits_core.entry import Effects, Entry
from credits_core.identity import CustomerId

from ...contracts.trials import Opens
from ...passing import Passing
from ..bug import BrokenLedgers
from .misreading import wrapped


@attrs.define
class _Retold(Passing):
    """Ledgers whose journals are told in another way."""

    tell: Callable[[list[Entry]], Iterable[Entry]]

    @override
    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        return iter(tuple(self.tell([*self.inner.journal(customer_id)])))


class _Mixed(Passing):
    """Ledgers that tell the journals of all customers as one."""

    @override
    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        for one in self.inner.customers():
            yield from self.inner.journal(one)


def _retold(tell: Callable[[list[Entry]], Iterable[Entry]]) -> Callable[[Opens], Opens]:
    return wrapped(lambda inner: _Retold(inner, tell))


def _in_the_order_of_text(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: str(entry.version))


def _with_a_gap(entries: list[Entry]) -> list[Entry]:
    return [one for one in entries if one.version != 2]


def _with_one_twice(entries: list[Entry]) -> list[Entry]:
    return [*entries[:1], *entries]


def _without_effects(entries: list[Entry]) -> list[Entry]:
    return [attrs.evolve(one, effects=Effects()) for one in entries]


def _local(entries: list[Entry]) -> list[Entry]:
    return [attrs.evolve(one, at=one.at.replace(tzinfo=None)) for one in entries]


def _without_keys(entries: list[Entry]) -> list[Entry]:
    return [attrs.evolve(one, key=None) for one in entries]


BUGS: Final = (
    BrokenLedgers(
        name="the journal is in the order of text",
        costs="Entry 10 is replayed before entry 9: 5 are spent before they were"
        " granted, and the replay ends with other figures.",
        breaks=_retold(_in_the_order_of_text),
        caught={
            "crash",
            "commands of every kind come as they were given",
            "the hundredth entry comes after the ninety ninth",
        },
    ),
    BrokenLedgers(
        name="the journal has a gap",
        costs="Entry 2 is missing, and with it 120 that nobody can explain.",
        breaks=_retold(_with_a_gap),
        caught={
            "journal",
            "replay",
            "commands of every kind come as they were given",
            "the hundredth entry comes after the ninety ninth",
        },
    ),
    BrokenLedgers(
        name="the journal tells an entry twice",
        costs="Whoever follows the journal books the first 100 twice.",
        breaks=_retold(_with_one_twice),
        caught={
            "crash",
            "commands of every kind come as they were given",
            "the hundredth entry comes after the ninety ninth",
        },
    ),
    BrokenLedgers(
        name="the journal tells of everybody",
        costs="One customer's statement shows the 50 of another.",
        breaks=wrapped(_Mixed),
        caught={
            "journal",
            "replay",
            "a customer nobody has heard of has no entries",
            "a journal tells the entries of its customer alone",
        },
    ),
    BrokenLedgers(
        name="the journal tells no effects",
        costs="The history says that somebody did something, and not that 20 became"
        " due.",
        breaks=_retold(_without_effects),
        caught={"journal", "an answer has the entry with all there is in it"},
    ),
    BrokenLedgers(
        name="the journal tells local time",
        costs="What happened at half past midnight is of the day before: 20 are in the"
        " wrong month.",
        breaks=_retold(_local),
        caught={
            "journal",
            "a journal tells the entries of its customer alone",
            "events of every kind come as they were committed",
        },
    ),
    BrokenLedgers(
        name="the journal forgets the keys",
        costs="Which of two receipts of 50 was the retry cannot be told any more.",
        breaks=_retold(_without_keys),
        caught={
            "journal",
            "an answer has the entry with all there is in it",
            "a change is stored with its entry and its answer",
        },
    ),
)
"""Mistakes of a repository about what happened when."""
