"""Many values made at once, field by field instead of one by one.

The constructor of a frozen value sets each field by a call of its own, which takes
longer than the database takes to find the row. Here one field is set in all values
by a loop that is not in Python. Nothing is left unchecked: what a constructor would
look at is looked at for the whole column.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import repeat
from typing import Any, Final, TypeAlias, TypeVar

import attrs

from credits_core.currencies import MINOR_PLACES
from credits_core.money import Money

Made = TypeVar("Made")

_Setter: TypeAlias = "Callable[[Any, Any], None]"
_LARGEST: Final = 2**63 - 1


def made(kind: type[Made], count: int, *columns: Iterable[object]) -> list[Made]:
    """So many values of *kind*; the columns are in the order of its fields.

    Raises ``TypeError`` for a kind whose constructor checks or changes anything.
    """
    known: Any = kind
    return _made(kind, _unchecked(known), count, columns)


def moneys(
    columns: Sequence[Sequence[int]], currencies: Sequence[str]
) -> list[list[Money]]:
    """An amount for each figure of each column, checked as ``Money`` checks one."""
    unknown = set(currencies) - MINOR_PLACES.keys()
    if unknown:
        raise ValueError(f"{sorted(unknown)} are no ISO 4217 currencies.")
    nothing = [_nothing(currency) for currency in currencies]
    return [_amounts(minors, currencies, nothing) for minors in columns]


def _amounts(
    minors: Sequence[int], currencies: Sequence[str], nothing: list[Money]
) -> list[Money]:
    # With anything but whole numbers among them, the sum is none, or there is none.
    if type(sum(minors)) is not int:
        raise TypeError("Minor units are whole numbers.")
    if not any(minors):
        return nothing
    if max(minors) > _LARGEST or min(minors) < -_LARGEST:
        raise ValueError("An amount is larger than any database could store.")
    return _made(Money, _setters(Money), len(minors), (minors, currencies))


def _made(
    kind: type[Made],
    setters: Sequence[_Setter],
    count: int,
    columns: Sequence[Iterable[object]],
) -> list[Made]:
    values: list[Made] = list(map(_NEW, repeat(kind, count)))
    for setter, column in zip(setters, columns, strict=True):
        deque(map(setter, values, column), maxlen=0)
    return values


_SETTERS: Final[dict[Any, tuple[_Setter, ...]]] = {}
_NEW: Final[Any] = object.__new__


def _setters(kind: Any) -> tuple[_Setter, ...]:  # noqa: ANN401 - a type of values
    """What sets each field of a value, as its slot does it."""
    known = _SETTERS.get(kind)
    if known is None:
        fields = attrs.fields(kind)
        known = tuple(getattr(kind, one.name).__set__ for one in fields)
        _SETTERS[kind] = known
    return known


@cache
def _unchecked(kind: Any) -> tuple[_Setter, ...]:  # noqa: ANN401 - a type of values
    fields = attrs.fields(kind)
    if hasattr(kind, "__attrs_post_init__") or any(
        one.validator or one.converter for one in fields
    ):
        raise TypeError(f"{kind.__name__} is made by its constructor alone.")
    return _setters(kind)


@cache
def _nothing(currency: str) -> Money:
    return Money(0, currency)
