"""What is tried with symbolic amounts: a name, how many amounts, and the check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

LARGEST: Final = 10**12
"""The largest amount that is tried, in cents: ten thousand million dollars."""


@attrs.frozen(kw_only=True)
class Case:
    """A check of some amounts, each between *least* and ``LARGEST`` cents.

    *check* raises ``AssertionError`` if it fails. *like* are amounts with which
    everything happens that the case is about.
    """

    name: str
    check: Callable[..., object]
    like: tuple[int, ...]
    least: int = 1
