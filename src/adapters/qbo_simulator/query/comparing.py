"""Whether an object meets a condition, and where it stands in an order."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from ..amounts import Cents
from ..books import Record
from ..books.shelves import OPEN_KINDS
from ..clock import read_instant
from ..refusals import refusal
from .asked import Condition

_TIMES = frozenset({"MetaData.CreateTime", "MetaData.LastUpdatedTime"})
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}


def meets(record: Record, condition: Condition) -> bool:
    """Whether *record* meets *condition*; what is not there meets none."""
    held = property_of(record, condition.name)
    if held is None:
        return False
    if condition.operator == "IN":
        return any(held == _like(held, condition, each) for each in condition.values)
    if condition.operator == "LIKE":
        return bool(pattern(condition.value).fullmatch(str(held)))
    compare = _COMPARE[condition.operator]
    return bool(compare(held, _like(held, condition, condition.value)))


@lru_cache(maxsize=256)
def pattern(text: str) -> re.Pattern[str]:
    """What ``LIKE`` looks for: ``%`` stands for anything."""
    parts = (re.escape(part.lower()) for part in text.split("%"))
    return re.compile(".*".join(parts), re.DOTALL)


def property_of(record: Record, name: str) -> Any:
    """A property, as something that can be compared with its like."""
    if name in _KEPT:
        return _KEPT[name](record)
    if name == record.kind.name_key:
        return record.name.lower()
    if record.entity in OPEN_KINDS and name in _FIGURES:
        return Decimal(_FIGURES[name](record)) / 100
    return _plain(name, record.document())


def second(text: str) -> int:
    """The second that an instant in a query falls in."""
    try:
        return int(read_instant(text).timestamp())
    except (ValueError, OverflowError):
        raise refusal("4001", f"Invalid date/time value {text[:40]}") from None


_KEPT: dict[str, Any] = {
    "Id": lambda record: _whole(record.id),
    "SyncToken": lambda record: Decimal(record.token),
    "MetaData.CreateTime": lambda record: record.created,
    "MetaData.LastUpdatedTime": lambda record: record.updated,
    "TxnDate": lambda record: record.date or None,
    "DocNumber": lambda record: record.number.lower() or None,
    "PaymentRefNum": lambda record: record.reference.lower() or None,
    "CustomerRef": lambda record: record.customer or None,
    "Active": lambda record: record.active,
}


_FIGURES: dict[str, Callable[[Record], int]] = {
    "TotalAmt": lambda record: record.total,
    "Balance": lambda record: record.balance,
}


def _whole(object_id: str) -> Decimal | str:
    return Decimal(object_id) if object_id.isdecimal() else object_id.lower()


def _plain(name: str, held: Any) -> Any:
    for part in name.split("."):
        held = held.get(part) if isinstance(held, dict) else None
    if isinstance(held, dict):
        held = next(
            (
                held[key]
                for key in ("value", "Address", "FreeFormNumber")
                if key in held
            ),
            None,
        )
    if isinstance(held, Cents):
        return Decimal(held) / 100
    if isinstance(held, str):
        return held.lower()
    return held if isinstance(held, bool | Decimal) else None


def _like(held: Any, condition: Condition, text: str) -> Any:
    """The *text* of a query as something of the same sort as *held*."""
    if condition.name in _TIMES:
        return second(text)
    if isinstance(held, bool):
        return text.strip().lower() == "true"
    if isinstance(held, Decimal):
        try:
            number = Decimal(text.strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise refusal("4001", f"Invalid value {text[:40]} for {condition.name}")
        return number
    return text.lower()


def part_of(document: Any, path: list[str], into: dict[str, Any]) -> None:
    """Put the part of a *document* at *path* into another one."""
    key, rest = path[0], path[1:]
    if not isinstance(document, dict) or key not in document:
        return
    if not rest:
        into[key] = document[key]
        return
    inner: dict[str, Any] = into.setdefault(key, {})
    part_of(document[key], rest, inner)
