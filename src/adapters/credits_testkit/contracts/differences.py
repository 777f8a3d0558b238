"""Telling two values apart in words: where they differ, and how.

A contract fails on values of a hundred fields; its reader wants the one that is
wrong, also where no test runner explains an assertion.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import Final

import attrs

_SHOWN_MAX: Final = 3
_LENGTH_MAX: Final = 160


def same(told: object, wanted: object, what: str = "") -> None:
    """Raise ``AssertionError`` unless what an adapter *told* is what is *wanted*.

    *what* names the value that is told, for the message.
    """
    if told == wanted:
        return
    found = list(islice(differences(told, wanted, what), _SHOWN_MAX + 1))
    more = ["and more"] if len(found) > _SHOWN_MAX else []
    shown = found[:_SHOWN_MAX] or [f"{what or 'It'} is not equal to what is wanted"]
    raise AssertionError("; ".join([*shown, *more]))


def holds(fact: object, otherwise: str) -> None:
    """Raise ``AssertionError`` with the words *otherwise*, unless *fact* is so."""
    if not fact:
        raise AssertionError(otherwise)


def differences(told: object, wanted: object, path: str = "") -> Iterator[str]:
    """Where *told* differs from *wanted*, each place in a few words."""
    if told == wanted:
        return
    if isinstance(told, Mapping) and isinstance(wanted, Mapping):
        yield from _of_keys(told.keys(), wanted.keys(), path)
        for key in wanted.keys() & told.keys():
            yield from differences(told[key], wanted[key], f"{path}[{key!r}]")
    elif isinstance(told, Set) and isinstance(wanted, Set):
        yield from _of_keys(told, wanted, path)
    elif _are_rows(told, wanted):
        yield from _of_rows(told, wanted, path)
    elif type(told) is type(wanted) and (names := _fields(told)):
        for name in names:
            one, other = getattr(told, name), getattr(wanted, name)
            yield from differences(one, other, f"{path}.{name}" if path else name)
    else:
        yield f"{path or 'it'} is {_short(told)} instead of {_short(wanted)}"


def _fields(value: object) -> list[str]:
    kind: type[object] = type(value)
    return [one.name for one in attrs.fields(kind)] if attrs.has(kind) else []


def _are_rows(told: object, wanted: object) -> bool:
    return (
        isinstance(told, tuple | list)
        and isinstance(wanted, tuple | list)
        and type(told) is type(wanted)
    )


def _of_rows(told: object, wanted: object, path: str) -> Iterator[str]:
    assert isinstance(told, Sequence)
    assert isinstance(wanted, Sequence)
    if len(told) != len(wanted):
        yield f"{path or 'it'} has {len(told)} values instead of {len(wanted)}"
    for place, (one, other) in enumerate(zip(told, wanted, strict=False)):
        yield from differences(one, other, f"{path}[{place}]")


def _of_keys(
    told: Collection[object], wanted: Collection[object], path: str
) -> Iterator[str]:
    for key in wanted:
        if key not in told:
            yield f"{path or 'it'} lacks {_short(key)}"
    for key in told:
        if key not in wanted:
            yield f"{path or 'it'} has {_short(key)}, which does not belong there"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LENGTH_MAX else f"{text[:_LENGTH_MAX]}..."
