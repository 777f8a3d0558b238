"""Patterns together with the values that they stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

import attrs

from .kinds import Kind
from .patterns import Row, Values, row_of
from .reader import Mark, Reader, Unlike
from .setting import Setting
from .words import Word

Make = Callable[[Values, Setting], object]
Take = Callable[[object], Values | None]


@attrs.frozen(slots=False, eq=False)
class Form:
    """A *pattern* and what it says.

    *make* turns what stands in the gaps into a value, and raises ``TypeError`` or
    ``ValueError`` if there is no such value; *take* does the reverse, and gives
    nothing for a value that this form cannot say.
    """

    pattern: str
    kinds: Mapping[str, Kind]
    make: Make
    take: Take

    @cached_property
    def row(self) -> Row:
        """The parts of the pattern."""
        return row_of(self.pattern, self.kinds)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its gaps."""
        return frozenset(gap.name for gap in self.row.gaps)

    @cached_property
    def needed(self) -> frozenset[str]:
        """The names of the gaps that cannot be left out."""
        return frozenset(self.row.needed)

    @property
    def usage(self) -> str:
        """The pattern as people are shown it."""
        text = self.pattern
        for gap in self.row.gaps:
            kinds = (name for name, kind in self.kinds.items() if kind is gap.kind)
            for kind in kinds:
                text = text.replace(f"<{gap.name}:{kind}>", gap.kind.usage)
        return text

    def taken(self, value: object) -> Values | None:
        """What stands in the gaps for *value*, if all of it can be said so."""
        values = self.take(value)
        if values is None or not self.names.issuperset(values):
            return None
        return values


@attrs.frozen
class Found:
    """A line that was read: its *form*, its *values*, and why they cannot be."""

    form: Form
    values: Values
    setting: Setting
    unfit: tuple[str, ...] = ()

    def made(self) -> object:
        """The value that was said; raises ``ValueError`` if there is none such."""
        if self.unfit:
            raise ValueError(self.unfit[0])
        try:
            return self.form.make(self.values, self.setting)
        except TypeError as error:
            raise ValueError(str(error)) from error


@attrs.frozen(slots=False, eq=False)
class Register:
    """Forms of one sort, in the order in which they are tried."""

    name: str
    forms: tuple[Form, ...]

    def find(self, words: tuple[Word, ...], setting: Setting) -> Found | Reader:
        """What a whole line says, or the reader that tells what it misses."""
        reader = Reader(words, setting)
        for form in self.forms:
            values: Values = {}
            reader.back(_BEGINNING)
            try:
                form.row.read(reader, values)
                reader.end()
            except Unlike:
                continue
            return Found(form, values, setting, tuple(reader.unfit))
        return reader

    def read(self, reader: Reader) -> object:
        """What the first form that fits makes of the words that follow."""
        mark = reader.mark()
        for form in self.forms:
            values: Values = {}
            try:
                form.row.read(reader, values)
            except Unlike:
                reader.back(mark)
                continue
            return self._made(form, values, reader)
        return reader.miss()

    def _made(self, form: Form, values: Values, reader: Reader) -> object:
        try:
            return form.make(values, reader.setting)
        except (TypeError, ValueError) as error:
            reader.unfit.append(str(error))
            return values

    def write(self, value: object, setting: Setting) -> str:
        """The line that says *value*; raises ``ValueError`` if no form can."""
        for form in self.forms:
            values = form.taken(value)
            if values is not None:
                return form.row.write(values, setting)
        raise ValueError(f"No {self.name} says {value!r}.")

    @property
    def words(self) -> frozenset[str]:
        """Every word of the notation in the forms, and in what fills their gaps."""
        found: set[str] = set()
        for form in self.forms:
            found.update(form.row.words)
            for gap in form.row.gaps:
                found |= gap.kind.words
        return frozenset(found)


_BEGINNING: Final = Mark(0, 0)
