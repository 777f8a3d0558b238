"""Many values made at once, without the calls that keep each of them frozen.

The constructor of a frozen value sets each field by a call of its own, which takes
longer than the database takes to find the row. Here a value is filled while it is
still open, and closed before anybody sees it. Nothing is left unchecked: what a
constructor would look at is looked at for the whole column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, Final, TypeAlias, TypeVar

import attrs

from credits_core.currencies import MINOR_PLACES
from credits_core.money import Money

Made = TypeVar("Made")

_Opened: TypeAlias = "Callable[..., Any]"
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
    nothing = [nothing_in(currency) for currency in currencies]
    return [_amounts(minors, currencies, nothing) for minors in columns]


def money(minor: int, currency: str) -> Money:
    """One amount; nothing, which most figures of a row are, is not made anew."""
    return nothing_in(currency) if minor == 0 else Money(minor, currency)


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
    return _made(Money, _opened(Money), len(minors), (minors, currencies))


def _made(
    kind: type[Made], opened: _Opened, count: int, columns: Sequence[Iterable[object]]
) -> list[Made]:
    values = list(map(opened, *columns))
    if len(values) != count:
        raise ValueError(f"There are {len(values)} values and not {count}.")
    for one in values:
        one.__class__ = kind
    return values


@cache
def _opened(kind: Any) -> _Opened:  # noqa: ANN401 - a type of values
    """The *kind* as a class of its own whose fields can be set, all in their order.

    It adds nothing to a value, so that one may become a value of the kind itself.
    Both methods have to be those of every object, or Python goes by way of them.
    """
    names = [one.name for one in attrs.fields(kind)]
    filling: Any = attrs.make_class(kind.__name__, names, slots=True, eq=False)
    parts = {
        "__slots__": (),
        "__init__": filling.__init__,
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
    }
    return type(kind.__name__, (kind,), parts)


@cache
def _unchecked(kind: Any) -> _Opened:  # noqa: ANN401 - a type of values
    fields = attrs.fields(kind)
    if hasattr(kind, "__attrs_post_init__") or any(
        one.validator or one.converter for one in fields
    ):
        raise TypeError(f"{kind.__name__} is made by its constructor alone.")
    return _opened(kind)


@cache
def nothing_in(currency: str) -> Money:
    """No money in that *currency*: one value for all who have none."""
    return Money(0, currency)
