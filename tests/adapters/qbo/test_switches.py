"""What nobody could verify about QuickBooks Online makes no difference in the end."""

from __future__ import annotations

from itertools import combinations, product

import attrs
import pytest

from qbo_simulator import Switches
from qbo_simulator.switches import positions_of

from .bench import Bench, Stage
from .test_faults_of_the_way import STORIES, _pictured, _undisturbed

pytestmark = pytest.mark.extras

NAMES = [field.name for field in attrs.fields(Switches)]
Choice = tuple[tuple[str, object], ...]


def _pairs(choice: Choice) -> set[Choice]:
    return set(combinations(choice, 2))


def covering() -> list[Choice]:
    """Choices in which each two positions of two switches meet at least once."""
    positions: dict[str, tuple[object, ...]] = {n: positions_of(n) for n in NAMES}
    missing: set[Choice] = {
        ((one, first), (other, second))
        for one, other in combinations(NAMES, 2)
        for first, second in product(positions[one], positions[other])
    }
    choices: list[Choice] = []
    while missing:
        choice: dict[str, object] = dict(min(missing, key=str))
        for name in NAMES:
            if name not in choice:
                choice[name] = max(
                    positions[name], key=lambda at: _met(choice, name, at, missing)
                )
        ordered: Choice = tuple((name, choice[name]) for name in NAMES)
        choices.append(ordered)
        missing -= _pairs(ordered)
    return choices


def _met(choice: dict[str, object], name: str, at: object, missing: set[Choice]) -> int:
    """How many missing pairs *name* in that position would make with the others."""
    return sum(
        ((name, at), other) in missing or (other, (name, at)) in missing
        for other in choice.items()
    )


CHOICES = covering()


def test_each_two_positions_meet() -> None:
    met = set().union(*(_pairs(choice) for choice in CHOICES))

    wanted = {
        ((one, first), (other, second))
        for one, other in combinations(NAMES, 2)
        for first, second in product(positions_of(one), positions_of(other))
    }
    assert wanted <= met
    assert len(CHOICES) < 20


@pytest.mark.parametrize("number", range(len(CHOICES)))
def test_stories_end_the_same_under_all_switches(
    stage_and_url: tuple[Stage, str], number: int
) -> None:
    """Three of the stories under each choice, with an answer lost on the way."""
    choice = CHOICES[number]
    switches = attrs.evolve(Switches(), **dict(choice))  # type: ignore[arg-type]
    for story in (STORIES * 2)[number % 7 : number % 7 + 3]:
        expected = _undisturbed(stage_and_url, story)
        bench = Bench(*stage_and_url, switches=switches)
        story(bench)
        bench.strike("answer lost")
        bench.until_quiet(20)
        assert (_pictured(bench)[:4], bench.conflicts) == (expected[:4], ()), choice
