"""What a page of the credits table and a balance cost with more and more credits.

``python -m benchmarks.credits_table`` fills SQLite with 10,000 and 100,000 credits;
``--sizes 10000 100000 1000000`` goes on to a million, and ``--store PostgreSQL`` is
the other database. Beside each page of the largest stands the best statement by hand
on the driver alone, read in turns with it. Each search is read at its first page and
in its middle, which is the ten-thousandth page where a million credits are found.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from time import perf_counter, thread_time
from typing import Final

from credits_core.search import CreditSearch, Place
from credits_sql import SqlStore

from .machine import description
from .rounds import Times, interleaved
from .stores import STORES
from .table.filling import HOT, TENANT, TODAY, USUAL, fill
from .table.floors import PAGE, ByHand
from .table.searches import SEARCHES

SIZES: Final = (10_000, 100_000)
RATIO_MAX: Final = 1.5
FLOOR_MAX: Final = 2.0
ROUNDS: Final = 40
_WARM_UP: Final = 6
_BY_HAND: Final = "by hand"

Case = Callable[[], Callable[[], object]]


def run(
    stores: tuple[str, ...] = ("SQLite", "PostgreSQL"),
    sizes: tuple[int, ...] = SIZES,
    rounds: int = ROUNDS,
) -> Iterator[str]:
    """The lines of the tables, each as soon as it is known."""
    for store in stores:
        counts = "".join(f"{size:>11,}" for size in sizes)
        yield f"{store}: median ms of a page of {PAGE} by credits stored"
        yield f"  {'':<46}{counts}  growth   times by hand"
        yield from _rows(measured(store, sizes, rounds), sizes)


def _rows(times: Times, sizes: tuple[int, ...]) -> Iterator[str]:
    names = dict.fromkeys(one.partition(" ")[2] for one in times.seconds)
    worst = {"growth": (0.0, ""), _BY_HAND: (0.0, "")}
    for name in (one for one in names if not one.startswith(_BY_HAND)):
        medians = (times.median_ms(f"{size} {name}") for size in sizes)
        figures = "".join(f"{median:>11.3f}" for median in medians)
        last = f"{sizes[-1]} {name}"
        growth = times.ratio(last, f"{sizes[0]} {name}")
        over = times.ratio(last, f"{sizes[-1]} {_BY_HAND} {name}")
        worst["growth"] = max(worst["growth"], (growth, name))
        worst[_BY_HAND] = max(worst[_BY_HAND], (over, name))
        yield f"  {name:<46}{figures}{growth:>8.2f}{over:>16.2f}"
    for what, bar in (("growth", RATIO_MAX), (_BY_HAND, FLOOR_MAX)):
        ratio, name = worst[what]
        verdict = "holds" if ratio <= bar else "BROKEN"
        yield f"  most {what}: {ratio:.2f} ({name}; bar {bar}): {verdict}"


def measured(store: str, sizes: tuple[int, ...], rounds: int) -> Times:
    """How long each case takes with each number of credits."""
    with ExitStack() as stack:
        new_store = stack.enter_context(STORES[store]())
        named: dict[str, Case] = {}
        for size in sizes:
            kept = new_store()
            stack.callback(kept.close)
            assert kept.database is not None
            fill(kept.database, size)
            kept.settle()
            for name, case in _cases(kept.database, by_hand=size == sizes[-1]):
                named[f"{size} {name}"] = case
        clock = thread_time if store == "SQLite" else perf_counter
        return interleaved(named, rounds, _WARM_UP, clock)


def _cases(store: SqlStore, *, by_hand: bool) -> Iterator[tuple[str, Case]]:
    """Everything that is timed on one store, by name."""
    register, hand = store.register(TENANT), ByHand(store)
    for name, one in SEARCHES.items():
        for page, after in (("first page", None), ("middle", hand.middle(one))):
            yield f"{name}: {page}", _page(store, one.search, after)
            if by_hand:
                read = hand.page(one, after)
                yield f"{_BY_HAND} {name}: {page}", lambda read=read: read
    for whose, customer_id in (("usual", USUAL), ("large", HOT)):
        ask = (customer_id,)
        yield (
            f"balance of a {whose} customer",
            lambda ask=ask: lambda: register.balances(ask, TODAY),
        )
        if by_hand:
            read = hand.balance(customer_id)
            yield f"{_BY_HAND} balance of a {whose} customer", lambda read=read: read


def _page(store: SqlStore, search: CreditSearch, after: Place | None) -> Case:
    register = store.register(TENANT)
    return lambda: lambda: register.credits(search, after, PAGE)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", choices=("SQLite", "PostgreSQL"))
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    stores = (chosen.store,) if chosen.store else ("SQLite", "PostgreSQL")
    print(description(), flush=True)
    for line in run(stores, tuple(chosen.sizes), chosen.rounds):
        print(line, flush=True)


if __name__ == "__main__":
    main()
