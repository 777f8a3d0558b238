"""Shortening a list of lists of numbers that makes something fail.

Whole lists are left out first, then numbers are made smaller: the plainest
choice is always 0. The first list is kept, for it is what all others rely on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

Numbers = list[list[int]]
"""One list a turn."""


class _Searching:
    """The shortest numbers found so far that still fail."""

    def __init__(
        self, numbers: Numbers, fails: Callable[[Numbers], bool], tries: int
    ) -> None:
        self.best = numbers
        self.tries = tries
        self._fails = fails

    def better(self, numbers: Numbers) -> bool:
        """Whether these fail as well; they are kept if they do."""
        if not self.tries:
            return False
        self.tries -= 1
        if not self._fails(numbers):
            return False
        self.best = numbers
        return True


def shorten(
    numbers: Numbers, fails: Callable[[Numbers], bool], *, tries: int = 3_000
) -> Numbers:
    """The shortest numbers for which *fails*, as far as so many *tries* find it."""
    search = _Searching(numbers, fails, tries)
    before: Numbers = []
    while before != search.best and search.tries:
        before = search.best
        _leave_out(search)
        _make_smaller(search)
    return search.best


def _leave_out(search: _Searching) -> None:
    """Leave out half of the turns, a quarter, and so on down to one."""
    size = max((len(search.best) - 1) // 2, 1)
    while size:
        start = len(search.best) - size
        while start >= 1:
            kept = search.best[:start] + search.best[start + size :]
            search.better(kept)
            start -= size
        size //= 2


def _make_smaller(search: _Searching) -> None:
    """Cut each list short, then make each of its numbers smaller."""
    for place in range(len(search.best)):
        for shorter in _cut(search.best[place]):
            if search.better(_with(search.best, place, shorter)):
                break
        position = 0
        while position < len(search.best[place]):
            _lower(search, place, position)
            position += 1


def _cut(numbers: list[int]) -> Iterator[list[int]]:
    """The shorter beginnings, the shortest first; zeros at the end mean nothing."""
    yield from (numbers[:length] for length in range(len(numbers)))


def _lower(search: _Searching, place: int, position: int) -> None:
    number = search.best[place][position]
    for lower in dict.fromkeys((0, 1, 2, 3, number // 2, number - 1)):
        if 0 <= lower < number:
            changed = [*search.best[place]]
            changed[position] = lower
            if search.better(_with(search.best, place, changed)):
                return


def _with(numbers: Numbers, place: int, changed: list[int]) -> Numbers:
    return [*numbers[:place], changed, *numbers[place + 1 :]]
