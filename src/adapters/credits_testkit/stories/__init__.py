"""Stories: examples that an accountant reads and writes, and that can be played.

What stood before, what is asked, what happened, what stands after. ``check``
plays one; the notation is told on one page, ``docs/stories/README.md``.
"""

from credits_core.desk import Desk

from .playing import StoryFailedError, ledgers_at, ledgers_from, play
from .playing.calendar import Calendar
from .playing.stage import MEMORY
from .printing import story_of
from .reading import StoryMistakeError, read_story, stories_in, stories_of
from .story import Story

__all__ = [
    "Story",
    "StoryFailedError",
    "StoryMistakeError",
    "check",
    "play",
    "read_story",
    "stories_in",
    "stories_of",
    "story_of",
]


def check(story: Story | str, desk: Desk | None = None) -> None:
    """Play a *story* at a *desk* with empty ledgers, or in memory if none is given.

    The story's calendar takes the place of the desk's clock. Raises
    ``StoryMistakeError`` for a text that cannot be read, and ``StoryFailedError``,
    an ``AssertionError``, for a story that does not hold.
    """
    read = read_story(story) if isinstance(story, str) else story
    if desk is not None:
        play(read, desk)
        return
    with ledgers_from(ledgers_at(MEMORY)) as ledgers:
        play(read, Desk(ledgers=ledgers, clock=Calendar()))
