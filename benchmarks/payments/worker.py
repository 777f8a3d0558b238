"""A process that pays when it is told to: ``python -m benchmarks.payments.worker``.

It is given a case, a place, its own number, how many there are, and whether all
want the same customer. Each line it reads is ``run COUNT`` or ``for SECONDS``; each
line it writes is what that took, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from . import floor_postgres, floor_sqlite, library, shape


def _payments(
    case: str, place: str, turns: Iterator[tuple[int, int]]
) -> Iterator[Callable[[], object]]:
    if case == "library":
        return library.paying(place, turns)
    if case == "SQLite floor":
        return floor_sqlite.paying(Path(place), turns)
    return floor_postgres.paying(place, turns)


def _main(case: str, place: str, worker: int, workers: int, *, is_hot: bool) -> None:
    payments = _payments(case, place, shape.turns(worker, workers, is_hot=is_hot))
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        what, amount = line.split()
        before = library.blocks()
        start = time.perf_counter()
        taken = list(_timed(payments, what, float(amount), start))
        told = {
            "taken": taken,
            "seconds": time.perf_counter() - start,
            "tried": library.blocks() - before,
        }
        print(json.dumps(told), flush=True)


def _timed(
    payments: Iterator[Callable[[], object]], what: str, amount: float, start: float
) -> Iterator[float]:
    """The seconds of each payment, for so many of them or for so long."""
    for count, pay in enumerate(payments, 1):
        begun = time.perf_counter()
        pay()
        ended = time.perf_counter()
        yield ended - begun
        if count >= amount if what == "run" else ended - start >= amount:
            return


if __name__ == "__main__":
    _case, _place, _worker, _workers, _hot = sys.argv[1:]
    _main(_case, _place, int(_worker), int(_workers), is_hot=_hot == "hot")
