"""The kinds of objects, and what is known of each."""

from __future__ import annotations

from .kind import Family, Kind
from .kinds import KINDS, kind_at, kind_named

__all__ = ["KINDS", "Family", "Kind", "kind_at", "kind_named"]
