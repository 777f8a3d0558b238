"""What is asked of QuickBooks Online, and what may come back, as values."""

from __future__ import annotations

from .connection import Connection, Connector
from .exchange import Broken, Exchange
from .gateway import Gateway
from .judging import judge
from .outcomes import (
    Answered,
    AuthExpired,
    Disconnected,
    Fault,
    NotFound,
    Outcome,
    Rejected,
    Stale,
    Throttled,
    Transient,
    UnknownOutcome,
)
from .pace import Pace
from .queries import Condition, Selection
from .redaction import redacted
from .secret import Secret
from .tokens import MemoryTokens, Tokens, TokenStore
from .waiting import HandTimer, Timer, WallTimer

__all__ = [
    "Answered",
    "AuthExpired",
    "Broken",
    "Condition",
    "Connection",
    "Connector",
    "Disconnected",
    "Exchange",
    "Fault",
    "Gateway",
    "HandTimer",
    "MemoryTokens",
    "NotFound",
    "Outcome",
    "Pace",
    "Rejected",
    "Secret",
    "Selection",
    "Stale",
    "Throttled",
    "Timer",
    "TokenStore",
    "Tokens",
    "Transient",
    "UnknownOutcome",
    "WallTimer",
    "judge",
    "redacted",
]
