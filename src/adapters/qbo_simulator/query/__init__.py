"""QuickBooks Online's query language."""

from __future__ import annotations

from .asked import Condition, Query
from .finding import Found, find
from .reading import read_query

__all__ = ["Condition", "Found", "Query", "find", "read_query"]
