"""Interleaved rounds: what is compared runs side by side, in turns.

A machine is slower in one second than in the next. Each round therefore runs
every case once, in a rotating order, and ratios are taken inside a round. What waits
for nobody may be timed by its thread's processor time, which others cannot take.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median

import attrs

Case = Callable[[], Callable[[], object]]
"""Gets everything ready and gives what is to be timed."""


@attrs.frozen
class Times:
    """The seconds that each case took, one figure a round."""

    seconds: Mapping[str, tuple[float, ...]]

    def median_ms(self, name: str) -> float:
        """The median of a case, in milliseconds."""
        return 1000 * median(self.seconds[name])

    def ratio(self, name: str, to: str) -> float:
        """The median of how many times as long as *to* the case took."""
        pairs = zip(self.seconds[name], self.seconds[to], strict=True)
        return median(mine / theirs for mine, theirs in pairs)


def interleaved(
    cases: Mapping[str, Case],
    rounds: int,
    warm_up: int,
    clock: Callable[[], float] = time.perf_counter,
) -> Times:
    """Run all *cases* in each of so many *rounds*, after some that do not count."""
    names = list(cases)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for number in range(-warm_up, rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            taken = _timed(cases[name](), clock)
            if number >= 0:
                seconds[name].append(taken)
    return Times({name: tuple(taken) for name, taken in seconds.items()})


def _timed(run: Callable[[], object], clock: Callable[[], float]) -> float:
    """How long it takes, with the garbage collector at rest as in ``timeit``."""
    gc.collect(0)
    gc.disable()
    try:
        start = clock()
        run()
        return clock() - start
    finally:
        gc.enable()
