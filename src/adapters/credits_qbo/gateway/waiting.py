"""Time that passes, for whoever has to wait; in tests it passes at once."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Protocol

from typing_extensions import override


class Timer(Protocol):
    """A clock that can also be waited on."""

    def now(self) -> datetime:
        """The present instant, aware and in UTC."""
        ...

    def wait(self, seconds: float) -> None:
        """Come back after *seconds*."""
        ...


class WallTimer(Timer):
    """The machine's time."""

    @override
    def now(self) -> datetime:
        return datetime.now(UTC)

    @override
    def wait(self, seconds: float) -> None:
        time.sleep(max(seconds, 0.0))


class HandTimer(Timer):
    """Time that moves only when somebody waits, and then at once.

    *waited* is how long everybody waited together, in seconds.
    """

    def __init__(self, now: datetime) -> None:
        """Start at *now*."""
        self._now = now
        self._lock = Lock()
        self.waited = 0.0

    @override
    def now(self) -> datetime:
        with self._lock:
            return self._now

    @override
    def wait(self, seconds: float) -> None:
        with self._lock:
            self._now += timedelta(seconds=max(seconds, 0.0))
            self.waited += max(seconds, 0.0)
