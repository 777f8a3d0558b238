"""After which first deaths the retry is struck down as well.

A retry knows of the first death only by what that left behind: the rows, and the
store if it lives on. So first deaths are alike if they leave the same rows and the
retry then sends the same, from point to point.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

import attrs

from .points import Moment

Sent = tuple[tuple[Moment, str], ...]
"""What an attempt sent, in order."""


class Retries(enum.Enum):
    """Which retries are struck down: none, of first deaths that are alike, or every."""

    NONE = "none"
    ALIKE = "alike"
    EVERY = "every"


@attrs.frozen
class FirstDeath:
    """The point *number* of a first death, the rows it *left*, what the retry *sent*.

    The rows are told as whether they are those from before and those from after.
    """

    number: int
    left: tuple[bool, bool]
    sent: tuple[Sent, ...]


def chosen(deaths: Iterable[FirstDeath], retries: Retries) -> list[int]:
    """The points of those first *deaths* after which the retry is struck down too.

    Of those that are alike, these are the first and the last.
    """
    found = list(deaths) if retries is not Retries.NONE else []
    if retries is not Retries.ALIKE:
        return [one.number for one in found]
    alike: dict[object, list[int]] = {}
    for one in found:
        alike.setdefault((one.left, one.sent), []).append(one.number)
    ends = ((numbers[0], numbers[-1]) for numbers in alike.values())
    return sorted({number for both in ends for number in both})
