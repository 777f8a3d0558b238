"""What comes in from outside, looked at before any rule is asked."""

from __future__ import annotations

from .admitting import admitted
from .values import unfit

__all__ = ["admitted", "unfit"]
