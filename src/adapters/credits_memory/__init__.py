"""The reference adapters: every port of the core, kept in memory.

They are complete and meant to be used, in a host's tests as well as in a small
program; nothing outlives the process.
"""

from .accounting import MemoryAccounting
from .clocks import HandClock, WallClock
from .ledgers import MemoryLedgers
from .register import MemoryRegister

__all__ = [
    "HandClock",
    "MemoryAccounting",
    "MemoryLedgers",
    "MemoryRegister",
    "WallClock",
]
