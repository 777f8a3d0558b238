"""The exchange itself: what is told, and what is taken over."""

from __future__ import annotations

from .conflicts import Choice, conflicts, resolve
from .feed import Found, poll, start
from .keys import CashKey, GroupKey, Key, MemoKey, PairKey, key_from, key_text
from .parity import Difference, Parity, parity
from .stepping import BUSY, Step, Sync
from .world import StoppedError, World

__all__ = [
    "BUSY",
    "CashKey",
    "Choice",
    "Difference",
    "Found",
    "GroupKey",
    "Key",
    "MemoKey",
    "PairKey",
    "Parity",
    "Step",
    "StoppedError",
    "Sync",
    "World",
    "conflicts",
    "key_from",
    "key_text",
    "parity",
    "poll",
    "resolve",
    "start",
]
