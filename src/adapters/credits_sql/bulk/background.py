"""Doing things aside while their results are not needed yet: in threads, processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack

from .deciding import Client, Terms, sheets
from .writing import Sheet

Sheets = Sequence["Sheet | None"]


class Hands:
    """Who does the work of an import: this thread alone, or others besides.

    One thread of its own writes if that may be done *aside*; so many *processes*
    decide, or this thread when there is only one. Leaving it as a context waits.
    """

    def __init__(self, *, aside: bool, processes: int) -> None:
        """Get the hands ready; nothing is begun yet."""
        self._writer: Executor | None = ThreadPoolExecutor(1) if aside else None
        self._deciders: Executor | None = None
        if processes > 1:
            context = multiprocessing.get_context("spawn")
            self._deciders = ProcessPoolExecutor(processes, context)
        self._stack = ExitStack()

    def decide(self, batch: Sequence[Client], terms: Terms) -> Callable[[], Sheets]:
        """Begin to decide a batch; what is given back waits for the sheets."""
        if self._deciders is None:
            return lambda: sheets(batch, terms)
        return self._deciders.submit(sheets, batch, terms).result

    def write(self, task: Callable[[], bool]) -> Callable[[], bool]:
        """Begin to write; what is given back waits for whether it could be done."""
        if self._writer is not None:
            return self._writer.submit(task).result
        done = task()
        return lambda: done

    def __enter__(self) -> Hands:
        """The hands themselves."""
        for one in (self._writer, self._deciders):
            if one is not None:
                self._stack.enter_context(one)
        return self

    def __exit__(self, *error: object) -> None:
        """Let what has begun come to its end."""
        self._stack.close()
