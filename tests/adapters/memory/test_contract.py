"""The memory adapters keep every promise of their ports."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import attrs
from typing_extensions import override

from credits_core.ports import Accounting, Clock, Ledgers, Register
from credits_memory import (
    HandClock,
    MemoryAccounting,
    MemoryLedgers,
    MemoryRegister,
    WallClock,
)
from credits_testkit.contracts import (
    IN_MEMORY,
    AccountingContract,
    Capabilities,
    ClockContract,
    LedgersContract,
    Place,
    RegisterContract,
)


class TestMemoryLedgers(LedgersContract):
    """Two tenants are two stores, and nothing outlives its store."""

    capabilities = IN_MEMORY

    @override
    def ledgers(self, place: Place) -> Ledgers:
        return MemoryLedgers()


@attrs.frozen
class MemoryStore:
    """Ledgers in memory, and their register."""

    kept: MemoryLedgers = attrs.field(factory=MemoryLedgers)

    def ledgers(self) -> Ledgers:
        return self.kept

    def register(self) -> Register:
        return MemoryRegister(self.kept)


class TestMemoryRegister(RegisterContract):
    """It is the reference for every other one."""

    capabilities = IN_MEMORY

    @override
    def store(self, place: Place) -> MemoryStore:
        return MemoryStore()


class TestMemoryAccounting(AccountingContract):
    """What is delivered and reported is gone with the object."""

    capabilities = IN_MEMORY

    @override
    def accounting(self, place: Place) -> Accounting:
        return MemoryAccounting()


class TestHandClock(ClockContract):
    """It stands where it was set."""

    @override
    def clock(self) -> Clock:
        return HandClock(datetime(2025, 3, 31, 12, tzinfo=UTC))


class TestWallClock(ClockContract):
    """It shows the machine's time, on an island where tomorrow begins first."""

    capabilities = Capabilities(time_travel=False)
    zone = timezone(timedelta(hours=14))

    @override
    def clock(self) -> Clock:
        return WallClock(self.zone)


class TestWallClockInTheWest(ClockContract):
    """It shows the machine's time, on an island where today ends last."""

    capabilities = Capabilities(time_travel=False)
    zone = timezone(timedelta(hours=-11))

    @override
    def clock(self) -> Clock:
        return WallClock(self.zone)
