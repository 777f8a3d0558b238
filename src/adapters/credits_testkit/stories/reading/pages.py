"""Stories in files: whole ones, and those on the pages of a documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ..story import Story
from .mistakes import StoryMistakeError
from .stories import read_story

_HEADING: Final = re.compile(r"#+ (?P<title>.+)")
_OPENING: Final = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<language>[\w-]*).*")
_MARKDOWN: Final = (".md", ".markdown")


def stories_in(*places: Path | str) -> list[Story]:
    """The stories of files, and of all Markdown files in folders.

    Raises ``StoryMistakeError`` with the line of the file.
    """
    return [story for place in places for story in _in(Path(place))]


def _in(place: Path) -> Iterator[Story]:
    if place.is_dir():
        for path in sorted(place.rglob("*.md")):
            yield from _in(path)
        return
    text = place.read_text(encoding="utf-8")
    if place.suffix in _MARKDOWN:
        yield from stories_of(text, str(place))
    else:
        yield read_story(text, place.stem, str(place))


def stories_of(page: str, place: str = "") -> list[Story]:
    """The stories on a Markdown *page*: its fenced blocks of the language ``story``.

    Each is called after the heading that it stands under.
    """
    return [_story(place, *found) for found in _blocks(page)]


def _story(place: str, title: str, line: int, text: str) -> Story:
    try:
        return read_story(text, title, place, line)
    except StoryMistakeError as mistake:
        told = StoryMistakeError(line - 1 + mistake.line, mistake.sentence)
        told.add_note(f"in {title!r}, {place}")
        raise told from None


def _blocks(page: str) -> Iterator[tuple[str, int, str]]:
    """Heading, number of the first line, and text of each block that is a story."""
    title, fence, is_story = "", "", False
    inside: list[str] = []
    for number, line in enumerate(page.split("\n"), start=1):
        opening = _OPENING.fullmatch(line)
        if fence and line.strip() == fence:
            if is_story:
                yield title, number - len(inside), "\n".join(inside)
            fence, inside = "", []
        elif fence:
            inside.append(line)
        elif opening:
            fence, is_story = opening["fence"], opening["language"] == "story"
        elif heading := _HEADING.fullmatch(line):
            title = heading["title"].strip()
