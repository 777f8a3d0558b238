"""What time it is in the simulator, and how QuickBooks Online writes it.

QuickBooks Online writes each instant with the Pacific offset of that instant.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from typing_extensions import override

_PACIFIC = ZoneInfo("America/Los_Angeles")
START = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)


class Clock(Protocol):
    """Where the simulator takes its time from."""

    def now(self) -> datetime:
        """The present instant, aware and in UTC."""
        ...


class SimulatedClock(Clock):
    """A clock that stands still until somebody moves it."""

    def __init__(self, start: datetime = START) -> None:
        """Start at *start*; raises ``ValueError`` unless it is aware."""
        if start.tzinfo is None:
            raise ValueError(f"{start} is not an aware instant.")
        self._now = start.astimezone(UTC)

    @override
    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> datetime:
        """Move the clock on and tell the new time; it never goes back."""
        if seconds < 0:
            raise ValueError(f"A clock does not go back by {-seconds} seconds.")
        self._now += timedelta(seconds=seconds)
        return self._now


class WallClock(Clock):
    """The machine's clock."""

    @override
    def now(self) -> datetime:
        return datetime.now(UTC)


def pacific_seconds(at: datetime) -> str:
    """An instant as metadata has it: ``2020-09-29T05:58:07-07:00``."""
    return at.astimezone(_PACIFIC).isoformat(timespec="seconds")


def pacific_milliseconds(at: datetime) -> str:
    """An instant as responses have it: ``2020-09-29T05:58:07.300-07:00``."""
    return at.astimezone(_PACIFIC).isoformat(timespec="milliseconds")


def pacific_date(at: datetime) -> date:
    """The day on which *at* falls for the company."""
    return at.astimezone(_PACIFIC).date()


def read_instant(text: str) -> datetime:
    """The instant that *text* tells; without an offset it is Pacific time.

    Raises ``ValueError`` if it is none.
    """
    read = datetime.fromisoformat(text.strip())
    if read.tzinfo is None:
        read = read.replace(tzinfo=_PACIFIC)
    try:
        return read.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{text} is out of range.") from None
