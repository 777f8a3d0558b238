"""The words of a line: bare ones, quoted ones, amounts and commas.

A name that is also a word of the notation stands in quotes, so that a line can
be read in one way only.
"""

from __future__ import annotations

import json
import re
from typing import Final

import attrs
from typing_extensions import override

from ..vocabulary import VOCABULARY

_TOKEN: Final = re.compile(
    r"""
    (?P<space>\s+)
    | (?P<comment>\#.*)
    | (?P<quoted>"(?:[^"\\]|\\.)*")
    | (?P<grouped>[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?=[\s,]|$))
    | (?P<comma>,)
    | (?P<bare>[^\s,"]+)
    | (?P<lost>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_BARE: Final = re.compile(r'[^\s,"#~][^\s,"]*')


class UnreadableError(ValueError):
    """A line does not even fall into words."""


@attrs.frozen
class Word:
    """One word of a line; a quoted one is never a word of the notation."""

    text: str
    is_quoted: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it may name something, rather than belong to the notation."""
        if self.is_quoted:
            return True
        return self.text != "," and self.text not in VOCABULARY

    @override
    def __str__(self) -> str:
        """The word as it is written."""
        return quoted(self.text) if self.is_quoted else self.text


def words_of(line: str) -> tuple[Word, ...]:
    """The words of *line*, without its comment; raises ``UnreadableError``."""
    found = (_word(match) for match in _TOKEN.finditer(line))
    return tuple(word for word in found if word is not None)


def _word(match: re.Match[str]) -> Word | None:
    text = match[0]
    match match.lastgroup:
        case "space" | "comment":
            return None
        case "quoted":
            return Word(_unquoted(text), is_quoted=True)
        case "lost":
            raise UnreadableError("A quotation mark has no second one.")
        case _:
            return Word(text)


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(text, strict=False))
    except ValueError:
        raise UnreadableError(f"{text} is not a quoted text.") from None


def is_word(text: str) -> bool:
    """Whether *text* is one word, be it a name or one of the notation."""
    return _BARE.fullmatch(text) is not None and text.isprintable()


def is_bare(text: str) -> bool:
    """Whether *text* can stand as a name without quotes."""
    return is_word(text) and text not in VOCABULARY


def quoted(text: str) -> str:
    """The *text* in quotes; what cannot be printed is spelt out."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in shown)
