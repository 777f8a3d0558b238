"""Counting requests on the simulated clock."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from threading import RLock
from typing import Final

import attrs

from .quotas import Quotas

MINUTE: Final = timedelta(minutes=1)


@attrs.define
class Window:
    """The instants of the last minute's requests; it slides, it is not reset."""

    instants: deque[datetime] = attrs.Factory(deque)

    def count(self, now: datetime) -> int:
        """How many requests the minute before *now* has seen."""
        while self.instants and self.instants[0] <= now - MINUTE:
            self.instants.popleft()
        return len(self.instants)

    def has_room(self, now: datetime, limit: int | None) -> bool:
        """Whether one more request fits."""
        return limit is None or self.count(now) < limit


@attrs.define
class Meter:
    """The traffic of one company."""

    requests: Window = attrs.Factory(Window)
    batches: Window = attrs.Factory(Window)
    inside: int = 0


@attrs.define
class Throttle:
    """Lets requests in or turns them away, each company by itself.

    A request that is turned away does not count, so a client that waits gets in.
    """

    quotas: Quotas = attrs.Factory(Quotas)
    meters: dict[str, Meter] = attrs.Factory(dict)
    _lock: RLock = attrs.field(factory=RLock, repr=False, eq=False)

    def enter(self, realm: str, now: datetime, *, batch: bool) -> bool:
        """Take a request in, unless there is no room for it."""
        with self._lock:
            meter = self.meters.setdefault(realm, Meter())
            if not self._has_room(meter, now, batch=batch):
                return False
            meter.inside += 1
            meter.requests.instants.append(now)
            if batch:
                meter.batches.instants.append(now)
            return True

    def leave(self, realm: str) -> None:
        """The request is answered, or its connection is gone."""
        with self._lock:
            self.meters[realm].inside -= 1

    def forget(self) -> None:
        """Begin to count anew; what is inside stays inside."""
        with self._lock:
            for meter in self.meters.values():
                meter.requests = Window()
                meter.batches = Window()

    def _has_room(self, meter: Meter, now: datetime, *, batch: bool) -> bool:
        quotas = self.quotas
        if quotas.concurrent is not None and meter.inside >= quotas.concurrent:
            return False
        if batch and not meter.batches.has_room(now, quotas.batches_per_minute):
            return False
        return meter.requests.has_room(now, quotas.requests_per_minute)
