"""Clocks that are made of another one, and show something else than that does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

import attrs
from typing_extensions import override

from credits_core.ports import Clock


@attrs.define
class InZone(Clock):
    """A clock with the business dates of a *zone*; the *inner* one is set by hand."""

    inner: Any
    zone: tzinfo

    @override
    def now(self) -> datetime:
        now: datetime = self.inner.now()
        return now

    @override
    def today(self) -> date:
        return self.now().astimezone(self.zone).date()

    def set(self, now: datetime) -> None:
        """Make it show the instant *now*."""
        self.inner.set(now)


@attrs.define
class Shown(Clock):
    """A clock that shows another instant, or another date, than the *inner* one."""

    inner: Clock
    instant: Callable[[datetime], datetime] = lambda now: now
    day: Callable[[date], date] = lambda today: today

    @override
    def now(self) -> datetime:
        return self.instant(self.inner.now())

    @override
    def today(self) -> date:
        return self.day(self.inner.today())


@attrs.define
class Swinging(Clock):
    """A clock that is set back a second at every other look."""

    inner: Clock
    looks: int = 0

    @override
    def now(self) -> datetime:
        self.looks += 1
        return self.inner.now() - timedelta(seconds=self.looks % 2 == 0)

    @override
    def today(self) -> date:
        return self.inner.today()


@attrs.define
class Started(Clock):
    """A clock whose date is that of the day it was first asked on."""

    inner: Clock
    first: date | None = None

    @override
    def now(self) -> datetime:
        return self.inner.now()

    @override
    def today(self) -> date:
        self.first = self.first or self.inner.today()
        return self.first


@attrs.define
class OfGreenwich(Clock):
    """A clock whose date is that of its instant in UTC, wherever the business is."""

    inner: Clock

    @override
    def now(self) -> datetime:
        return self.inner.now()

    @override
    def today(self) -> date:
        return self.now().date()


@attrs.define
class Frozen(Clock):
    """A clock that shows the instant of its first look for ever."""

    inner: Clock
    first: datetime | None = None

    @override
    def now(self) -> datetime:
        self.first = self.first or self.inner.now()
        return self.first

    @override
    def today(self) -> date:
        return self.inner.today()
