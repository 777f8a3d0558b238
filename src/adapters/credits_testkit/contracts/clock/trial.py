"""The clock on trial."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from credits_core.ports import Clock

from ..differences import holds

RUNNING_ON: Final = timedelta(seconds=20)
"""How far a clock may have gone on by itself since it was set or compared."""


class ClockTrial:
    """A clock, how it is set, and the time zone of its business dates."""

    def __init__(
        self,
        *,
        opens: Callable[[], Clock],
        sets: Callable[[Any, datetime], None],
        zone: tzinfo,
    ) -> None:
        """Take a new clock."""
        self._opens = opens
        self._sets = sets
        self.zone = zone
        self.clock = opens()

    def another(self) -> Clock:
        """Another clock of the same host."""
        return self._opens()

    def set(self, now: datetime) -> None:
        """Set the clock to *now*."""
        self._sets(self.clock, now.astimezone(UTC))

    def midnight(self, days: int) -> datetime:
        """The beginning of a business day, so many *days* after the present one."""
        day = self.clock.now().astimezone(self.zone).date() + timedelta(days=days)
        return datetime.combine(day, time(), self.zone)

    def date_of(self, instant: datetime) -> date:
        """The business date at an instant."""
        return instant.astimezone(self.zone).date()

    def shows(self, instant: datetime) -> None:
        """The clock shows *instant*, or has gone on from it for a moment."""
        now = self.clock.now()
        holds(
            instant <= now <= instant + RUNNING_ON,
            f"The clock shows {now} instead of {instant}.",
        )

    def dates_well(self) -> None:
        """The business date is that of the instant, read before and after it."""
        before = self.clock.now()
        today = self.clock.today()
        after = self.clock.now()
        holds(
            self.date_of(before) <= today <= self.date_of(after),
            f"The business date at {before} in {self.zone} is {today}"
            f" instead of {self.date_of(before)}.",
        )

    @contextmanager
    def anew(self) -> Generator[ClockTrial]:
        """The same adapter with another clock."""
        yield ClockTrial(opens=self._opens, sets=self._sets, zone=self.zone)
