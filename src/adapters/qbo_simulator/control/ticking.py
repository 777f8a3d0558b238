"""A simulated clock that goes on by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import monotonic

from typing_extensions import override

from ..clock import SimulatedClock


class TickingClock(SimulatedClock):
    """Goes as fast as a real clock, and can be moved on besides."""

    def __init__(self, start: datetime | None = None) -> None:
        """Start now, or at *start*."""
        super().__init__(datetime.now(UTC) if start is None else start)
        self._begun = monotonic()

    @override
    def now(self) -> datetime:
        return super().now() + timedelta(seconds=monotonic() - self._begun)

    @override
    def advance(self, seconds: float) -> datetime:
        super().advance(seconds)
        return self.now()
