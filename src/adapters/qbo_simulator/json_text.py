"""Reading and writing JSON the way QuickBooks Online spells it.

A number keeps the spelling with which it came, unless its name says that it is an
amount (two decimals, and a bare ``0`` for none) or a quantity (no idle noughts).
"""

from __future__ import annotations

import json
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from .amounts import (
    AMOUNTS,
    Cents,
    Document,
    amount_text,
    cents,
    number_text,
)

_DIGITS = 40


def parse(text: str | bytes) -> Any:
    """What *text* holds, with exact numbers; ``ValueError`` if it is no JSON."""
    return json.loads(
        text, parse_float=_number, parse_int=_number, parse_constant=_refused
    )


def _number(text: str) -> Decimal:
    """An exact number of a size that anybody has a use for."""
    number = Decimal(text)
    if len(text) > _DIGITS or not -_DIGITS < number.adjusted() < _DIGITS:
        raise ValueError(f"{text[:_DIGITS]} is out of range.")
    return number


def _refused(name: str) -> object:
    raise ValueError(f"{name} is not a number of JSON.")


def document_of(text: str) -> Document:
    """A stored text as a document, its amounts as cents."""
    document: Document = parse(text)
    _type(document)
    return document


def _type(value: Any) -> None:
    if isinstance(value, list):
        for held in value:
            _type(held)
        return
    if not isinstance(value, dict):
        return
    for key, held in value.items():
        if isinstance(held, Decimal) and key in AMOUNTS:
            value[key] = cents(held)
        else:
            _type(held)


class Raw(str):
    """A text that is JSON already."""

    __slots__ = ()


def render(value: object) -> str:
    """The text of *value* without blanks, its keys in the order they have."""
    parts: list[str] = []
    _write(value, parts.append)
    return "".join(parts)


def _write(value: Any, put: Any) -> None:
    if isinstance(value, str):
        put(value if isinstance(value, Raw) else encode_basestring(value))
    elif isinstance(value, dict):
        _write_object(value, put)
    elif isinstance(value, list | tuple):
        _write_array(value, put)
    else:
        put(_plain(value))


def _plain(value: object) -> str:
    if value is True:
        return "true"
    if value is False:
        return "false"
    if value is None:
        return "null"
    if isinstance(value, Cents):
        return amount_text(value)
    if isinstance(value, float):
        return number_text(_number(repr(value)))
    if isinstance(value, Decimal | int):
        return number_text(value)
    raise TypeError(f"{value!r} has no place in JSON.")


def _write_object(value: dict[str, Any], put: Any) -> None:
    mark = "{"
    for key, held in value.items():
        put(mark + encode_basestring(key) + ":")
        _write(held, put)
        mark = ","
    put("}" if mark == "," else "{}")


def _write_array(value: Any, put: Any) -> None:
    mark = "["
    for held in value:
        put(mark)
        _write(held, put)
        mark = ","
    put("]" if mark == "," else "[]")
