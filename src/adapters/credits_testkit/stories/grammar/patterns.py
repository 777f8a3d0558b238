"""What patterns consist of: words, gaps, and parts that may be left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from .kinds import Kind
from .reader import Reader, Unlike
from .setting import Setting

Values = dict[str, object]
"""What stands in the gaps of a pattern, by their names."""

_TOKEN: Final = re.compile(r"\[|\]|,|<\w+:\w+>|[^\s\[\]<>,]+")


@attrs.frozen
class Said:
    """A word that is said as it stands."""

    text: str

    def read(self, reader: Reader, _: Values) -> None:
        """Read the word."""
        reader.say(self.text)

    def write(self, _: Values, __: Setting) -> str:
        """The word."""
        return self.text


@attrs.frozen
class Gap:
    """A place for a value."""

    name: str
    kind: Kind

    def read(self, reader: Reader, values: Values) -> None:
        """Read the value into *values*."""
        values[self.name] = self.kind.read(reader)

    def write(self, values: Values, setting: Setting) -> str:
        """The value as it is written."""
        return self.kind.write(values[self.name], setting)


@attrs.frozen
class Loose:
    """Parts that may be left out and may stand in any order, each once.

    A comma may stand before each that begins with a word; it is written where the
    pattern has it.
    """

    groups: tuple[Row, ...]

    def read(self, reader: Reader, values: Values) -> None:
        """Read as many of them as stand here into *values*."""
        left = list(self.groups)
        while (found := self._one_of(left, reader, values)) is not None:
            left.remove(found)

    def _one_of(self, groups: list[Row], reader: Reader, values: Values) -> Row | None:
        mark = reader.mark()
        for group in groups:
            read: Values = {}
            try:
                if group.may_follow_a_comma:
                    reader.skip(",")
                group.without_comma.read(reader, read)
            except Unlike:
                reader.back(mark)
                continue
            values.update(read)
            return group
        return None

    def write(self, values: Values, setting: Setting) -> str:
        """All of them for which there are *values*."""
        said = [one for one in self.groups if one.is_filled(values)]
        return joined(one.write(values, setting) for one in said)


Part = Said | Gap | Loose
"""What a pattern consists of."""


@attrs.frozen
class Row:
    """Parts one after the other."""

    parts: tuple[Part, ...]

    def read(self, reader: Reader, values: Values) -> None:
        """Read all parts into *values*, or raise ``Unlike``."""
        for part in self.parts:
            part.read(reader, values)

    def write(self, values: Values, setting: Setting) -> str:
        """The line that says *values*."""
        return joined(part.write(values, setting) for part in self.parts)

    @property
    def gaps(self) -> Iterator[Gap]:
        """Every gap, also those that may be left out."""
        for part in self.parts:
            if isinstance(part, Gap):
                yield part
            if isinstance(part, Loose):
                for group in part.groups:
                    yield from group.gaps

    @property
    def words(self) -> Iterator[str]:
        """Every word that is said as it stands, also those that may be left out."""
        for part in self.parts:
            if isinstance(part, Said):
                yield part.text
            if isinstance(part, Loose):
                for group in part.groups:
                    yield from group.words

    @property
    def without_comma(self) -> Row:
        """The same without a comma at its beginning."""
        if self.parts[:1] == (Said(","),):
            return Row(self.parts[1:])
        return self

    @property
    def may_follow_a_comma(self) -> bool:
        """Whether it begins with a word of the notation, or with a comma."""
        first = self.parts[0]
        return isinstance(first, Said) or (
            isinstance(first, Gap) and first.kind.is_fixed
        )

    def is_filled(self, values: Values) -> bool:
        """Whether there is a value for each gap that has to be filled."""
        return all(name in values for name in self.needed)

    @property
    def needed(self) -> list[str]:
        """The names of the gaps that cannot be left out."""
        return [part.name for part in self.parts if isinstance(part, Gap)]


def joined(pieces: Iterable[str]) -> str:
    """The *pieces* of a line with a blank between them, but none before a comma."""
    line = ""
    for piece in pieces:
        if piece:
            line += piece if not line or piece.startswith(",") else f" {piece}"
    return line


def row_of(pattern: str, kinds: Mapping[str, Kind]) -> Row:
    """The parts of a *pattern*; its gaps name their kinds."""
    tokens = iter(_TOKEN.findall(pattern))
    return _row(tokens, kinds)


def _row(tokens: Iterator[str], kinds: Mapping[str, Kind]) -> Row:
    parts: list[Part] = []
    for text in tokens:
        if text == "]":
            break
        if text != "[":
            parts.append(_part(text, kinds))
            continue
        group = _row(tokens, kinds)
        if parts and isinstance(parts[-1], Loose):
            parts[-1] = Loose((*parts[-1].groups, group))
        else:
            parts.append(Loose((group,)))
    return Row(tuple(parts))


def _part(text: str, kinds: Mapping[str, Kind]) -> Part:
    if not text.startswith("<"):
        return Said(text)
    name, _, kind = text[1:-1].partition(":")
    return Gap(name, kinds[kind])
