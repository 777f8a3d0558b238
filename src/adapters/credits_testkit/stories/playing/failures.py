"""What is told when a story does not hold."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ..story import Story


@attrs.frozen
class Fault:
    """What is wrong with one line of a story."""

    line: int
    sentences: tuple[str, ...]


class StoryFailedError(AssertionError):
    """A story that does not hold: the story with its wrong lines marked.

    Behind each of them stands what is so instead, and at the end how everything
    stands, in lines that can be taken into the story.
    """

    def __init__(
        self, story: Story, faults: Sequence[Fault], stands: Sequence[str]
    ) -> None:
        """Tell *faults* in the text of *story*, and how everything *stands*."""
        super().__init__(_told(story, faults, stands))
        self.story = story
        self.faults = tuple(faults)


def _told(story: Story, faults: Sequence[Fault], stands: Sequence[str]) -> str:
    by_line = {fault.line: fault.sentences for fault in faults}
    place = f" ({story.place})" if story.place else ""
    told = [f"The story {story.title!r}{place} does not hold."]
    for number, line in enumerate(story.text.split("\n"), start=1):
        sentences = by_line.get(number)
        mark = " " if sentences is None else ">"
        shown = f"{mark}{story.first_line - 1 + number:4} | {line}"
        told.append(shown.rstrip())
        told.extend(f"         {one}" for one in sentences or ())
    return "\n".join((*told, "So it stands:", *stands))
