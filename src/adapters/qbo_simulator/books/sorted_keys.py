"""Keys in order, so that a stretch of them is found without looking at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=tuple[str | int, int])


class SortedKeys(Generic[Key]):
    """A sorted list of pairs: something to sort by, and the number of an object."""

    def __init__(self) -> None:
        self._keys: list[Key] = []

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: Key) -> None:
        """Put *key* in its place."""
        if not self._keys or self._keys[-1] < key:
            self._keys.append(key)
        else:
            insort(self._keys, key)

    def drop(self, key: Key) -> None:
        """Take *key* out; it is there."""
        place = bisect_left(self._keys, key)
        if self._keys[place] != key:
            raise KeyError(key)
        del self._keys[place]

    def between(self, low: Key | None, high: Key | None) -> Iterator[Key]:
        """The keys from *low* to *high*, both included."""
        for place in self._places(low, high):
            yield self._keys[place]

    def downwards(self, low: Key | None, high: Key | None) -> Iterator[Key]:
        """The same keys, the greatest first."""
        for place in reversed(self._places(low, high)):
            yield self._keys[place]

    def _places(self, low: Key | None, high: Key | None) -> range:
        begin = 0 if low is None else bisect_left(self._keys, low)
        end = len(self._keys) if high is None else bisect_right(self._keys, high)
        return range(begin, end)
