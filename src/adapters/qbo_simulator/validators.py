"""What values that come from outside have to be; each check raises ``ValueError``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import attrs

Check: TypeAlias = Callable[[object, "attrs.Attribute[Any]", Any], None]


def text(_: object, field: attrs.Attribute[Any], value: object) -> None:
    """A string."""
    if not isinstance(value, str):
        raise ValueError(f"'{field.name}' is a text.")


def maybe_text(owner: object, field: attrs.Attribute[Any], value: object) -> None:
    """A string or nothing."""
    if value is not None:
        text(owner, field, value)


def seconds(_: object, field: attrs.Attribute[Any], value: object) -> None:
    """A number of seconds that is not negative, and at most a year."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"'{field.name}' is a number of seconds.")
    if not 0 <= value <= 366 * 86_400:
        raise ValueError(f"'{field.name}' is from 0 seconds to a year.")


def share(_: object, field: attrs.Attribute[Any], value: object) -> None:
    """A probability."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"'{field.name}' is a number.")
    if not 0 <= value <= 1:
        raise ValueError(f"'{field.name}' is from 0 to 1.")


def at_least(least: int) -> Check:
    """A whole number that is not below *least*."""

    def check(_: object, field: attrs.Attribute[Any], value: object) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise ValueError(f"'{field.name}' is a whole number from {least} on.")

    return check


def maybe_at_least(least: int) -> Check:
    """A whole number that is not below *least*, or nothing."""
    check_number = at_least(least)

    def check(owner: object, field: attrs.Attribute[Any], value: object) -> None:
        if value is not None:
            check_number(owner, field, value)

    return check


def one_of(*choices: object) -> Check:
    """One of these values."""

    def check(_: object, field: attrs.Attribute[Any], value: object) -> None:
        if not any(type(value) is type(each) and value == each for each in choices):
            known = ", ".join(str(each) for each in choices)
            raise ValueError(f"'{field.name}' is one of {known}.")

    return check


def status(first: int) -> Check:
    """A status of HTTP from *first* up to 599."""

    def check(_: object, field: attrs.Attribute[Any], value: object) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(f"'{field.name}' is a status of HTTP.")
        if not first <= value <= 599:
            raise ValueError(f"'{field.name}' is a status from {first} to 599.")

    return check
