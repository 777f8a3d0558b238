"""Reading the words of one line, and keeping the furthest place that was reached.

Several patterns are tried on a line. When none fits, the one that came furthest
tells what could have stood there.
"""

from __future__ import annotations

from typing import NoReturn

import attrs

from .setting import Setting
from .words import Word


class Unlike(Exception):  # noqa: N818 - it is no error: the next pattern is tried
    """The words do not fit the pattern that is tried."""


@attrs.frozen
class Mark:
    """A place to come back to."""

    position: int
    unfit: int


class Reader:
    """A place among the words of a line.

    *unfit* collects why a value that is well written cannot be, such as
    10.005 US dollars.
    """

    def __init__(self, words: tuple[Word, ...], setting: Setting) -> None:
        """Begin at the first of *words*."""
        self.words = words
        self.setting = setting
        self.position = 0
        self.furthest = 0
        self.wanted: dict[str, None] = {}
        self.unfit: list[str] = []

    @property
    def next(self) -> Word | None:
        """The word that stands here, if the line does not end here."""
        if self.position < len(self.words):
            return self.words[self.position]
        return None

    def mark(self) -> Mark:
        """The place where the reader is."""
        return Mark(self.position, len(self.unfit))

    def back(self, mark: Mark) -> None:
        """Forget what was read since *mark*."""
        self.position = mark.position
        del self.unfit[mark.unfit :]

    def miss(self, *wanted: str) -> NoReturn:
        """Say what could have stood here, and give the pattern up."""
        if self.position > self.furthest:
            self.furthest = self.position
            self.wanted.clear()
        if self.position == self.furthest:
            self.wanted.update(dict.fromkeys(wanted))
        raise Unlike

    def take(self, wanted: str) -> Word:
        """The word that stands here, whatever it is; *wanted* is what it should be."""
        word = self.next
        if word is None:
            self.miss(wanted)
        self.position += 1
        return word

    def say(self, text: str) -> None:
        """Read one word of the notation."""
        word = self.next
        if word != Word(text):
            self.miss(text)
        self.position += 1

    def skip(self, text: str) -> bool:
        """Read one word of the notation if it stands here, and tell whether it did."""
        if self.next != Word(text):
            return False
        self.position += 1
        return True

    def end(self) -> None:
        """Nothing may be left."""
        if self.next is not None:
            self.miss("the end of the line")
