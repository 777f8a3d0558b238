"""One durable mixed payment through the desk, beside the floor, in turns.

The bars: on SQLite (WAL, synchronous NORMAL) at most 3 times the floor at the median,
on PostgreSQL with durable commits at most 2.5 times.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Final

from .payments.crews import PLACES, Places, Told, Worker

BARS: Final = {"SQLite": 3.0, "PostgreSQL": 2.5}
_ROUNDS: Final = 15
_PAYMENTS: Final = 60
_WARM_UP: Final = 60


def run() -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    yield "A mixed payment of one process, beside the floor on the driver alone"
    yield f"  {'median ms of':<12}{'floor':>10}{'library':>10}   times the floor"
    for name, opened in PLACES.items():
        with opened() as places:
            floor, library = measured(places)
        yield _row(name, floor, library)


def measured(places: Places) -> tuple[list[Told], list[Told]]:
    """What the floor and the library told, round by round."""
    cases = (places.floor, "library")
    workers = [Worker.paying(case, places.new(case)) for case in cases]
    told: tuple[list[Told], list[Told]] = ([], [])
    try:
        for worker in workers:
            worker.begin("run", _WARM_UP)
            worker.told()
        for number in range(_ROUNDS):
            for place in (0, 1) if number % 2 else (1, 0):
                workers[place].begin("run", _PAYMENTS)
                told[place].append(workers[place].told())
    finally:
        for worker in workers:
            worker.close()
    return told


def _row(name: str, floor: list[Told], library: list[Told]) -> str:
    slow, quick = (
        _median([t for one in told for t in one.taken]) for told in (library, floor)
    )
    rounds = sorted(
        _median(mine.taken) / _median(theirs.taken)
        for mine, theirs in zip(library, floor, strict=True)
    )
    ratio, (low, high) = (
        slow / quick,
        (rounds[len(rounds) // 4], rounds[-len(rounds) // 4]),
    )
    verdict = "holds" if ratio <= BARS[name] else "BROKEN"
    return (
        f"  {name:<12}{quick:>10.3f}{slow:>10.3f}   {ratio:.2f}"
        f" (rounds: {low:.2f} to {high:.2f}; bar {BARS[name]}: {verdict})"
    )


def _median(seconds: list[float]) -> float:
    return 1000 * median(seconds)
