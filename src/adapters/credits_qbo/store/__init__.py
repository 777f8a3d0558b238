"""What the exchange has to remember, in memory or in a database."""

from __future__ import annotations

from .memory import MemorySyncStore
from .records import Binding, Conflict, Dirty, Lease, Mark, Place, Record, Tie
from .sql import SqlSyncStore, create_tables
from .unit import SyncStore, Unit

__all__ = [
    "Binding",
    "Conflict",
    "Dirty",
    "Lease",
    "Mark",
    "MemorySyncStore",
    "Place",
    "Record",
    "SqlSyncStore",
    "SyncStore",
    "Tie",
    "Unit",
    "create_tables",
]
