"""The words of a query, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from ..refusals import Refusal, refusal

_WORD: Final = re.compile(
    r"""\s*(?:
      (?P<text>'(?:[^'\\]|\\.)*')
    | (?P<number>-?\d+(?:\.\d+)?(?![\w.]))
    | (?P<name>[A-Za-z_][\w.]*)
    | (?P<mark><=|>=|!=|[=<>(),*])
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)


@attrs.frozen
class Word:
    """A word of a query: its sort is ``text``, ``number``, ``name`` or ``mark``."""

    sort: str
    text: str
    column: int

    def says(self, keyword: str) -> bool:
        """Whether it is this keyword, in whatever case."""
        return self.sort != "text" and self.text.upper() == keyword


def words_of(query: str) -> tuple[Word, ...]:
    """The words of *query*, and an empty one that ends it."""
    return (*_words(query), Word("end", "<EOF>", len(query) + 1))


def unexpected(word: Word, expected: str) -> Refusal:
    """A refusal of a *word* that should not stand there."""
    return refusal(
        "4000",
        f'Encountered " "{word.text[:40]}" "{word.text[:40]} "" at line 1, column'
        f" {word.column}.\nWas expecting:\n    {expected} ...",
    )


def _words(query: str) -> Iterator[Word]:
    place, end = 0, len(query.rstrip().rstrip(";"))
    while place < end:
        found = _WORD.match(query, place, end)
        if found is None or found.lastgroup is None:
            column = place + 1 + len(query[place:]) - len(query[place:].lstrip())
            shown = query[column - 1 : column]
            raise refusal(
                "4000",
                f"Invalid content. Lexical error at line 1, column {column}. "
                f" Encountered: {shown!r}",
            )
        place = found.end()
        text = found.group(found.lastgroup)
        if found.lastgroup == "text":
            text = _ESCAPE.sub(r"\1", text[1:-1])
        yield Word(found.lastgroup, text, found.start(found.lastgroup) + 1)
