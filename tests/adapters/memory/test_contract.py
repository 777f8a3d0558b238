"""The memory adapter keeps every promise of the port."""

from __future__ import annotations

from typing import ClassVar

from typing_extensions import override

from credits_memory import MemoryLedgers
from credits_testkit.contracts import (
    Capabilities,
    Concurrency,
    LedgersContract,
    Place,
)


class TestMemoryLedgers(LedgersContract):
    """Two tenants are two stores, and nothing outlives its store."""

    capabilities: ClassVar = Capabilities(
        concurrency=Concurrency.THREADS, durability=False
    )

    @override
    def ledgers(self, place: Place) -> MemoryLedgers:
        return MemoryLedgers()
