"""Writing a value as the shortest Python that makes it: defaults are left out."""

from __future__ import annotations

import enum
from datetime import date
from typing import TypeGuard

import attrs

from credits_core.exact import Quantity
from credits_core.money import Money

from .occasions import BOSS


def plainly(value: object) -> str:
    """The *value* as a person would write it in Python."""
    if value == BOSS:
        return "BOSS"
    match value:
        case Money(minor, currency):
            return f"Money({minor}, {currency!r})"
        case Quantity():
            return f"Quantity.of({str(value)!r})"
        case enum.Enum():
            return f"{type(value).__name__}.{value.name}"
        case date() if type(value) is date:
            return f"date({value.year}, {value.month}, {value.day})"
        case tuple():
            inner = ", ".join(plainly(one) for one in value)
            return f"({inner},)" if len(value) == 1 else f"({inner})"
        case frozenset():
            return f"frozenset({{{', '.join(sorted(map(plainly, value)))}}})"
        case _:
            return _made(value)


def _made(value: object) -> str:
    if not _is_attrs(value):
        return repr(value)
    return f"{type(value).__name__}({', '.join(_fields(value))})"


def _is_attrs(value: object) -> TypeGuard[attrs.AttrsInstance]:
    return attrs.has(type(value))


def _fields(value: attrs.AttrsInstance) -> list[str]:
    """Its fields that are not as they would be anyway."""
    fields = [one for one in attrs.fields(type(value)) if one.init and one.repr]
    return [
        f"{one.alias}={plainly(getattr(value, one.name))}"
        if one.kw_only
        else plainly(getattr(value, one.name))
        for one in fields
        if getattr(value, one.name) != _default(one)
    ]


def _default(field: attrs.Attribute[object]) -> object:
    """What the field holds when nothing is said; a factory is asked for it."""
    default = field.default
    factory = getattr(default, "factory", None)
    return factory() if callable(factory) else default
