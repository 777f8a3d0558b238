"""The stores that a case may be played on."""

from __future__ import annotations

from typing import Final

import pytest

SQLITE: Final = pytest.param("sqlite", marks=pytest.mark.extras)
POSTGRES: Final = pytest.param(
    "postgres", marks=[pytest.mark.extras, pytest.mark.postgres]
)

EVERYWHERE: Final = pytest.mark.parametrize("place", ["memory", SQLITE, POSTGRES])
"""For the few cases that are played on a real PostgreSQL as well."""
