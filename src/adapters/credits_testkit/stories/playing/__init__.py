"""Playing a story: doing what it asks, and comparing what it expects."""

from .failures import StoryFailedError
from .stage import ledgers_at, ledgers_from
from .stories import play

__all__ = ["StoryFailedError", "ledgers_at", "ledgers_from", "play"]
