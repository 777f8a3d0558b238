"""What is raised when a desk does not do what it has to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from typing_extensions import override

from ..contracts.differences import differences
from ..plainly import plainly
from .turns import Turn

_PLACES_MAX: Final = 5


class DifferenceError(AssertionError):
    """One *check* failed on one *side*, in the last turn of a *story*.

    *check* is a word or two that stay the same when the story is shortened.
    """

    def __init__(self, check: str, side: str, got: object, expected: object) -> None:
        """Remember what was got, and what was expected instead."""
        super().__init__(check, side)
        self.check = check
        self.side = side
        self.got = got
        self.expected = expected
        self.story: tuple[Turn, ...] = ()

    @override
    def __str__(self) -> str:
        """The story, and what is wrong at its end."""
        lines = [*tell(self.story), *self.places]
        return "\n  ".join([f"{self.side}: {self.check}", *lines])

    @property
    def places(self) -> list[str]:
        """Where what was got differs from what was expected, the first few places."""
        found = differences(self.got, self.expected)
        return [f"- {place}" for place in islice(found, _PLACES_MAX)]


def tell(story: Iterable[Turn]) -> list[str]:
    """The turns of a *story*, one a line, each as the Python that makes it."""
    return [plainly(turn) for turn in story]
