"""Drawing any value of the core, as the annotations of its fields say.

It is for values without rules of their own: events and rejections. What no
command would make is drawn as well, for a journal must carry it all the same.
"""

from __future__ import annotations

import enum
import types
import typing
from datetime import UTC, date

import attrs
from hypothesis import strategies as st

from credits_core.currencies import MINOR_PLACES
from credits_core.exact import Quantity
from credits_core.money import AMOUNT_MAX_MINOR, Money

_MICROS_MAX = 10**15

amounts = st.builds(
    Money,
    st.integers(-AMOUNT_MAX_MINOR, AMOUNT_MAX_MINOR),
    st.sampled_from(sorted(MINOR_PLACES)),
)
quantities = st.builds(Quantity, st.integers(-_MICROS_MAX, _MICROS_MAX))

printables = st.text(
    st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=5
)
"""Texts that may be ids as well: ``"\\"`` and ``"№ 1"`` without the blank."""

_PLAIN: dict[object, st.SearchStrategy[object]] = {
    bool: st.booleans(),
    int: st.integers(),
    str: printables,
    date: st.dates(),
    type(None): st.none(),
    Money: amounts,
    Quantity: quantities,
}

instants = st.datetimes(timezones=st.just(UTC))


def values_of(hint: object) -> st.SearchStrategy[object]:
    """Any value that a field with that annotation may hold."""
    hint = getattr(hint, "__supertype__", hint)
    parts = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return st.lists(values_of(parts[0]), max_size=2).map(tuple)
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return st.one_of([values_of(one) for one in parts])
    if hint in _PLAIN:
        return _PLAIN[hint]
    assert isinstance(hint, type)
    if issubclass(hint, enum.Enum):
        return st.sampled_from(hint)
    assert attrs.has(hint), hint
    hints = typing.get_type_hints(hint)
    fields = {one.name: values_of(hints[one.name]) for one in attrs.fields(hint)}
    return st.builds(hint, **fields)
