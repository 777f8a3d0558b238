"""Broken clocks and other books do not get away: their contracts tell of each."""

from __future__ import annotations

from datetime import UTC, date, datetime

import attrs
import pytest
from typing_extensions import override

from credits_core.ports import Clock
from credits_memory import HandClock, MemoryAccounting
from credits_testkit.contracts import (
    IN_MEMORY,
    AccountingContract,
    ClockContract,
    verdicts,
)
from credits_testkit.gallery import clocks
from credits_testkit.gallery.accounting import BROKEN_ACCOUNTING
from credits_testkit.gallery.accounting.handing import Handed
from credits_testkit.gallery.bug import BrokenAccounting, BrokenClock
from credits_testkit.gallery.trials.ports import accounting_tried, clock_tried
from credits_testkit.occasions import BEGIN


def _name(bug: object) -> str:
    return str(getattr(bug, "name", bug))


def _clock() -> HandClock:
    return HandClock(BEGIN)


@pytest.mark.parametrize("bug", clocks.BUGS, ids=_name)
def test_a_broken_clock_is_caught_by_what_the_gallery_says(bug: BrokenClock) -> None:
    assert clock_tried(bug, _clock) >= bug.caught


@pytest.mark.parametrize("bug", BROKEN_ACCOUNTING, ids=_name)
def test_broken_other_books_are_caught_by_what_the_gallery_says(
    bug: BrokenAccounting,
) -> None:
    assert accounting_tried(bug, MemoryAccounting) >= bug.caught


def test_good_ones_break_no_clause() -> None:
    clock = verdicts(ClockContract, clock=_clock)
    books = verdicts(
        AccountingContract,
        capabilities=IN_MEMORY,
        accounting=lambda _: MemoryAccounting(),
    )

    assert [one.clause for one in (*clock, *books) if one.is_failed] == []


def test_good_ones_pass_the_other_checks_of_the_gallery_too() -> None:
    """Also a clock of a business in California, whose dates are not Greenwich's."""
    unbroken = BrokenClock(name="no bug", costs="", breaks=_itself, caught=())
    in_step = BrokenAccounting(name="no bug", costs="", breaks=Handed, caught=())
    zones = {UTC, *(bug.zone for bug in clocks.BUGS)}

    for zone in zones:
        assert clock_tried(attrs.evolve(unbroken, zone=zone), _clock) == frozenset()
    assert accounting_tried(in_step, MemoryAccounting) == frozenset()
    assert len(zones) > 1


def _itself(clock: Clock) -> Clock:
    return Passing(clock)


class Passing(Clock):
    """A clock that shows what the *inner* one shows."""

    def __init__(self, inner: Clock) -> None:
        self.inner = inner

    @override
    def now(self) -> datetime:
        return self.inner.now()

    @override
    def today(self) -> date:
        return self.inner.today()
