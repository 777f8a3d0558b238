"""Walking the oldest credits, page by page, until enough is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from credits_core.credit import Credit
from credits_core.parts import OldestCredits

from ..rows import credit_from
from ..statements import Found, Value
from .queries import OLDEST
from .reading import Reading, Wanted

_FIRST_PAGE: Final = 8
_GROWTH: Final = 4
_LAST_PAGE: Final = 2_048
_BEFORE_ALL: Final = (date.min, -1, "")


def oldest_credits(reading: Reading, part: OldestCredits) -> Iterator[Credit]:
    """Usable credits in FIFO order, as many as *part* wants.

    The first page is small, because most commands need few credits; each next
    one begins after the last credit of the one before.
    """
    short = part.amount.minor
    size, place = _FIRST_PAGE, _BEFORE_ALL
    while short > 0:
        last, found = None, 0
        for row in _page(reading, part, place, size):
            last = credit_from(row)
            found += 1
            yield last
            if part.not_counted.isdisjoint(last.generated_by):
                short -= last.available.minor
            if short <= 0:
                return
        if last is None or found < size:
            return
        size, place = min(size * _GROWTH, _LAST_PAGE), last.order


def _page(
    reading: Reading,
    part: OldestCredits,
    place: tuple[date, int, str],
    size: int,
) -> Iterator[Found]:
    """Rows, of which no more are looked at than are needed."""
    return reading.walking(part, OLDEST, **_values(part, place, size))


def first_page(part: OldestCredits) -> Wanted:
    """The rows that are looked at first."""
    values = _values(part, _BEFORE_ALL, _FIRST_PAGE)
    return Wanted(OLDEST, values=values, part=part)


def _values(
    part: OldestCredits, place: tuple[date, int, str], size: int
) -> dict[str, Value]:
    effective_date, sequence, credit_id = place
    return {
        "currency": part.amount.currency,
        "today": part.today.isoformat(),
        "after_effective_date": effective_date.isoformat(),
        "after_sequence": sequence,
        "after_id": credit_id,
        "most": size,
    }
