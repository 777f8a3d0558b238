"""The fast driver: stories made of numbers, one after the other.

A story is a list of lists of numbers: the first says who there is and under which
policy, each of the others is one turn. The same numbers tell the same story on any
machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import Final

import attrs

from credits_core.desk import Desk
from credits_core.ports import Ledgers

from ..chances import Chance, Dice, Numbers
from .choosing import adopt, next_turn
from .differences import DifferenceError
from .lockstep import CUSTOMERS, LockStep
from .reducing import shorten
from .tally import Tally

_LENGTHS: Final = (12, 24, 24, 48, 96)
"""How many turns a story has."""

Story = list[list[int]]
"""The numbers of one story."""


@attrs.frozen
class Stores:
    """Where the ledgers of each story come from: new and empty ones each time.

    *desk* makes the desk over the first of both.
    """

    ledgers: Callable[[], Ledgers]
    reference: Callable[[], Ledgers]
    desk: Callable[..., Desk] = Desk

    def begin(self, chance: Chance) -> LockStep:
        """A new story of one to three customers, perhaps under another policy."""
        customers = CUSTOMERS[: chance.of((1, 2, 3))]
        world = LockStep(self.ledgers(), self.reference(), customers, self.desk)
        if chance.below(2):
            world.play(adopt(chance, world))
        return world


@attrs.frozen
class Failure:
    """A story that did not end well: its *numbers*, shortened, and the difference."""

    numbers: Story
    difference: DifferenceError

    @property
    def text(self) -> str:
        """The numbers as one word, to be played again."""
        return text_of(self.numbers)


def drive(
    stores: Stores, *, commands: int, seed: str, shorten_tries: int = 3_000
) -> tuple[Tally, Failure | None]:
    """Play stories until so many *commands* were given, or one fails.

    A story that fails is shortened, as far as so many tries go.
    """
    random, tally = Random(seed), Tally()
    while tally.commands < commands:
        numbers, difference = _story(stores, random, tally)
        if difference is not None:
            return tally, _shortened(stores, numbers, difference, shorten_tries)
    return tally, None


def replay(stores: Stores, numbers: Iterable[Iterable[int]]) -> LockStep:
    """Play the story of these *numbers*; raises ``DifferenceError`` where it fails."""
    head, *turns = numbers
    world = stores.begin(Numbers(head))
    for turn in turns:
        world.play(next_turn(Numbers(turn), world))
    world.finish()
    return world


def text_of(numbers: Iterable[Iterable[int]]) -> str:
    """The *numbers* of a story as one word: ``1/0.3.2/40`` and so on."""
    return "/".join(".".join(map(str, turn)) for turn in numbers)


def numbers_of(text: str) -> Story:
    """The numbers that ``text_of`` wrote."""
    return [[int(one) for one in turn.split(".") if one] for turn in text.split("/")]


def _story(
    stores: Stores, random: Random, tally: Tally
) -> tuple[Story, DifferenceError | None]:
    """A story at random, counted, with the numbers that tell it again."""
    head = Dice(random)
    world = stores.begin(head)
    numbers: Story = [head.rolled]
    try:
        for _ in range(random.choice(_LENGTHS)):
            dice = Dice(random)
            numbers.append(dice.rolled)
            world.play(next_turn(dice, world))
        world.finish()
    except DifferenceError as difference:
        return numbers, difference
    finally:
        tally.add_story(world.story, world.reckoning.given)
    return numbers, None


def _shortened(
    stores: Stores, numbers: Story, difference: DifferenceError, tries: int
) -> Failure:
    """The failure, told as shortly as it can be."""
    last = Failure(numbers, difference)

    def fails(shorter: Story) -> bool:
        nonlocal last
        try:
            replay(stores, shorter)
        except DifferenceError as found:
            if (found.check, found.side) == (difference.check, difference.side):
                last = Failure(shorter, found)
                return True
        return False

    shorten(numbers, fails, tries=tries)
    return last
