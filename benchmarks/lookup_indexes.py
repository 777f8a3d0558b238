"""What the indexes of the table of credits cost a payment.

A mixed payment of a customer with 2,000 open credits is timed with and without them,
in turns: by processor time on SQLite, by the clock on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from time import perf_counter, thread_time
from typing import Final

from .credits_of_a_customer import fill, payments
from .rounds import Times, interleaved
from .stores import STORES, Store

INDEXES: Final = (
    *("date", "customer_date", "source_date", "open_date"),
    *("open_available", "set_aside", "held"),
)
_CREDITS: Final = 2_000
_ROUNDS: Final = 80
_WARM_UP: Final = 8


def run() -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    yield f"A mixed payment with and without {len(INDEXES)} indexes to look credits up"
    for name in ("SQLite", "PostgreSQL"):
        times = measured(name)
        medians = (times.median_ms(one) for one in ("without", "with"))
        figures = "".join(f"{median:>10.3f}" for median in medians)
        yield f"  {name:<12}{figures}   {times.ratio('with', 'without'):.2f}x"


def measured(name: str) -> Times:
    """How long payments take in a store of that *name*."""
    with ExitStack() as stack:
        new_store = stack.enter_context(STORES[name]())
        cases: dict[str, Callable[[], Callable[[], object]]] = {}
        for which in ("without", "with"):
            store = new_store()
            stack.callback(store.close)
            if which == "without":
                _drop(store)
            fill(store.ledgers, _CREDITS)
            store.settle()
            paying = payments(store.ledgers)
            next(paying)()
            cases[which] = paying.__next__
        clock = thread_time if name == "SQLite" else perf_counter
        return interleaved(cases, _ROUNDS, _WARM_UP, clock)


def _drop(store: Store) -> None:
    with store.begin() as connection:
        for one in INDEXES:
            connection.exec_driver_sql(f"DROP INDEX ix_credits_credit_{one}")
