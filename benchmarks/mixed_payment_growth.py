"""What a mixed payment costs when its customer has more and more open credits.

It should cost the same: with 100,000 open credits at most 1.3 times what it costs
with 10. Each payment, of cash and the two oldest credits on one invoice, is decided
and committed through the desk; what it used up is replaced before the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Final

from .credits_of_a_customer import fill, payments
from .rounds import Times, interleaved
from .stores import STORES, OpenStore, Store

SIZES: Final = (10, 1_000, 100_000)
RATIO_MAX: Final = 1.3
_ROUNDS: Final = {"memory": 400, "SQLite": 200, "PostgreSQL": 200}
_WARM_UP: Final = 20


def run() -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    yield f"A mixed payment by open credits of its customer (bar: {RATIO_MAX}x)"
    sizes = "".join(f"{size:>12,}" for size in SIZES)
    yield f"  {'median ms at':<12}{sizes}   ratios to {SIZES[0]}"
    for name in STORES:
        times = measured(name, _ROUNDS[name])
        yield _row(name, times)


def measured(name: str, rounds: int) -> Times:
    """How long payments take in the store of that *name*."""
    with ExitStack() as stack:
        new_store = stack.enter_context(STORES[name]())
        cases: dict[str, Callable[[], Callable[[], None]]] = {}
        for size in SIZES:
            store = _filled(new_store, size)
            stack.callback(store.close)
            cases[str(size)] = payments(store.ledgers).__next__
        return interleaved(cases, rounds, _WARM_UP)


def _filled(new_store: OpenStore, size: int) -> Store:
    store = new_store()
    fill(store.ledgers, size)
    store.settle()
    return store


def _row(name: str, times: Times) -> str:
    medians = "".join(f"{times.median_ms(str(size)):>12.3f}" for size in SIZES)
    smallest, *larger = map(str, SIZES)
    ratios = [times.ratio(size, smallest) for size in larger]
    verdict = "holds" if ratios[-1] <= RATIO_MAX else "BROKEN"
    told = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    return f"  {name:<12}{medians}   {told}: {verdict}"
