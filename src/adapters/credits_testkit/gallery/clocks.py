"""Clocks that are wrong in one way, whatever clock they are made of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from .bug import BrokenClock
from .showing import Frozen, OfGreenwich, Shown, Started, Swinging

_EAST: Final = timezone(timedelta(hours=14))
_CALIFORNIA: Final = timezone(timedelta(hours=-8))


def _naive(now: datetime) -> datetime:
    return now.replace(tzinfo=None)


def _local(now: datetime) -> datetime:
    return now.astimezone(_EAST)


def _local_by_name_only(now: datetime) -> datetime:
    return now.astimezone(_EAST).replace(tzinfo=UTC)


def _tomorrow(today: date) -> date:
    return today + timedelta(days=1)


def _midnight(today: date) -> date:
    return datetime(today.year, today.month, today.day, tzinfo=UTC)


BUGS: Final = (
    BrokenClock(
        name="the clock is naive",
        costs="An hour is missing or doubled when the clocks change: of two receipts of"
        " 50 the later is the earlier.",
        breaks=lambda inner: Shown(inner, _naive),
        caught={
            *("a command is dated by the clock", "an instant is aware and in utc"),
            "crash",
        },
    ),
    BrokenClock(
        name="the clock shows local time",
        costs="The journals of two offices are in two orders: 20 are spent before they"
        " were granted.",
        breaks=lambda inner: Shown(inner, _local),
        caught={
            *("a command is dated by the clock", "an instant is aware and in utc"),
            "crash",
        },
    ),
    BrokenClock(
        name="the clock calls local time universal",
        costs="Every entry is fourteen hours too late: what was received on the 31st"
        " counts in the next month.",
        breaks=lambda inner: Shown(inner, _local_by_name_only),
        caught={
            "a clock may be set again and again",
            "a clock that was set back can be set ahead again",
            "dated",
        },
    ),
    BrokenClock(
        name="the clock goes back",
        costs="A later entry is dated before an earlier one, and a report as of then"
        " shows 30 spent of a credit that was not there.",
        breaks=Swinging,
        caught={
            "an instant in another thread is not earlier either",
            "an instant is never earlier than the one before",
            "dated",
        },
    ),
    BrokenClock(
        name="the date is that of the day the process was started",
        costs="A credit of 7 that counts from today on is refused for weeks, until"
        " somebody restarts the server.",
        breaks=Started,
        caught={
            "the business date changes at midnight and not before",
            "the business date goes over the end of years and leap days",
            "dated",
        },
    ),
    BrokenClock(
        name="the date is Greenwich's",
        costs="In California what is received after four in the afternoon is booked on"
        " the next day: 50 of the 31st are in the wrong month.",
        breaks=OfGreenwich,
        zone=_CALIFORNIA,
        caught={
            "the business date changes at midnight and not before",
            "the business date stays the same all day",
            "dated",
        },
    ),
    BrokenClock(
        name="the clock stands still",
        costs="All that happens until the next restart is of the same instant: nobody"
        " can say which of two uses of 40 came first.",
        breaks=Frozen,
        caught={
            "a clock may be set again and again",
            "a clock that was set back can be set ahead again",
            "dated",
        },
    ),
    BrokenClock(
        name="the date is always tomorrow's",
        costs="Credits of tomorrow are spent today, and a month is closed a day too"
        " early.",
        breaks=lambda inner: Shown(inner, day=_tomorrow),
        caught={
            "the business date stays the same all day",
            "the business date changes at midnight and not before",
            "dated",
        },
    ),
    BrokenClock(
        name="the date has a time of day",
        costs="A credit of today at midnight is not yet one of today at noon: 7 are"
        " refused on the day from which they count.",
        breaks=lambda inner: Shown(inner, day=_midnight),
        caught={
            "a business date has no time of day",
            "an instant is kept by a journal as it is",
            "dated",
        },
    ),
)
"""Mistakes of a clock."""
