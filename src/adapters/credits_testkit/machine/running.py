"""The long run: many stories on several processes, and its report.

The commands are dealt out in parcels, each with a seed of its own, so that the
same stories are played however many processes share them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from importlib import import_module
from multiprocessing import get_context
from operator import attrgetter
from typing import Final

import attrs

from credits_core.ports import Ledgers

from .driving import Stores, drive
from .tally import Tally

_PARCEL: Final = 5_000


@attrs.frozen
class Plan:
    """What to run: dotted names of two callables that each give empty ledgers.

    So many commands as a *parcel* holds are played under one seed.
    """

    ledgers: str
    reference: str
    commands: int
    seed: int
    parcel: int = _PARCEL

    def stores(self) -> Stores:
        """The callables themselves."""
        return Stores(_named(self.ledgers), _named(self.reference))

    def parcels(self) -> Iterator[tuple[str, int]]:
        """The seed and the number of commands of each part of the work."""
        for number, start in enumerate(range(0, self.commands, self.parcel)):
            yield f"{self.seed}/{number}", min(self.parcel, self.commands - start)


@attrs.frozen
class Parcel:
    """What came of one part of the work; the failure as text, if there was one."""

    seed: str
    tally: Tally
    numbers: str = ""
    story: str = ""


@attrs.define
class Report:
    """What came of a run."""

    tally: Tally
    seconds: float = 0.0
    failed: Parcel | None = None


def run(
    plan: Plan, processes: int, progress: Callable[[Tally], None] = lambda _: None
) -> Report:
    """Play all that is planned, or as much as there is before the first failure."""
    begun, report = time.monotonic(), Report(Tally())
    for parcel in _parcels(plan, processes):
        report.tally.add(parcel.tally)
        report.seconds = time.monotonic() - begun
        if parcel.numbers:
            report.failed = parcel
            break
        progress(report.tally)
    return report


def _parcels(plan: Plan, processes: int) -> Iterator[Parcel]:
    if processes == 1:
        for seed, commands in plan.parcels():
            yield _played(plan, seed, commands)
        return
    yield from _shared(plan, processes)


def _shared(plan: Plan, processes: int) -> Iterator[Parcel]:
    """The parcels as they are finished; no more are begun than there are hands."""
    waiting = plan.parcels()
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        at_work: set[Future[Parcel]] = set()
        while True:
            for seed, commands in waiting:
                at_work.add(pool.submit(_played, plan, seed, commands))
                if len(at_work) == processes:
                    break
            if not at_work:
                return
            done, at_work = wait(at_work, return_when=FIRST_COMPLETED)
            yield from (one.result() for one in done)


def _played(plan: Plan, seed: str, commands: int) -> Parcel:
    tally, failure = drive(plan.stores(), commands=commands, seed=seed)
    if failure is None:
        return Parcel(seed, tally)
    return Parcel(seed, tally, failure.text, str(failure.difference))


def _named(name: str) -> Callable[[], Ledgers]:
    """The callable with a dotted *name* such as ``package.module:callable``."""
    module, _, path = name.partition(":")
    found: Callable[[], Ledgers] = attrgetter(path)(import_module(module))
    if not callable(found):
        raise TypeError(f"{name} names nothing that can be called.")
    return found
