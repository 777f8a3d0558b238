"""How fast one company may be asked: its limits, and its pauses.

QuickBooks Online allows 500 requests a minute and ten at once for a company; this
keeps a little below, so that nobody else of the same app is thrown out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import BoundedSemaphore, Lock
from typing import Final

from .waiting import Timer

REQUESTS_A_MINUTE_MAX: Final = 450
AT_ONCE_MAX: Final = 8
_MINUTE: Final = timedelta(minutes=1)


class Pace:
    """The limits of one company, shared by all threads that ask for it."""

    def __init__(
        self,
        timer: Timer,
        *,
        a_minute: int = REQUESTS_A_MINUTE_MAX,
        at_once: int = AT_ONCE_MAX,
    ) -> None:
        """Allow *a_minute* requests in any sixty seconds, and *at_once* of them."""
        self._timer = timer
        self._a_minute = a_minute
        self._room = BoundedSemaphore(at_once)
        self._lock = Lock()
        self._begun: deque[datetime] = deque()
        self._closed_until: datetime | None = None

    @contextmanager
    def turn(self) -> Generator[None]:
        """Wait until one more request may be made, and make it inside the block."""
        with self._room:
            while (seconds := self._to_wait()) > 0:
                self._timer.wait(seconds)
            yield

    def pause(self, seconds: float) -> None:
        """Let nobody begin a request for that long."""
        until = self._timer.now() + timedelta(seconds=seconds)
        with self._lock:
            if self._closed_until is None or until > self._closed_until:
                self._closed_until = until

    def _to_wait(self) -> float:
        """How long to wait; 0 is a place in the present minute, which is taken."""
        with self._lock:
            now = self._timer.now()
            if self._closed_until is not None and now < self._closed_until:
                return (self._closed_until - now).total_seconds()
            while self._begun and now - self._begun[0] >= _MINUTE:
                self._begun.popleft()
            if len(self._begun) < self._a_minute:
                self._begun.append(now)
                return 0.0
            return (self._begun[0] + _MINUTE - now).total_seconds()
