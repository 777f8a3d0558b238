"""Canonical forms: what they hide cannot matter, and what matters they show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import pytest

from credits_testkit.explorer import Bench, Story
from credits_testkit.explorer.canon import canon_of
from credits_testkit.explorer.visiting import visit
from credits_testkit.explorer.world import WORLDS


def _form(*story: str) -> object:
    mine, _ = Bench(WORLDS["tiny"]).told(*story).ledgers
    return canon_of(mine)


SAME: Final = {
    "the order in which unlike things were recorded": (
        ('invoice("A", 1)', 'grant("K1", 1)'),
        ('grant("K1", 1)', 'invoice("A", 1)'),
    ),
    "what is void and left nothing": (
        ('invoice("A", 2)',),
        ('invoice("A", 1)', 'void("A", VoidMode.STRICT)', 'invoice("B", 2)'),
    ),
    "a credit that is gone": (
        (),
        ('grant("K1", 1)', 'delete("K1")'),
        ('grant("K1", 1)', 'cancel("K1")'),
    ),
    "how an amount came to be": (
        ('grant("K1", 2)',),
        ('grant("K1", 1)', 'amend("K1", 2)'),
    ),
    "a use that came home": (
        ('invoice("A", 1)', 'grant("K1", 1)', 'pay("P1", 1)'),
        (
            *('invoice("A", 1)', 'grant("K1", 1)', 'pay("P1", 1)'),
            *('pay("P2", 0, "A", credits=of_credit("K1", 1))', 'revoke_all("P2")'),
        ),
    ),
}

OTHER: Final = {
    "which credit is older": (
        ('grant("K1", 1)', 'grant("K2", 2)'),
        ('grant("K1", 2)', 'grant("K2", 1)'),
    ),
    "the day of a credit": (
        ('grant("K1", 1)',),
        ('grant("K1", 1, date(2026, 1, 1))',),
    ),
    "whether the receipt or the credit came first": (
        ('pay("P1", 1)', 'grant("K1", 1)'),
        ('grant("K1", 1)', 'pay("P1", 1)'),
    ),
    "whose money an invoice may want": (
        ('invoice("A", 1)', 'pay("P1", 1)'),
        ('invoice("A", 1)', 'pay("P1", 2, "A")', 'repay("P1", 1, Mode.STRICT)'),
    ),
    "what was given up": (
        ('invoice("A", 1)', 'pay("P1", 1, "A")', 'edit("E1", "A", -1)'),
        (
            *('invoice("A", 1)', 'pay("P1", 1, "A")', 'edit("E1", "A", -1)'),
            'cancel("reduction:E1")',
        ),
    ),
}


@pytest.mark.parametrize("stories", SAME.values(), ids=SAME)
def test_names_and_the_past_make_no_other_state(stories: tuple[Story, ...]) -> None:
    assert len({_form(*story) for story in stories}) == 1


@pytest.mark.parametrize("stories", OTHER.values(), ids=OTHER)
def test_what_matters_makes_another_state(stories: tuple[Story, ...]) -> None:
    assert len({_form(*story) for story in stories}) == len(stories)


@pytest.mark.parametrize(("name", "depth"), [("tiny", 2), ("held", 3), ("goods", 2)])
def test_states_of_one_form_have_the_same_futures(name: str, depth: int) -> None:
    """Up to three stories to each form; their next moves lead to the same forms."""
    compared = 0
    bench = Bench(WORLDS[name])

    for stories in _stories_of_forms(bench, depth).values():
        futures = {
            frozenset(digest for digest, _ in visit(bench, story).found)
            for story in stories
        }
        compared += len(stories) - 1
        assert len(futures) == 1, stories

    assert compared > 10


def _stories_of_forms(bench: Bench, depth: int) -> dict[bytes, list[Story]]:
    found: defaultdict[bytes, list[Story]] = defaultdict(list)
    found[bench.digest_of(bench.told())].append(())
    frontier: list[Story] = [()]
    for _ in range(depth):
        frontier = list(_further(bench, frontier, found))
    return found


def _further(
    bench: Bench, frontier: list[Story], found: defaultdict[bytes, list[Story]]
) -> Iterator[Story]:
    for story in frontier:
        for digest, text in visit(bench, story).found:
            if not found[digest]:
                yield (*story, text)
            if len(found[digest]) < 3:
                found[digest].append((*story, text))
