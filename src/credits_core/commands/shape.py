"""What the commands share: modes, and the checks of their shape.

A command of the wrong shape cannot be built: it raises ``TypeError`` or
``ValueError``. Whether a well-shaped command is possible is decided later, and
answered with a rejection.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from ..identity import Field
from ..money import AMOUNT_MAX_MINOR, Money

_T = TypeVar("_T")


class Mode(enum.Enum):
    """Whether a command may void applications that it does not name.

    *Strict* refuses and lists them; *cascade* voids them in the same
    transaction.
    """

    STRICT = "strict"
    CASCADE = "cascade"


class VoidMode(enum.Enum):
    """How an invoice is voided when its reduction credits were spent (HC-63).

    *Keep* leaves the money that backs the spent credits where it is.
    """

    STRICT = "strict"
    CASCADE = "cascade"
    KEEP = "keep"


class CancelMode(enum.Enum):
    """Which part of a credit is cancelled (R16)."""

    BALANCE_ONLY = "balance_only"
    REVERT = "revert"


def a_tuple(_: object, attribute: Field, value: _T) -> None:
    """Refuse a list, which could change behind the command's back."""
    if not isinstance(value, tuple):
        raise TypeError(f"{attribute.name} is a tuple, not {value!r}.")


def some(_: object, attribute: Field, value: _T) -> None:
    """Refuse an empty tuple where at least one thing is needed."""
    a_tuple(_, attribute, value)
    if not value:
        raise ValueError(f"{attribute.name} needs at least one element.")


def money(_: object, attribute: Field, value: _T) -> None:
    """Refuse anything that is not exact money."""
    if not isinstance(value, Money):
        raise TypeError(f"{attribute.name} is Money, not {value!r}.")
    within_bounds((value,))


def not_negative(_: object, attribute: Field, value: _T) -> None:
    """Refuse an amount that nobody could report."""
    money(_, attribute, value)
    if isinstance(value, Money) and value.minor < 0:
        raise ValueError(f"{attribute.name} is nothing or more, not {value}.")


def of_type(
    kind: type[_T],
) -> Callable[[object, Field, _T], None]:
    """A check that a field holds a *kind* and nothing that merely looks like one."""

    def check(_: object, attribute: Field, value: _T) -> None:
        if not isinstance(value, kind):
            raise TypeError(f"{attribute.name} is a {kind.__name__}, not {value!r}.")

    return check


def one_currency(amounts: Iterable[Money]) -> None:
    """Refuse amounts of two currencies inside one command (HC-49)."""
    currencies = {amount.currency for amount in amounts}
    if len(currencies) > 1:
        raise ValueError(f"One command, one currency; here are {sorted(currencies)}.")


def within_bounds(amounts: Iterable[Money]) -> None:
    """Refuse amounts that are together more than any document could be worth."""
    if sum(abs(amount.minor) for amount in amounts) > AMOUNT_MAX_MINOR:
        raise ValueError(f"Amounts end at {AMOUNT_MAX_MINOR} minor units.")


def a_date(_: object, attribute: Field, value: _T) -> None:
    """Refuse what is no calendar day; a moment of a day is none."""
    if value is not None and type(value) is not date:
        raise TypeError(f"{attribute.name} is a date, not {value!r}.")


def no_repeats(what: str, names: Sequence[str]) -> None:
    """Refuse a list that names the same thing twice."""
    if len(set(names)) != len(names):
        raise ValueError(f"The same {what} is named twice.")
