"""The story of two books that agree: one here, one in an offline QuickBooks Online."""

from __future__ import annotations

from .stage import BothSides, opened_stage
from .story import tell_story

__all__ = ["BothSides", "opened_stage", "tell_story"]
