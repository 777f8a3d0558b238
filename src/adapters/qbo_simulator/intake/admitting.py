"""A document that came in, as the rules may rely on it.

Empty values are left out, numbers become exact, and what QuickBooks Online does not
know is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..amounts import AMOUNTS, QUANTITIES, Document
from ..entities import Kind
from ..refusals import Refusal, refusal
from ..switches import StringAmounts
from . import values
from .fields import BOOLEANS, DATES, INNER, LISTS, MEMO, OBJECTS, TEXTS

_LONGEST = 4000
_DESCRIBED = 1000
_DEEPEST = 12


def admitted(kind: Kind, document: object, strings: StringAmounts) -> Document:
    """The *document* with exact values; raises a refusal if it does not fit."""
    if not isinstance(document, dict):
        raise values.unfit(kind.name, document)
    if kind.known:
        _know(kind.name, kind.known, document)
    return _object(document, strings, 0)


def _know(name: str, known: tuple[str, ...], document: Iterable[str]) -> None:
    for key in document:
        if key not in known:
            raise _unknown(name, known, key)


def _unknown(name: str, known: tuple[str, ...], key: str) -> Refusal:
    shown = key.encode("utf-8", "replace").decode()
    return refusal(
        "2010",
        f'Unrecognized field "{shown}" (class com.intuit.schema.finance.v3.{name}),'
        f" not marked as ignorable{described(known)}\n",
    )


def described(known: tuple[str, ...]) -> str:
    """The known properties as the service's parser tells them, cut when it is long."""
    text = f" ({len(known)} known properties: "
    for place, name in enumerate(known):
        text += f'"{name}"'
        if len(text) > _DESCRIBED:
            return text + " [truncated]])"
        text += ", " if place + 1 < len(known) else ""
    return text + "])"


def _object(document: Document, strings: StringAmounts, depth: int) -> Document:
    if depth > _DEEPEST:
        raise refusal("2010", "Too many levels")
    taken: Document = {}
    for key, held in document.items():
        if held is None or held == "":
            continue
        value = _value(key, held, strings, depth)
        if value != {} or key.endswith("LineDetail"):
            taken[key] = value
    return taken


def _value(key: str, held: Any, strings: StringAmounts, depth: int) -> Any:
    if key in LISTS:
        return _list(key, held, strings, depth)
    if key.endswith("Ref") or key in OBJECTS:
        return _inner(key, held, strings, depth)
    if key in AMOUNTS:
        return values.amount(key, held, strings)
    if key in QUANTITIES:
        return values.quantity(key, held, strings)
    if key in DATES:
        return values.day(key, held)
    if key in BOOLEANS:
        return values.truth(key, held)
    return _other(key, held, strings, depth)


def _other(key: str, held: Any, strings: StringAmounts, depth: int) -> Any:
    if key in TEXTS:
        return values.text(key, held, TEXTS[key])
    if isinstance(held, str):
        return values.text(key, held, _LONGEST)
    if isinstance(held, dict):
        return _object(held, strings, depth + 1)
    if isinstance(held, list):
        if depth > _DEEPEST:
            raise refusal("2010", "Too many levels")
        return [_other(key, each, strings, depth + 1) for each in held]
    return held


def _list(key: str, held: Any, strings: StringAmounts, depth: int) -> list[Document]:
    listed = [held] if isinstance(held, dict) else held
    if not isinstance(listed, list):
        raise values.unfit(key, held)
    return [
        _inner(key, each, strings, depth)
        for each in listed
        if each not in ({}, None) or key == "Line"
    ]


def _inner(key: str, held: Any, strings: StringAmounts, depth: int) -> Document:
    if not isinstance(held, dict):
        raise values.unfit(key, held)
    if key in INNER:
        name, known = INNER[key]
        _know(name, known, held)
    taken = _object(held, strings, depth + 1)
    if key.endswith("Ref") and "value" in taken:
        taken["value"] = values.text(key, taken["value"], 60)
    if key == "CustomerMemo" and "value" in taken:
        taken["value"] = values.text(key, taken["value"], MEMO)
    return taken
