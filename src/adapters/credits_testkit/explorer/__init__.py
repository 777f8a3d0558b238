"""The explorer: every story of a tiny world up to a length, each state once.

Core and oracle are told the same, and after each command they must agree, every law
must hold, and the smallest slice must have been enough.
"""

from .searching import Level, Report, explore
from .state import State
from .trying import Bench, Trial
from .visiting import Counterexample, Story, Visit
from .world import World

__all__ = [
    "Bench",
    "Counterexample",
    "Level",
    "Report",
    "State",
    "Story",
    "Trial",
    "Visit",
    "World",
    "explore",
]
