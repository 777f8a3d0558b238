"""Rows that only their holder may touch.

A process that slept for longer than its lease does not know it. Another one has gone
on with what it had begun, and what it still has in its hands is of before.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from typing_extensions import override

from ..store import Lease, SyncStore, Unit
from .world import StoppedError

COMPANY: Final = "company"
"""The name of the lease that whoever works for the company has."""


class FencedStore(SyncStore):
    """The rows of *store*, as long as *holder* has the lease of the company."""

    def __init__(self, store: SyncStore, holder: str) -> None:
        """Give them to *holder* only."""
        self._store = store
        self._holder = holder

    @override
    @contextmanager
    def unit(self) -> Generator[Unit]:
        """As the port says; raises ``StoppedError`` if somebody else took over."""
        with self._store.unit() as unit:
            held = unit.get(Lease, COMPANY)
            if held is None or held.holder != self._holder:
                raise StoppedError("somebody else has taken over")
            yield unit
