"""Numbers that make something fail are shortened until nothing can be left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from credits_testkit.machine.reducing import shorten

lists = st.lists(st.lists(st.integers(0, 99), max_size=5), min_size=1, max_size=20)


def test_what_does_not_matter_is_left_out() -> None:
    """Only a turn that begins with 7 or more, after one that does with 3, fails."""
    numbers = [[9], [1, 1], [5, 5, 5], [2], [60, 4, 4], [8]]

    def fails(tried: list[list[int]]) -> bool:
        firsts = [one[0] if one else 0 for one in tried[1:]]
        return any(
            first >= 3 and second >= 7
            for place, first in enumerate(firsts)
            for second in firsts[place + 1 :]
        )

    assert shorten(numbers, fails) == [[], [3], [7]]


def test_the_first_list_stays_even_if_it_says_nothing() -> None:
    assert shorten([[1], [2], [3]], lambda _: True) == [[]]


@given(lists)
def test_what_is_found_still_fails_and_is_not_longer(numbers: list[list[int]]) -> None:
    total = sum(map(sum, numbers))

    found = shorten(numbers, lambda tried: 2 * sum(map(sum, tried)) >= total)

    assert 2 * sum(map(sum, found)) >= total
    assert len(found) <= len(numbers)
    assert sum(map(len, found)) <= sum(map(len, numbers))


def test_it_stops_when_its_tries_are_used_up() -> None:
    tried: list[object] = []

    def fails(numbers: list[list[int]]) -> bool:
        tried.append(numbers)
        return False

    shorten([[9] * 9] * 9, fails, tries=5)

    assert len(tried) == 5
