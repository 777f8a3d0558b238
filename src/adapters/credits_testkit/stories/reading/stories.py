"""Reading a whole story, before anything of it is played."""

from __future__ import annotations

from ..grammar import Found, Word
from ..lines.claims import Claim
from ..lines.openers import OPENERS
from ..lines.refusals import REFUSALS
from ..story import Block, Manner, NotWritten, Refused, SameAnswer, Scene, Story
from .blocks import Blocks
from .mistakes import StoryMistakeError, misread
from .order import mistakes_of
from .outline import COMMA, Row, Section, sections_of
from .scenes import is_setting, scene_after

_REFUSED = (Word("then"), Word("refused"))


def read_story(text: str, title: str = "", place: str = "", line: int = 1) -> Story:
    """The story that *text* tells; raises ``StoryMistakeError`` with the line.

    *place* is the file that it stands in, *line* the number of its first line
    there. Every line is read before anything of the story is played.
    """
    blocks: list[Block] = []
    reading = Blocks(Scene())
    for section in sections_of(text):
        if is_setting(section.opener):
            _no_rows(section)
            reading.scene = scene_after(section.opener, reading.scene)
        else:
            blocks.append(_block(section, reading))
    for mistake in mistakes_of(blocks):
        raise mistake
    return Story(
        title=title or place or "a story",
        place=place,
        first_line=line,
        text=text,
        blocks=tuple(blocks),
    )


def _block(section: Section, reading: Blocks) -> Block:
    opener = section.opener
    if opener.words[:2] == _REFUSED:
        return _refused(section, reading)
    found = OPENERS.find(opener.words, reading.scene.setting)
    if not isinstance(found, Found):
        raise misread(opener.line, found)
    said = found.made()
    assert isinstance(said, Claim)
    match said.about:
        case "then the same answer":
            _no_rows(section)
            return SameAnswer(line=opener.line)
        case "then cannot":
            _no_rows(section)
            reason = str(said.values.get("reason", ""))
            return NotWritten(line=opener.line, reason=reason)
        case "then" | "then exactly":
            return reading.happened(section, is_exact=said.about != "then")
        case "leaves" | "leaves exactly":
            return reading.leaves(section, is_exact=said.about != "leaves")
        case _:
            return reading.asked(section, Manner(said.about))


def _refused(section: Section, reading: Blocks) -> Refused:
    """A refusal, whose data may go on in the lines below it."""
    words = section.opener.words[2:]
    for row in section.rows:
        words += (COMMA, *row.words)
    row = Row(section.opener.line, 0, words)
    return Refused(line=row.line, said=reading.said(row, REFUSALS))


def _no_rows(section: Section) -> None:
    for row in section.rows:
        raise StoryMistakeError(row.line, "nothing stands below that line.")
