"""Many processes that pay at once: each its own customers, or all the same one.

The bars: with 8 processes on different customers at least 60 % of the floor's
payments a second; on one hot customer no payment is tried twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Final

import attrs

from .payments.crews import PLACES, Places, Told, Worker

PROCESSES: Final = (1, 4, 8)
SHARE_MIN: Final = 0.6
_SECONDS: Final = 3.0
_ROUNDS: Final = 3


@attrs.frozen
class Crew:
    """Payments a second of all processes, a round at a time, and how many in vain."""

    rates: list[float]
    in_vain: int

    @property
    def rate(self) -> float:
        """The median round."""
        return median(self.rates)


def run() -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    yield "Payments a second of several processes (bar: 60 % of the floor with 8)"
    heads = f"{'processes':>9}{'floor':>8}{'library':>9}   share, tried in vain"
    yield f"  {'':<12}{'customers':<18}{heads}"
    for name, opened in PLACES.items():
        with opened() as places:
            for is_hot in (False, True):
                for processes in PROCESSES:
                    floor, library = measured(places, processes, is_hot=is_hot)
                    customers = "one hot customer" if is_hot else "each its own"
                    yield f"  {name:<12}{customers:<18}" + _row(
                        processes, floor, library
                    )


def measured(places: Places, processes: int, *, is_hot: bool) -> tuple[Crew, Crew]:
    """The floor and the library, in turns, at places of their own."""
    cases = (places.floor, "library")
    at = [places.new(case) for case in cases]
    crews = [
        [
            Worker.paying(case, place, one, processes, is_hot=is_hot)
            for one in range(processes)
        ]
        for case, place in zip(cases, at, strict=True)
    ]
    found: list[list[list[Told]]] = [[], []]
    try:
        for number in range(_ROUNDS):
            for place in (0, 1) if number % 2 else (1, 0):
                found[place].append(_at_once(crews[place]))
    finally:
        for worker in (*crews[0], *crews[1]):
            worker.close()
    return _crew(found[0]), _crew(found[1])


def _at_once(crew: list[Worker]) -> list[Told]:
    for worker in crew:
        worker.begin("for", _SECONDS)
    return [worker.told() for worker in crew]


def _crew(rounds: list[list[Told]]) -> Crew:
    told = [one for each in rounds for one in each]
    tried = sum(one.tried for one in told)
    return Crew(
        rates=[sum(one.rate for one in each) for each in rounds],
        in_vain=max(tried - sum(len(one.taken) for one in told), 0),
    )


def _row(processes: int, floor: Crew, library: Crew) -> str:
    share = library.rate / floor.rate
    return (
        f"{processes:>9}{floor.rate:>8.0f}{library.rate:>9.0f}"
        f"   {share:.0%}, {library.in_vain} in vain"
    )
