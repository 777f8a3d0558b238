"""Kinds of values that stand in the gaps of a pattern."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

import attrs

from .reader import Reader, Unlike
from .setting import Setting
from .words import Word

T = TypeVar("T")


@attrs.frozen
class Kind:
    """How values of one kind are read and written; *name* is what people call it.

    *words* are those of the notation that such a value may be said with; it *is
    fixed* if there are no others.
    """

    name: str
    read: Callable[[Reader], object]
    write: Callable[[object, Setting], str]
    words: frozenset[str] = frozenset()
    shown: str = ""
    is_fixed: bool = False

    @property
    def usage(self) -> str:
        """What stands in an explanation of the notation."""
        return self.shown or f"<{self.name}>"


class Several(Protocol):
    """Several patterns, of which one fits."""

    @property
    def name(self) -> str:
        """What people call what they say."""
        ...

    @property
    def words(self) -> frozenset[str]:
        """The words of the notation in them."""
        ...

    def read(self, reader: Reader, /) -> object:
        """What the first pattern that fits says; raises ``Unlike`` if none does."""
        ...

    def write(self, value: object, setting: Setting, /) -> str:
        """The line that says *value*."""
        ...


def kind_of(
    name: str,
    of: type[T],
    read: Callable[[Reader], T],
    write: Callable[[T, Setting], str],
) -> Kind:
    """The kind of values *of* one type."""

    def written(value: object, setting: Setting) -> str:
        if not isinstance(value, of):
            raise TypeError(f"{value!r} is no {name}.")
        return write(value, setting)

    return Kind(name, read, written)


def phrases(said: Mapping[str, object], name: str = "") -> Kind:
    """Values that are said with fixed words, such as ``fully paid``.

    In explanations all of them are shown, unless they have a *name* in common.
    """
    longest_first = sorted(said, key=lambda one: -len(one.split()))

    def read(reader: Reader) -> object:
        mark = reader.mark()
        for phrase in longest_first:
            if all(reader.skip(word) for word in phrase.split()):
                return said[phrase]
            reader.back(mark)
        return reader.miss(*said)

    def write(value: object, _: Setting) -> str:
        known = (phrase for phrase, one in said.items() if one == value)
        phrase = next(known, None)
        if phrase is None:
            raise ValueError(f"{value!r} cannot be said.")
        return phrase

    words = frozenset(word for phrase in said for word in phrase.split())
    shown = "" if name else " | ".join(said)
    return Kind(name, read, write, words, shown, is_fixed=True)


def list_of(several: Several) -> Kind:
    """One or more of what *several* patterns say, with commas between them."""

    def read(reader: Reader) -> object:
        found = [several.read(reader)]
        while (one := _another(several, reader)) is not None:
            found.append(one)
        return tuple(found)

    def write(value: object, setting: Setting) -> str:
        if not isinstance(value, tuple):
            raise TypeError(f"{value!r} is no list.")
        return ", ".join(several.write(one, setting) for one in value)

    return Kind(f"{several.name}, …", read, write, several.words)


def either(said: Mapping[str, object], kind: Kind) -> Kind:
    """The same *kind*, of which some values are *said* with fixed words."""
    fixed = phrases(said)

    def read(reader: Reader) -> object:
        try:
            return fixed.read(reader)
        except Unlike:
            return kind.read(reader)

    def write(value: object, setting: Setting) -> str:
        known = (phrase for phrase, one in said.items() if one == value)
        return next(known, "") or kind.write(value, setting)

    shown = f"{kind.usage} | {fixed.usage}"
    return Kind(kind.name, read, write, kind.words | fixed.words, shown)


def _another(several: Several, reader: Reader) -> object | None:
    """What stands behind the next comma, if it is one more of them."""
    mark = reader.mark()
    try:
        reader.say(",")
        return several.read(reader)
    except Unlike:
        reader.back(mark)
        return None


def a_name(reader: Reader) -> str:
    """A name, bare or in quotes, that is no word of the notation."""
    word = reader.next
    if word is None or not word.is_name:
        reader.miss("a name")
    reader.position += 1
    return word.text


def names(reader: Reader) -> tuple[str, ...]:
    """One or more names with commas between them."""
    found = [a_name(reader)]
    while _is_followed_by_a_name(reader):
        reader.skip(",")
        found.append(a_name(reader))
    return tuple(found)


def _is_followed_by_a_name(reader: Reader) -> bool:
    following = reader.words[reader.position + 1 : reader.position + 2]
    return reader.next == Word(",") and any(one.is_name for one in following)
