"""One line of a stream: named fields, read as text and as nothing else.

Numbers are kept as they are written, so that no float can come between the
stream and the exact amounts of the core.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import BinaryIO, Final

import attrs

from credits_core.codec import Json
from credits_core.exact import Quantity
from credits_core.money import Money

_GZIP_MAGIC: Final = b"\x1f\x8b"

CHECKPOINT: Final = "checkpoint"
"""The one kind of line that orders nothing and tells figures of the whole book."""


class StreamError(ValueError):
    """A line of a stream does not say what its format demands."""


@attrs.frozen
class Line:
    """The fields of one line; amounts are of *currency* unless it names another."""

    fields: Mapping[str, Json]
    currency: str

    @property
    def seq(self) -> int:
        """The number of the line, as the stream gives it."""
        return int(self.text("seq"))

    @property
    def name(self) -> str:
        """Which command it is."""
        return self.text("cmd")

    @property
    def at(self) -> datetime:
        """The instant at which it happens, in UTC."""
        instant = datetime.fromisoformat(self.text("at"))
        if instant.tzinfo is None:
            return instant.replace(tzinfo=UTC)
        return instant.astimezone(UTC)

    def text(self, name: str) -> str:
        """The text of a field that must be there; raises ``StreamError``."""
        held = self.fields.get(name)
        if not isinstance(held, str):
            raise StreamError(f"The field {name!r} is missing or is not a text.")
        return held

    def optional(self, name: str) -> str | None:
        """The text of a field, or nothing if it is absent or null."""
        return None if self.fields.get(name) is None else self.text(name)

    def money(self, name: str) -> Money:
        """The amount of a field."""
        return self.amount(self.text(name))

    def amount(self, text: str) -> Money:
        """The amount that *text* writes, in the currency of the line."""
        return Money.of(text, self.optional("currency") or self.currency)

    def day(self, name: str) -> date | None:
        """The date of a field, or nothing if it is absent."""
        text = self.optional(name)
        return None if text is None else date.fromisoformat(text)

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a field that holds a list of them."""
        return tuple(_cell(one) for one in self._list(name))

    def rows(self, name: str, *, width: int) -> Iterator[tuple[str, ...]]:
        """The rows of a field that holds lists; what is null or absent is empty."""
        for row in self._list(name):
            if not isinstance(row, list) or len(row) > width:
                raise StreamError(f"{name!r} holds a row that is too long: {row!r}.")
            cells = [_cell(one) for one in row]
            yield tuple(cells + [""] * (width - len(cells)))

    def part(self, name: str) -> Line:
        """The fields of a field that is itself an object."""
        held = self.fields.get(name, {})
        if not isinstance(held, dict):
            raise StreamError(f"The field {name!r} holds no object.")
        return Line(held, self.optional("currency") or self.currency)

    def _list(self, name: str) -> list[Json]:
        held = self.fields.get(name, [])
        if not isinstance(held, list):
            raise StreamError(f"The field {name!r} holds no list.")
        return held


def quantity_of(text: str) -> Quantity:
    """The count or unit price that *text* writes; nothing if it is empty."""
    return Quantity.of(text or "0")


def read_lines(file: BinaryIO, *, currency: str) -> Iterator[Line]:
    """The lines of a stream, gzipped or plain; raises ``StreamError``."""
    is_gzipped = file.read(2) == _GZIP_MAGIC
    file.seek(0)
    texts = gzip.GzipFile(fileobj=file) if is_gzipped else file
    try:
        for number, text in enumerate(texts, start=1):
            if text.strip():
                yield _line(text, number, currency)
    except (OSError, EOFError) as error:
        raise StreamError(f"The stream breaks off: {error}") from error


def _line(text: bytes, number: int, currency: str) -> Line:
    try:
        fields: Json = json.loads(text, parse_int=str, parse_float=str)
    except ValueError as error:
        raise StreamError(f"Line {number} is not JSON: {error}.") from error
    if not isinstance(fields, dict):
        raise StreamError(f"Line {number} holds no object.")
    return Line(fields, currency)


def _cell(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    raise StreamError(f"A list holds {value!r} where a text or a number belongs.")
