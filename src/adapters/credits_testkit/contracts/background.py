"""Others who do something meanwhile, in threads of their own.

A thread that never comes back is left behind: a broken adapter must not keep its
judge from telling so.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Final, Generic, TypeVar

T = TypeVar("T")

PATIENCE_SECONDS: Final = 30.0
"""How long others may take over anything at all."""

GLANCE_SECONDS: Final = 0.15
"""How long one looks whether somebody is kept waiting."""


class Doing(Generic[T]):
    """Something that is done in a thread of its own, from now on."""

    def __init__(self, work: Callable[[], T]) -> None:
        """Begin with *work*."""
        self._work = work
        self._results: list[T] = []
        self._errors: list[BaseException] = []
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_waiting(self) -> bool:
        """Whether it is not done, even after a little while."""
        self._thread.join(GLANCE_SECONDS)
        return self._thread.is_alive()

    @property
    def goes_on(self) -> bool:
        """Whether it is not done."""
        return self._thread.is_alive()

    def result(self) -> T:
        """What came of it, sooner or later; raises what it raised."""
        self._thread.join(PATIENCE_SECONDS)
        if self._thread.is_alive():
            raise AssertionError(f"Somebody waits for more than {PATIENCE_SECONDS} s.")
        if self._errors:
            raise self._errors[0]
        return self._results[0]

    def _run(self) -> None:
        try:
            self._results.append(self._work())
        except BaseException as error:  # noqa: BLE001 - told to whoever asks
            self._errors.append(error)


def at_once(works: Iterable[Callable[[], T]]) -> list[T]:
    """What comes of all *works*, which begin at the same moment."""
    waiting = list(works)
    together = threading.Barrier(len(waiting), timeout=PATIENCE_SECONDS)

    def after_all_are_there(work: Callable[[], T]) -> Callable[[], T]:
        def run() -> T:
            together.wait()
            return work()

        return run

    doing = [Doing(after_all_are_there(work)) for work in waiting]
    return [one.result() for one in doing]
