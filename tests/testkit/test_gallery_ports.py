"""Broken clocks and other books do not get away: their contracts tell of each."""

from __future__ import annotations

import pytest

from credits_memory import HandClock, MemoryAccounting
from credits_testkit.contracts import (
    IN_MEMORY,
    AccountingContract,
    ClockContract,
    verdicts,
)
from credits_testkit.gallery import clocks
from credits_testkit.gallery.accounting import BROKEN_ACCOUNTING
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
