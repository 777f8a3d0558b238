"""The outline of a story: openers at the margin, and what is indented below them.

A line that is indented deeper than the one above goes on with it, as if there
were a comma between both.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..grammar import Word, words_of
from ..grammar.words import UnreadableError
from .mistakes import StoryMistakeError

COMMA = Word(",")


@attrs.define
class Row:
    """The words of one line and of those that go on with it."""

    line: int
    indent: int
    words: tuple[Word, ...]

    def goes_on(self, words: tuple[Word, ...]) -> None:
        """Add the words of a deeper line."""
        comma = () if self.words[-1] == COMMA else (COMMA,)
        self.words += (*comma, *words)


@attrs.define
class Section:
    """A line at the margin, and the lines below it."""

    opener: Row
    rows: list[Row] = attrs.field(factory=list)


def sections_of(text: str) -> list[Section]:
    """The sections of a story; raises ``StoryMistakeError``."""
    sections: list[Section] = []
    for row in _rows(text):
        if not row.indent:
            sections.append(Section(row))
        elif not sections:
            raise StoryMistakeError(row.line, "the first line stands at the margin.")
        else:
            _add(sections[-1], row)
    return sections


def _add(section: Section, row: Row) -> None:
    if section.rows and row.indent > section.rows[0].indent:
        section.rows[-1].goes_on(row.words)
    elif section.rows and row.indent < section.rows[0].indent:
        raise StoryMistakeError(row.line, "it is indented like no line above it.")
    else:
        section.rows.append(row)


def _rows(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), start=1):
        shown = line.expandtabs(8).rstrip()
        try:
            words = words_of(shown)
        except UnreadableError as error:
            raise StoryMistakeError(number, str(error)) from None
        if words:
            yield Row(number, len(shown) - len(shown.lstrip(" ")), words)
