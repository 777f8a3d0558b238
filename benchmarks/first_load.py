"""What a first load costs beside its floor: the same rows written by hand.

The floor knows the facts as numbers, asks nobody and checks nothing; the importer
builds a command of each fact, decides it by the rules of the core and looks at the
laws. Both write 220,000 facts of 5,000 customers, with all constraints in force.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import attrs

from credits_core.desk import Order
from credits_core.identity import TenantId, UserId
from credits_core.permission import EVERYTHING, Actor, Role
from credits_memory import HandClock
from credits_sql import Importer, open_store
from tests.postgres import DURABLE, running_postgres

from . import raw_load
from .years_of_a_business import FACTS_EACH, Fact, command_of, facts

CUSTOMERS: Final = 5_000
RATIO_MAX: Final = 3.0
ROUNDS: Final = 2
PROCESSES: Final = (1, 2)
_TENANT: Final = TenantId("benchmark")
_ANNA: Final = Actor(UserId(raw_load.USER), (Role("Everything", EVERYTHING),))


@attrs.frozen
class Run:
    """The seconds a load took, by the clock and of this process's processor time."""

    wall: float
    processor: float


def run(customers: int = CUSTOMERS, rounds: int = ROUNDS) -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    count = customers * FACTS_EACH
    yield f"A first load of {count:,} facts (bar: {RATIO_MAX}x the floor by the clock)"
    heads = ("floor s", *(f"import/{number} s" for number in PROCESSES))
    yield f"  {'':<12}{''.join(f'{head:>12}' for head in heads)}   ratios by clock"
    for name, places in PLACES.items():
        with places() as new_place:
            taken = [_round(new_place, customers) for _ in range(rounds)]
        yield _row(name, taken)
    yield f"  import/N decides in N processes; this one held {_megabytes()} MB at most"


def _round(new_place: Callable[[], str], customers: int) -> list[Run]:
    """The floor first, and then each way to import."""
    told = list(facts(customers))
    url = new_place()
    floor = _timed(lambda: _write(url, told))
    return [floor, *(_import(new_place(), told, number) for number in PROCESSES)]


def _row(name: str, taken: list[list[Run]]) -> str:
    seconds = [median(run.wall for run in runs) for runs in zip(*taken, strict=True)]
    ratios = [
        median(one[place].wall / one[0].wall for one in taken)
        for place in range(1, len(PROCESSES) + 1)
    ]
    processor = median(one[1].processor / one[0].processor for one in taken)
    told = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    verdict = "holds" if min(ratios) <= RATIO_MAX else "BROKEN"
    figures = "".join(f"{one:>12.1f}" for one in seconds)
    return f"  {name:<12}{figures}   {told} (processor {processor:.2f}): {verdict}"


def _write(url: str, told: list[Fact]) -> None:
    rows = raw_load.rows_of(told, _TENANT)
    if url.startswith("sqlite"):
        raw_load.insert(url.removeprefix("sqlite:///"), rows)
    else:
        raw_load.copy(url.replace("+psycopg", ""), rows)


def _import(url: str, told: list[Fact], processes: int) -> Run:
    clock = HandClock(datetime.fromisoformat(raw_load.AT).astimezone(UTC))
    with open_store(url, _TENANT, create=False) as store:
        importer = Importer(ledgers=store.ledgers(), clock=clock, processes=processes)
        orders = (Order(command=command_of(fact)) for fact in told)
        taken = _timed(lambda: importer.run(orders, _ANNA))
        if sum(1 for _ in store.ledgers().customers()) * FACTS_EACH != len(told):
            raise RuntimeError("Not everybody was imported.")
    return taken


def _timed(load: Callable[[], object]) -> Run:
    wall, processor = time.perf_counter(), time.process_time()
    load()
    return Run(time.perf_counter() - wall, time.process_time() - processor)


@contextmanager
def _files() -> Iterator[Callable[[], str]]:
    """New SQLite files with all tables."""
    with TemporaryDirectory() as folder:
        numbers = iter(range(1000))
        yield lambda: _made(f"sqlite:///{Path(folder)}/{next(numbers)}.db")


@contextmanager
def _databases() -> Iterator[Callable[[], str]]:
    """New databases with all tables on one durable PostgreSQL server."""
    with running_postgres(DURABLE) as server:
        yield lambda: _made(server.url(server.create_database()))


PLACES: Final[dict[str, Callable[[], AbstractContextManager[Callable[[], str]]]]] = {
    "SQLite": _files,
    "PostgreSQL": _databases,
}
"""Where facts are loaded to."""


def _made(url: str) -> str:
    open_store(url, _TENANT).close()
    return url


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    for line in run(*map(int, sys.argv[1:])):
        print(line, flush=True)
