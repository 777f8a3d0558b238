"""What has to be done to take back what was written."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import RLock


class Undo:
    """Blocks that one thread at a time may enter, and that count whole or not at all.

    Whoever writes inside a block notes how to take that back. A block inside
    another one undoes its own part only.
    """

    def __init__(self) -> None:
        """Start with nothing to take back."""
        self._lock = RLock()
        self._steps: list[Callable[[], object]] = []
        self._depth = 0

    def note(self, step: Callable[[], object]) -> None:
        """Remember the *step* that takes back what was just written."""
        self._steps.append(step)

    @contextmanager
    def block(self) -> Generator[None]:
        """Take the lock; leaving by an exception takes back what was noted inside."""
        with self._lock:
            start = len(self._steps)
            self._depth += 1
            try:
                yield
            except BaseException:
                self._back_to(start)
                raise
            finally:
                self._depth -= 1
                if not self._depth:
                    self._steps.clear()

    def _back_to(self, start: int) -> None:
        while len(self._steps) > start:
            self._steps.pop()()
