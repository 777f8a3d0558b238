"""One value of a document: a date, a number, a text, a truth."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from ..amounts import MOST_CENTS, Cents, cents, trimmed
from ..refusals import Refusal, refusal
from ..switches import StringAmounts

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# What XML could not carry, which the real service has inside.
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def number(key: str, value: Any, strings: StringAmounts) -> Decimal:
    """A number, which may have been written as a string."""
    if isinstance(value, Cents):
        return Decimal(value) / 100
    if isinstance(value, str):
        if strings is StringAmounts.INVALID_NUMBER:
            raise refusal("2090", value, element=key)
        return _from_text(key, value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise unfit(key, value)
    return _from_text(key, str(value))


def _from_text(key: str, text: str) -> Decimal:
    try:
        read = Decimal(text.strip())
    except InvalidOperation:
        raise refusal("2100", text, element=key) from None
    if not read.is_finite() or abs(read.adjusted()) > 30:
        raise refusal("2110", text, element=key)
    return read


def amount(key: str, value: Any, strings: StringAmounts) -> Cents:
    """An amount, in cents and within what the service can hold."""
    read = number(key, value, strings)
    if abs(read) * 100 >= MOST_CENTS:
        raise refusal("2140", str(read), element=key)
    return cents(read)


def quantity(key: str, value: Any, strings: StringAmounts) -> Decimal:
    """A quantity, a price or a rate: seven decimals at most."""
    read = number(key, value, strings)
    if abs(read) * 100 >= MOST_CENTS:
        raise refusal("2110", str(read), element=key)
    return trimmed(round(read, 7))


def day(key: str, value: Any) -> str:
    """A date; an offset behind it is not looked at."""
    if not isinstance(value, str) or not _DATE.match(value):
        raise refusal("2060", element=key)
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        raise refusal("2070", value, element=key) from None


def truth(key: str, value: Any) -> bool:
    """True or false, also as a word."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    raise refusal("2230", element=key)


def text(key: str, value: Any, most: int) -> str:
    """A text of *most* characters, none of which is a control character."""
    if isinstance(value, dict | list):
        raise unfit(key, value)
    if isinstance(value, bool):
        return "true" if value else "false"
    written = value if isinstance(value, str) else format(Decimal(value), "f")
    if _BAD.search(written):
        raise refusal("2040", _BAD.sub("?", written)[:40], element=key)
    if len(written) > most:
        told = f"Min:0, Max:{most}, Supplied length:{len(written)}"
        raise refusal("2050", told, element=key)
    return written


def unfit(key: str, value: object) -> Refusal:
    """A refusal of a value that is of another shape than its property."""
    token = "START_OBJECT" if isinstance(value, dict) else "VALUE"
    token = "START_ARRAY" if isinstance(value, list) else token
    return refusal("2010", f'Can not read "{key}" out of {token} token')
