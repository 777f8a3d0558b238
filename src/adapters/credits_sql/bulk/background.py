"""Doing one thing aside, while its result is not needed yet."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType


class Background:
    """One thread for one task at a time; without it, each task is done at once."""

    def __init__(self, *, is_aside: bool) -> None:
        """Work in a thread of its own if it *is_aside*."""
        self._thread = ThreadPoolExecutor(1) if is_aside else None
        self._future: Future[bool] = Future()

    def begin(self, task: Callable[[], bool]) -> None:
        """Begin *task*; the one before it was waited for."""
        if self._thread is not None:
            self._future = self._thread.submit(task)
            return
        self._future = Future()
        self._future.set_result(task())

    def result(self) -> bool:
        """What the task said, as soon as it has."""
        return self._future.result()

    def __enter__(self) -> Background:
        """The background itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let what has begun come to its end."""
        if self._thread is not None:
            self._thread.shutdown()
