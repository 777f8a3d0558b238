"""Instants as QuickBooks Online writes them, and as it has to be asked."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

_FRACTION: Final = re.compile(r"(\.\d{6})\d+")


def instant(text: str) -> datetime | None:
    """The instant in *text*, in UTC; None if it is none or has no offset."""
    try:
        read = datetime.fromisoformat(_FRACTION.sub(r"\1", text.strip()))
    except ValueError:
        return None
    if read.tzinfo is None:
        return None
    try:
        return read.astimezone(UTC)
    except OverflowError:
        return None


def told(at: datetime) -> str:
    """*at* with its offset: without one it would be taken for Pacific time.

    Raises ``ValueError`` for an instant that is not aware.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at} is not an aware instant.")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
