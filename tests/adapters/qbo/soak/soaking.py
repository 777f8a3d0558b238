"""A soak: operations on both sides, faults on the way, and workers that are killed."""

from __future__ import annotations

import multiprocessing
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import attrs
import requests

from credits_core.identity import CustomerId, InvoiceId
from credits_qbo.engine import BUSY, Choice, Parity, Sync, conflicts, parity, start
from credits_qbo.engine.journals import versions_of
from credits_qbo.schema import upgrade
from credits_qbo.store import Dirty, Lease, Mark, Tie
from credits_qbo.store import Place as Row
from credits_sql import create_schema

from .operations import Operations
from .place import LEASE_SECONDS, REALM, Place, in_file
from .worker import work

SPEED: Final = 120.0
WORKERS: Final = 2
BACKLOG: Final = 60
QUIET_MAX: Final = 1_200.0
_FAULTS: Final[tuple[tuple[str, dict[str, Any], float], ...]] = (
    ("drop", {"when": "before"}, 0.01),
    ("drop", {"when": "after"}, 0.02),
    ("server-error", {}, 0.01),
    ("throttled", {}, 0.005),
    ("html", {}, 0.005),
    ("truncated", {}, 0.005),
    ("stale", {}, 0.01),
)
_AT: Final = re.compile(r"is simulated at (\S+)")


@attrs.frozen(kw_only=True)
class Soak:
    """What came of a soak."""

    seed: int
    done: Counter[str]
    kills: Counter[str]
    requests: int
    struck: Counter[str]
    resolved: Counter[str]
    conflicts: int
    seconds: float
    found: Parity | None
    unlike: tuple[str, ...]

    @property
    def is_exact(self) -> bool:
        """Whether both sides agree to the cent, with nothing left to explain."""
        exact = self.found is not None and not self.found.differences
        return exact and not self.unlike and not self.conflicts

    def lines(self) -> Iterator[str]:
        """The figures."""
        yield (
            f"seed {self.seed}: {self.done.total()} operations in {self.seconds:.0f} s,"
            f" {self.kills.total()} kills, {self.requests} requests,"
            f" {self.struck.total()} faults"
        )
        yield f"  operations: {_told(self.done)}"
        yield f"  faults: {_told(self.struck)}"
        yield f"  kills: {_told(self.kills)}"
        yield f"  conflicts that a person settled: {_told(self.resolved)}"
        if self.found is None:
            yield "  parity could not be asked for"
            return
        yield (
            f"  at the end: {self.found.equal} credits are equal,"
            f" {len(self.found.differences)} are not, {self.conflicts} conflicts,"
            f" {len(self.unlike)} invoices or sums differ"
        )
        yield from (f"    {one}" for one in self.found.differences[:10])
        yield from (f"    {one}" for one in self.unlike[:10])
        yield f"  parity is {'exact' if self.is_exact else 'NOT exact'}"


def _named(fault: dict[str, Any]) -> str:
    told = [str(one) for one in fault["with"].values() if one is not None]
    return " ".join([fault["kind"], *told])


def _told(counts: Counter[str]) -> str:
    told = (f"{count} {name}" for name, count in sorted(counts.items()) if count)
    return ", ".join(told) or "none"


@contextmanager
def simulating() -> Iterator[str]:
    """A simulator that is a process of its own; its address."""
    command = [sys.executable, "-m", "qbo_simulator", "--port", "0", "--no-limits"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = _AT.search(process.stdout.readline())
            assert found is not None
            yield found.group(1)
        finally:
            process.kill()


class Crew:
    """Workers that are processes of their own, and are killed without a warning."""

    def __init__(self, place: Place, folder: Path) -> None:
        self._place = place
        self._errors = folder / "errors.log"
        self._nursery = multiprocessing.get_context("forkserver")
        self._nursery.set_forkserver_preload([work.__module__])
        self.lives = 0
        self._workers = [self._born() for _ in range(WORKERS)]

    def _born(self) -> ForkServerProcess:
        self.lives += 1
        worker = self._nursery.Process(
            target=work,
            args=(self._place, f"worker {self.lives}", self._errors),
            name=f"worker {self.lives}",
            daemon=True,
        )
        worker.start()
        return worker

    def kill(self, name: str) -> None:
        """Kill the one of that name, or any, and let another take its place."""
        self.watch()
        names = [one.name for one in self._workers]
        number = names.index(name) if name in names else 0
        self._workers[number].kill()
        self._workers[number].join()
        self._workers.append(self._born())
        del self._workers[number]

    def watch(self) -> None:
        """Raise ``RuntimeError`` if one has ended by itself."""
        if any(one.exitcode is not None for one in self._workers):
            told = self._errors.read_text()[-4_000:] if self._errors.exists() else ""
            raise RuntimeError(f"A worker has ended by itself: {told}")

    def end(self) -> None:
        """Kill all of them."""
        for worker in self._workers:
            worker.kill()
            worker.join()


def soak(
    operations: int,
    seed: int,
    *,
    database: str = "",
    customers: int = 100,
    kill_every: int = 80,
    says: Callable[[str], None] = lambda _: None,
) -> Soak:
    """Do so many *operations* on both sides while all goes wrong that can.

    After about *kill_every* of them a worker is killed.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        url = stack.enter_context(simulating())
        place = _furnished(url, database or in_file(folder))
        engine = place.engine()
        stack.callback(engine.dispose)
        create_schema(engine)
        upgrade(engine)
        sync = place.sync(engine, "person")
        acting = Operations(place, engine, random.Random(seed), customers)
        assert start(sync.world) is None
        run = _Run(place, sync, acting, kill_every, says)
        crew = Crew(place, folder)
        stack.callback(crew.end)
        return run.through(crew, operations, seed)


def _furnished(url: str, database: str) -> Place:
    control = f"{url}/simulator"
    _post(f"{control}/companies", realm=REALM)
    token = _post(f"{control}/tokens", realm=REALM)["access_token"]
    return Place(
        database=database, url=url, token=token, since=time.time(), speed=SPEED
    )


def _post(url: str, **fields: object) -> dict[str, Any]:
    answer = requests.post(url, json=fields, timeout=30)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


@attrs.define
class _Run:
    """A soak under way."""

    place: Place
    sync: Sync
    acting: Operations
    kill_every: int
    says: Callable[[str], None]
    resolved: Counter[str] = attrs.Factory(Counter)
    kills: Counter[str] = attrs.Factory(Counter)

    def through(self, crew: Crew, operations: int, seed: int) -> Soak:
        """Faults and kills, then quiet, then what both sides look like."""
        begun, dice = time.time(), random.Random(seed + 1)
        control = f"{self.place.url}/simulator"
        for kind, given, chance in _FAULTS:
            fields = {"kind": kind, "with": given, "chance": chance, "times": None}
            _post(f"{control}/faults", **fields, match={"realm": REALM})
        self._disturbed(crew, operations, dice)
        planned = requests.get(f"{control}/faults", timeout=30).json()
        requests.delete(f"{control}/faults", timeout=30).raise_for_status()
        self.says(f"the faults stop after {time.time() - begun:.0f} s")
        self._until_quiet(crew)
        return Soak(
            seed=seed,
            done=self.acting.done,
            kills=self.kills,
            requests=self._requests(),
            struck=Counter({_named(one): one["struck"] for one in planned}),
            resolved=self.resolved,
            conflicts=len(conflicts(self.sync.world)),
            seconds=time.time() - begun,
            found=self._parity(),
            unlike=tuple(self._unlike()),
        )

    def _disturbed(self, crew: Crew, operations: int, dice: random.Random) -> None:
        begun = time.time()
        for number in range(1, operations + 1):
            self.acting.act()
            if dice.randrange(self.kill_every) == 0:
                self._kill(crew)
            if number % 25 == 0:
                crew.watch()
                self._settle_conflicts()
                self._catch_up()
            if number % 250 == 0:
                self.says(
                    f"{number} operations in {time.time() - begun:.0f} s,"
                    f" {self.kills.total()} kills, {self.resolved.total()} conflicts"
                    f" settled, {self._left()} things on their way"
                )

    def _kill(self, crew: Crew) -> None:
        """Kill whoever is at work just now, if anybody is."""
        with self.sync.world.store.unit() as unit:
            at_work = [one.holder for one in unit.find(Lease)]
        crew.kill(at_work[0] if at_work else "")
        self.kills["in a step" if at_work else "between steps"] += 1

    def _catch_up(self) -> None:
        """Wait while too much is left, so that both sides go on side by side."""
        for _ in range(600):
            if self._left() < BACKLOG:
                return
            time.sleep(0.1)

    def _left(self) -> int:
        """What is to be told or looked at, and entries that nobody has read yet."""
        with self.sync.world.store.unit() as unit:
            known = {one.name: one.value for one in unit.find(Row)}
            left = len(unit.find(Dirty)) + len(unit.find(Mark))
        names = [CustomerId(one) for one in self.acting.remote]
        versions = versions_of(self.sync.world.ledgers, names)
        return left + sum(
            version - int(known.get(f"journal:{name}", 0))
            for name, version in versions.items()
        )

    def _settle_conflicts(self) -> None:
        """A person decides: theirs if that can be, or ours, or to look once more."""
        for one in conflicts(self.sync.world):
            for choice in (Choice.TAKE_THEIRS, Choice.KEEP_HERE):
                hindrance = self._decided(one.key, choice)
                if not hindrance:
                    self.resolved[f"{one.kind} by {choice.value}"] += 1
                    break

    def _decided(self, key: str, choice: Choice) -> str:
        """What stood in the way of a decision; a worker's step is waited for."""
        hindrance = BUSY
        for _ in range(200):
            try:
                hindrance = self.sync.resolve(key, choice)
            except ValueError:
                return "it is over"
            if hindrance != BUSY:
                break
            time.sleep(0.02)
        return hindrance

    def _until_quiet(self, crew: Crew) -> None:
        """Until nothing is left, or nothing changes any more for long."""
        until = time.time() + QUIET_MAX
        while (self._left() or self._is_behind()) and time.time() < until:
            crew.watch()
            self._settle_conflicts()
            time.sleep(0.5)
        crew.end()
        self.place.timer.wait(LEASE_SECONDS)
        calm = 0
        while calm < 3 and time.time() < until:
            step = self.sync.step()
            self._settle_conflicts()
            busy = step.entries or step.looked or step.settled or step.stopped
            calm = 0 if busy or step.left else calm + 1
            self.place.timer.wait(30)
        self.says(f"{self._left()} things are left when it is quiet")

    def _is_behind(self) -> bool:
        with self.sync.world.store.unit() as unit:
            return any(one.is_open for one in unit.find(Tie))

    def _requests(self) -> int:
        told = requests.get(f"{self.place.url}/simulator/requests", timeout=60).json()
        entries = told if isinstance(told, list) else told["requests"]
        return max((one["number"] for one in entries), default=0)

    def _parity(self) -> Parity | None:
        found = parity(self.sync.world)
        return found if isinstance(found, Parity) else None

    def _unlike(self) -> Iterator[str]:
        """Invoices that are not as open here as there, added up by nobody else."""
        ledgers = self.sync.world.ledgers
        for customer, invoices in self.acting.invoices.items():
            ledger = ledgers.load_whole(CustomerId(customer))
            open_there = self.acting.open_there(customer)
            for name, remote in invoices.items():
                due, there = (
                    ledger.invoices[InvoiceId(name)].due.minor,
                    open_there[remote],
                )
                if due != there:
                    yield f"invoice {name}: {due} here and {there} there"
            here = sum(one.available.minor for one in ledger.credits.values())
            worth_there = self.acting.worth_there(customer)
            if here != worth_there:
                yield f"customer {customer}: {here} here and {worth_there} there"
