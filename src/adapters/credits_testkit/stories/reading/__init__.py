"""From text to stories: lines, blocks, Markdown pages."""

from .mistakes import StoryMistakeError
from .pages import stories_in, stories_of
from .stories import read_story

__all__ = ["StoryMistakeError", "read_story", "stories_in", "stories_of"]
