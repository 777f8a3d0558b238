"""JSON as QuickBooks Online has it, with exact numbers both ways.

A number never passes through a float: it is read as the decimal that stands in
the text, and written as the decimal that it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

Document = Mapping[str, Any]
"""One object of JSON; which fields there are is for the translation to say."""

_DIGITS_MAX: Final = 40
_BYTES_MAX: Final = 64 * 1024 * 1024


def parse(text: str | bytes) -> Document:
    """The object in *text*; raises ``ValueError`` if there is none."""
    if len(text) > _BYTES_MAX:
        raise ValueError("The text is larger than any answer.")
    try:
        found: object = json.loads(
            text, parse_float=_number, parse_int=_number, parse_constant=_refused
        )
    except RecursionError:
        raise ValueError("The text is nested too deep.") from None
    if not isinstance(found, dict):
        raise ValueError("The text is not an object of JSON.")
    return found


def render(value: object) -> str:
    """The text of *value*, in which a decimal stands digit for digit."""
    if isinstance(value, Decimal):
        return _digits(value)
    if isinstance(value, float):
        raise TypeError(f"{value!r} is not exact.")
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(str(key))}:{render(one)}" for key, one in value.items())
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ",".join(render(one) for one in value) + "]"
    return json.dumps(value)


def _digits(value: Decimal) -> str:
    if not value.is_finite() or len(value.as_tuple().digits) > _DIGITS_MAX:
        raise ValueError(f"{value!r} is not a number of JSON.")
    return format(value, "f")


def _number(text: str) -> Decimal:
    """A number of a size that anybody has a use for."""
    if len(text) > _DIGITS_MAX:
        raise ValueError(f"{text[:_DIGITS_MAX]} is out of range.")
    number = Decimal(text)
    if number and abs(number.adjusted()) > _DIGITS_MAX:
        raise ValueError(f"{text} is out of range.")
    return number


def _refused(name: str) -> object:
    raise ValueError(f"{name} is not a number of JSON.")
