"""What a company has on record, and how it is changed all at once or not at all."""

from __future__ import annotations

from .draft import Draft
from .records import Record, Use
from .shelves import Books

__all__ = ["Books", "Draft", "Record", "Use"]
