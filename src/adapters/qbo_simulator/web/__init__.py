"""What people see and do in QuickBooks Online itself, in a browser."""

from __future__ import annotations

from .page import Page
from .visit import TOP

__all__ = ["TOP", "Page"]
