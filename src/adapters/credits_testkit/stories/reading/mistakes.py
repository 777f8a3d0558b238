"""What is wrong with the writing of a story, before anything of it is played."""

from __future__ import annotations

from ..grammar import Reader, Word, quoted
from ..grammar.patterns import joined


class StoryMistakeError(ValueError):
    """A line that cannot be read, with its number and what could stand there."""

    def __init__(self, line: int, sentence: str) -> None:
        """Tell *sentence* about *line*."""
        super().__init__(f"Line {line}: {sentence}")
        self.line = line
        self.sentence = sentence


def misread(line: int, reader: Reader) -> StoryMistakeError:
    """The mistake in a line that fits no pattern, told where the best one ended."""
    before = spelt(reader.words[: reader.furthest])
    wanted = ", ".join(reader.wanted)
    if reader.furthest < len(reader.words):
        word = reader.words[reader.furthest]
        found = f"{str(word)!r} cannot stand here"
    else:
        found = "the line ends too early"
    place = f" behind {before!r}" if before else ""
    hint = _hint(reader)
    return StoryMistakeError(line, f"{found}{place}. There can be: {wanted}.{hint}")


def _hint(reader: Reader) -> str:
    """How to use a word of the notation as a name, where a name is wanted."""
    for word in reader.words[reader.furthest : reader.furthest + 1]:
        if "a name" in reader.wanted and not word.is_name and word.text != ",":
            return f" As a name it is written {quoted(word.text)}."
    return ""


def spelt(words: tuple[Word, ...]) -> str:
    """The *words* as a line."""
    return joined(str(word) for word in words)
