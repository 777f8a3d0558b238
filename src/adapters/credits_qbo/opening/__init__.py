"""The first connection: a plan that a person reads, and then carries out."""

from __future__ import annotations

from .drawing_up import draw_up
from .enabling import Changed, Enabled, enable
from .plan import Action, Line, Plan

__all__ = ["Action", "Changed", "Enabled", "Line", "Plan", "draw_up", "enable"]
