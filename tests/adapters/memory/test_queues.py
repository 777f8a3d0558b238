from __future__ import annotations

import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from credits_core.identity import CreditId
from credits_memory.queues import CHUNK_MAX, Order, Queue

DAY = date(2025, 1, 1)


def _place(number: int) -> Order:
    return (DAY + timedelta(days=number // 3), number, CreditId(f"C{number}"))


def test_a_queue_gives_the_oldest_first_whatever_the_order_they_came_in() -> None:
    numbers = list(range(5 * CHUNK_MAX))
    random.Random(7).shuffle(numbers)
    queue = Queue()

    for number in numbers:
        queue.add(_place(number))

    assert list(queue) == [_place(number) for number in sorted(numbers)]


def test_a_queue_that_was_emptied_takes_in_places_again() -> None:
    queue = Queue()
    queue.add(_place(1))
    queue.remove(_place(1))

    queue.add(_place(2))

    assert list(queue) == [_place(2)]


@given(st.lists(st.integers(0, 3 * CHUNK_MAX), max_size=4 * CHUNK_MAX))
def test_a_queue_holds_what_came_and_did_not_leave(numbers: list[int]) -> None:
    """A number that comes a second time leaves."""
    queue = Queue()
    expected: set[Order] = set()

    for number in (*range(0, 3 * CHUNK_MAX, 2), *numbers):
        place = _place(number)
        (queue.remove if place in expected else queue.add)(place)
        expected ^= {place}

    assert list(queue) == sorted(expected)
