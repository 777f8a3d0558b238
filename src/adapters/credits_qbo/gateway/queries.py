"""Queries whose values cannot break out of them."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from typing import Final

import attrs

ENTITIES: Final = frozenset(
    {"CreditMemo", "Payment", "Invoice", "Customer", "Item", "Preferences"}
)
ROWS_MAX: Final = 1_000

_NAME: Final = re.compile(r"[A-Z][A-Za-z]*(\.[A-Z][A-Za-z]*)?")
_TEXT_MAX: Final = 500


class Comparison(Enum):
    """How a property may be compared."""

    IS = "="
    FROM = ">="
    ABOVE = ">"
    BELOW = "<"


def _a_property(_: object, __: object, name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no property of an entity.")


def _a_value(_: object, __: object, value: str) -> None:
    if len(value) > _TEXT_MAX or not value.isprintable():
        raise ValueError("A value of a query is printable and not too long.")


@attrs.frozen
class Condition:
    """One property compared with one value; raises ``ValueError`` if it is none."""

    name: str = attrs.field(validator=_a_property)
    comparison: Comparison
    value: str = attrs.field(validator=_a_value)

    @property
    def text(self) -> str:
        """The condition in the language of queries."""
        return f"{self.name} {self.comparison.value} '{quoted(self.value)}'"


@attrs.frozen(kw_only=True)
class Selection:
    """All rows of one *entity* that meet all *conditions*, ordered by their ids."""

    entity: str = attrs.field(validator=attrs.validators.in_(ENTITIES))
    conditions: tuple[Condition, ...] = ()

    def page(self, start: int) -> str:
        """The query for the page whose first row is number *start*, from 1 on."""
        where = " AND ".join(one.text for one in self.conditions)
        parts = (
            f"SELECT * FROM {self.entity}",  # noqa: S608 - both parts are checked
            *([f"WHERE {where}"] if where else []),
            f"ORDERBY Id STARTPOSITION {start} MAXRESULTS {ROWS_MAX}",
        )
        return " ".join(parts)


def quoted(value: str) -> str:
    """*value* as it stands between two quotes: the backslash first, then the quote."""
    return value.replace("\\", "\\\\").replace("'", "\\'")


def on(day: date) -> str:
    """A day as a value of a query."""
    return day.isoformat()
