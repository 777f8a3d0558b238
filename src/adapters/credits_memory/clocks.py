"""Clocks: one that is set by hand, and the one on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from threading import Lock

from typing_extensions import override

from credits_core.ports import Clock


class HandClock(Clock):
    """A clock that stands still until somebody moves it.

    Its business date is *today* if that is given, and goes along when the clock
    is moved over midnight; otherwise it is the date in UTC.
    """

    def __init__(self, now: datetime, today: date | None = None) -> None:
        """Start at *now*; raises ``ValueError`` unless it is aware and in UTC."""
        self._now = _in_utc(now)
        self._ahead = (today or now.date()) - now.date()

    @override
    def now(self) -> datetime:
        return self._now

    @override
    def today(self) -> date:
        return self._now.date() + self._ahead

    def advance(self, by: timedelta) -> None:
        """Move the clock on; raises ``ValueError`` if that would be backwards."""
        self.set(self._now + by)

    def set(self, now: datetime, today: date | None = None) -> None:
        """Move the clock to *now*; raises ``ValueError`` if that is in its past.

        The business date goes along unless *today* is given.
        """
        if _in_utc(now) < self._now:
            raise ValueError(f"A clock never goes back, from {self._now} to {now}.")
        self._now = now
        if today is not None:
            self._ahead = today - now.date()


class WallClock(Clock):
    """The machine's clock, with the business dates of one time *zone*.

    When the machine's clock is set back, this one stands still until it is
    overtaken.
    """

    def __init__(self, zone: tzinfo = UTC) -> None:
        """Take the business date from *zone*; ``TypeError`` if it is none."""
        if not isinstance(zone, tzinfo):
            raise TypeError(f"A zone is a tzinfo such as ZoneInfo, not {zone!r}.")
        self._zone = zone
        self._latest = datetime.now(UTC)
        self._lock = Lock()

    @override
    def now(self) -> datetime:
        with self._lock:
            self._latest = max(self._latest, datetime.now(UTC))
            return self._latest

    @override
    def today(self) -> date:
        return self.now().astimezone(self._zone).date()


def _in_utc(now: datetime) -> datetime:
    if now.tzinfo is None or now.utcoffset() != timedelta(0):
        raise ValueError(f"{now} is not an aware instant in UTC.")
    return now
