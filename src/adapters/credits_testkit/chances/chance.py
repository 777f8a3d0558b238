"""Where choices come from: from numbers that were given, or from dice.

Whoever builds a command asks for one choice after the other. The first of several
choices is always the plainest one, so that numbers that get smaller tell a plainer
story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import Final, TypeVar

from typing_extensions import override

T = TypeVar("T")

_PLACES: Final = 240
"""Divided by any small number without a rest, so that no place is preferred."""


class Chance:
    """Somebody who chooses."""

    def below(self, bound: int) -> int:
        """A whole number from 0 to under *bound*; 0 is the plainest."""
        raise NotImplementedError

    def of(self, choices: Sequence[T]) -> T:
        """One of the *choices*, of which the first is the plainest."""
        return choices[self.below(len(choices))]

    def once_in(self, times: int) -> bool:
        """Whether something happens that happens only now and then."""
        return self.below(times) == times - 1

    def rather(self, interesting: Sequence[T], choices: Sequence[T]) -> T:
        """One of the *choices*; every second time of the *interesting* ones, if any."""
        is_rather = self.below(2) and interesting
        return self.of(interesting if is_rather else choices)

    def some_of(self, choices: Sequence[T], most: int) -> list[T]:
        """One to *most* different *choices*, or fewer if there are fewer.

        It always takes as many numbers, so that those behind keep their meaning.
        """
        left = list(choices)
        count = min(1 + self.below(most), len(left))
        places = [self.below(_PLACES) for _ in range(most)]
        return [left.pop(place % len(left)) for place in places[:count]]


class Numbers(Chance):
    """Choices by *numbers*, each of which may be any; by zeros when they end."""

    def __init__(self, numbers: Iterable[int]) -> None:
        """Choose by *numbers*."""
        self._numbers = tuple(numbers)
        self._left = iter(self._numbers)

    @override
    def __repr__(self) -> str:
        """The numbers without the zeros at their end."""
        last = max(
            (place for place, one in enumerate(self._numbers, 1) if one), default=0
        )
        return f"Numbers({[*self._numbers[:last]]})"

    @override
    def below(self, bound: int) -> int:
        return next(self._left, 0) % bound


class Dice(Chance):
    """Choices at random; *rolled* are the numbers that choose the same again."""

    def __init__(self, random: Random) -> None:
        """Roll with *random*."""
        self._random = random.random
        self.rolled: list[int] = []

    @override
    def below(self, bound: int) -> int:
        number = int(self._random() * bound)
        self.rolled.append(number)
        return number
