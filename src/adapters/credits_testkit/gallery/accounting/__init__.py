"""Broken accounting systems: each is made of a good one, and wrong in one way."""

from __future__ import annotations

from typing import Final

from . import following, reporting

BROKEN_ACCOUNTING: Final = (*following.BUGS, *reporting.BUGS)
"""Every kind of broken accounting system, in the order of the table."""

__all__ = ["BROKEN_ACCOUNTING"]
