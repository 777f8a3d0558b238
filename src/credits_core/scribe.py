"""Writing values of the core as JSON text at once, without plain data in between.

The text is, to the last character, what ``wire.text_of`` makes of the plain data that
``codec`` writes; it is only made in a third of the time, for every command is written
down. Names stand in the order of the alphabet, and what equals its default is left out.
"""

from __future__ import annotations

import enum
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from json.encoder import encode_basestring
from typing import Final, TypeAlias

import attrs

from .codec import WireError
from .currencies import MINOR_PLACES
from .exact import Quantity
from .money import Money

Scribe: TypeAlias = Callable[[object], str]
"""Writes a value of one type."""


_Member: TypeAlias = "tuple[str, str, Scribe, object, bool]"
"""A part's name, how it begins, who writes it, its default, and whether to compare."""


@cache
def scribe_of(hint: object) -> Scribe:
    """The scribe of a type as it stands in an annotation.

    Raises ``TypeError`` for a type that has no form in JSON.
    """
    hint = getattr(hint, "__supertype__", hint)
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return _tuple(scribe_of(arguments[0]))
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return _union(arguments)
    if isinstance(hint, type):
        return _of_class(hint)
    raise TypeError(f"{hint!r} has no form in JSON.")


def _of_class(kind: type) -> Scribe:
    if kind in _PLAIN:
        return _PLAIN[kind]
    if issubclass(kind, enum.Enum):
        texts: dict[object, str] = {
            one: encode_basestring(str(one.value)) for one in kind
        }
        return texts.__getitem__
    if attrs.has(kind):
        return _record(kind, "")
    raise TypeError(f"{kind!r} has no form in JSON.")


def _tuple(element: Scribe) -> Scribe:
    def write(value: object) -> str:
        assert isinstance(value, tuple)  # noqa: S101 - told by the annotation
        return "[" + ",".join([element(one) for one in value]) + "]"

    return write


def _union(members: tuple[object, ...]) -> Scribe:
    kinds = [one for one in members if one is not type(None)]
    if len(kinds) == 1:
        inner = scribe_of(kinds[0])
        return lambda value: "null" if value is None else inner(value)
    known: dict[type, Scribe] = {
        kind: _record(kind, kind.__name__) for kind in kinds if isinstance(kind, type)
    }
    return lambda value: known[type(value)](value)


def _record(kind: type, told: str) -> Scribe:
    """An object of named parts; as part of a union it has its name *told* as kind."""
    members = _members(kind, told)

    def write(value: object) -> str:
        parts: list[str] = []
        for name, begin, scribe, default, compares in members:
            held = getattr(value, name)
            if held is not default and not (compares and held == default):
                parts.append(begin + scribe(held))
        return "{" + ",".join(parts) + "}"

    return write


def _members(kind: type, told: str) -> tuple[_Member, ...]:
    """The parts in the order of the alphabet; the kind is that of the class."""
    hints = typing.get_type_hints(kind)
    members: dict[str, _Member] = {}
    if told:
        is_kind = f'"kind":"{told}"'
        members["kind"] = ("__class__", is_kind, _nothing, attrs.NOTHING, False)
    for one in attrs.fields(kind):
        begin, scribe = f"{encode_basestring(one.name)}:", scribe_of(hints[one.name])
        compares = one.default is not attrs.NOTHING and one.default is not None
        members[one.name] = (one.name, begin, scribe, one.default, compares)
    return tuple(members[name] for name in sorted(members))


def _nothing(_: object) -> str:
    return ""


def _text(value: object) -> str:
    if type(value) is not str:
        raise WireError(f"{value!r} is no str.")
    return encode_basestring(value)


def _whole(value: object) -> str:
    if type(value) is not int:
        raise WireError(f"{value!r} is no int.")
    return str(value)


def _truth(value: object) -> str:
    if type(value) is not bool:
        raise WireError(f"{value!r} is no bool.")
    return "true" if value else "false"


def _money(value: object) -> str:
    assert type(value) is Money  # noqa: S101 - told by the annotation
    minor, currency = value.minor, value.currency
    one = _ONE.get(currency)
    if one is None or minor < 0:
        return f'"{value}"'
    return f'"{minor // one[0]}.{str(minor % one[0]).rjust(one[1], "0")} {currency}"'


def _quoted(value: object) -> str:
    """In quotes; nothing in a figure or a date needs more."""
    return f'"{value}"'


_ONE: Final = {
    currency: (10**places, places)
    for currency, places in MINOR_PLACES.items()
    if places
}
"""How many minor units make one of a currency, and how wide they are written."""

_PLAIN: Final[dict[type, Scribe]] = {
    bool: _truth,
    int: _whole,
    str: _text,
    Money: _money,
    Quantity: _quoted,
    date: _quoted,
    datetime: _quoted,
}
