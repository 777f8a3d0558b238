"""Where the state of all companies is kept, also when a simulator is killed."""

from __future__ import annotations

from .sqlite import StateFile
from .state import Kept, Memory, Reply, State

__all__ = ["Kept", "Memory", "Reply", "State", "StateFile"]
