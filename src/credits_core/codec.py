"""How the values of the core are turned into plain data, by their annotations.

Everything is told by the type that a field is annotated with, so that a new
event needs no code here. Values of a union carry their class name as *kind*.
"""

from __future__ import annotations

import enum
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Final, TypeAlias

import attrs

from .exact import Quantity
from .money import Money

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
"""What JSON can hold, without floats."""

_KIND: Final = "kind"


class WireError(ValueError):
    """The data is not what this version, or any before it, has written."""


@attrs.frozen
class Codec:
    """How values of one type are written and read."""

    write: Callable[[object], Json]
    read: Callable[[Json], object]


@cache
def codec_of(hint: object) -> Codec:
    """The codec of a type as it stands in an annotation.

    Raises ``TypeError`` for a type that has no form in JSON.
    """
    hint = getattr(hint, "__supertype__", hint)
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return _tuple(codec_of(arguments[0]))
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return _union(arguments)
    if isinstance(hint, type):
        return _of_class(hint)
    raise TypeError(f"{hint!r} has no form in JSON.")


def _of_class(kind: type) -> Codec:
    if kind in _PLAIN:
        return _PLAIN[kind]
    if issubclass(kind, enum.Enum):
        return Codec(_enum_value, kind)
    if attrs.has(kind):
        return _record(kind)
    raise TypeError(f"{kind!r} has no form in JSON.")


def _enum_value(value: object) -> Json:
    assert isinstance(value, enum.Enum)  # noqa: S101 - told by the annotation
    return str(value.value)


def _tuple(element: Codec) -> Codec:
    def write(value: object) -> Json:
        assert isinstance(value, tuple)  # noqa: S101 - told by the annotation
        return [element.write(one) for one in value]

    def read(data: Json) -> object:
        if not isinstance(data, list):
            raise WireError(f"{data!r} is not a list.")
        return tuple(element.read(one) for one in data)

    return Codec(write, read)


def _union(members: tuple[object, ...]) -> Codec:
    kinds = [one for one in members if one is not type(None)]
    if len(kinds) == 1:
        return _optional(codec_of(kinds[0]))
    by_name = {str(getattr(one, "__name__", one)): codec_of(one) for one in kinds}

    def write(value: object) -> Json:
        name = type(value).__name__
        data = by_name[name].write(value)
        assert isinstance(data, dict)  # noqa: S101 - unions are of records
        return {_KIND: name, **data}

    def read(data: Json) -> object:
        name = data.get(_KIND) if isinstance(data, dict) else None
        if not isinstance(name, str) or name not in by_name:
            raise WireError(f"{name!r} is none of {sorted(by_name)}.")
        return by_name[name].read(data)

    return Codec(write, read)


def _optional(inner: Codec) -> Codec:
    return Codec(
        lambda value: None if value is None else inner.write(value),
        lambda data: None if data is None else inner.read(data),
    )


def _record(kind: type) -> Codec:
    """An object of named fields; those that equal their default are left out."""
    hints = typing.get_type_hints(kind)
    fields = [
        (one.name, codec_of(hints[one.name]), one.default) for one in attrs.fields(kind)
    ]
    names = {name for name, _, _ in fields}

    def write(value: object) -> Json:
        data: dict[str, Json] = {}
        for name, codec, default in fields:
            held = getattr(value, name)
            if held != default:
                data[name] = codec.write(held)
        return data

    def read(data: Json) -> object:
        if not isinstance(data, dict) or not names.issuperset(data.keys() - {_KIND}):
            raise WireError(f"{data!r} is no {kind.__name__}.")
        try:
            return kind(**{n: c.read(data[n]) for n, c, _ in fields if n in data})
        except WireError:
            raise
        except (TypeError, ValueError) as error:
            raise WireError(f"{data!r} is no {kind.__name__}.") from error

    return Codec(write, read)


def _money(data: Json) -> object:
    figures, _, currency = str(data).partition(" ")
    return Money.stored(figures, currency)


def _checked(kind: type) -> Codec:
    def same(value: object) -> Json:
        if type(value) is not kind or not isinstance(value, (bool, int, str)):
            raise WireError(f"{value!r} is no {kind.__name__}.")
        return value

    return Codec(same, same)


_PLAIN: Final[dict[type, Codec]] = {
    bool: _checked(bool),
    int: _checked(int),
    str: _checked(str),
    Money: Codec(str, _money),
    Quantity: Codec(str, lambda data: Quantity.of(str(data))),
    date: Codec(str, lambda data: date.fromisoformat(str(data))),
    datetime: Codec(str, lambda data: datetime.fromisoformat(str(data))),
}
