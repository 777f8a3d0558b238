"""A soak: operations on both sides, faults on the way, and workers that are killed."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import attrs
import requests

from credits_core.identity import CustomerId, InvoiceId
from credits_qbo.engine import Choice, Parity, Sync, conflicts, parity, resolve, start
from credits_qbo.schema import upgrade
from credits_qbo.store import Dirty, Mark, Tie
from credits_qbo.store import Place as Row
from credits_sql import create_schema

from .operations import Operations
from .place import LEASE_SECONDS, REALM, Place, in_file

SPEED: Final = 60.0
WORKERS: Final = 2
QUIET_MAX: Final = 3_600.0
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
    kills: int
    requests: int
    struck: int
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
            f" {self.kills} kills, {self.requests} requests, {self.struck} faults"
        )
        told = ", ".join(f"{count} {name}" for name, count in sorted(self.done.items()))
        yield f"  operations: {told}"
        settled = ", ".join(f"{count} {one}" for one, count in self.resolved.items())
        yield f"  conflicts that a person settled: {settled or 'none'}"
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
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.lives = 0
        for _ in range(WORKERS):
            self._processes.append(self._born())

    def _born(self) -> subprocess.Popen[bytes]:
        self.lives += 1
        module = f"{__package__}.worker"
        holder = f"worker {self.lives}"
        command = [sys.executable, "-m", module, self._place.text(), holder]
        errors = (self._folder / "errors.log").open("ab")
        with errors:
            return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)

    def kill(self, number: int) -> None:
        """Kill one, and let another take its place."""
        self.watch()
        self._processes[number].send_signal(signal.SIGKILL)
        self._processes[number].wait()
        self._processes[number] = self._born()

    def watch(self) -> None:
        """Raise ``RuntimeError`` if one has ended by itself."""
        for process in self._processes:
            if process.poll() is not None:
                told = (self._folder / "errors.log").read_text()[-4_000:]
                raise RuntimeError(f"A worker has ended by itself: {told}")

    def end(self) -> None:
        """Kill all of them."""
        for process in self._processes:
            process.kill()
            process.wait()


def soak(
    operations: int,
    seed: int,
    *,
    database: str = "",
    customers: int = 25,
    kill_every: int = 60,
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

    def through(self, crew: Crew, operations: int, seed: int) -> Soak:
        """Faults and kills, then quiet, then what both sides look like."""
        begun, dice = time.time(), random.Random(seed + 1)
        control = f"{self.place.url}/simulator"
        for kind, given, chance in _FAULTS:
            fields = {"kind": kind, "with": given, "chance": chance}
            _post(f"{control}/faults", **fields, match={"realm": REALM})
        kills = self._disturbed(crew, operations, dice)
        struck = sum(
            one["struck"]
            for one in requests.get(f"{control}/faults", timeout=30).json()
        )
        requests.delete(f"{control}/faults", timeout=30).raise_for_status()
        self._until_quiet(crew)
        return Soak(
            seed=seed,
            done=self.acting.done,
            kills=kills,
            requests=self._requests(),
            struck=struck,
            resolved=self.resolved,
            conflicts=len(conflicts(self.sync.world)),
            seconds=time.time() - begun,
            found=self._parity(),
            unlike=tuple(self._unlike()),
        )

    def _disturbed(self, crew: Crew, operations: int, dice: random.Random) -> int:
        kills = 0
        for number in range(operations):
            self.acting.act()
            if dice.randrange(self.kill_every) == 0:
                crew.kill(dice.randrange(WORKERS))
                kills += 1
            if number % 50 == 49:
                crew.watch()
                self._settle_conflicts()
                self._catch_up()
            if number % 500 == 499:
                self.says(f"{number + 1} operations, {kills} kills")
        return kills

    def _catch_up(self) -> None:
        """Wait while too much is left, so that both sides go on side by side."""
        for _ in range(200):
            if self._left() < 60:
                return
            time.sleep(0.05)

    def _left(self) -> int:
        """What is to be told or looked at, and entries that nobody has read yet."""
        with self.sync.world.store.unit() as unit:
            known = {one.name: one.value for one in unit.find(Row)}
            left = len(unit.find(Dirty)) + len(unit.find(Mark))
        for customer in self.acting.remote:
            ledger = self.sync.world.ledgers.load(CustomerId(customer), frozenset())
            left += ledger.version - int(known.get(f"journal:{customer}", 0))
        return left

    def _settle_conflicts(self) -> None:
        """A person decides: theirs if that can be, or ours, or to look once more."""
        for one in conflicts(self.sync.world):
            for choice in (Choice.TAKE_THEIRS, Choice.KEEP_HERE):
                if not resolve(self.sync.world, one.key, choice):
                    self.resolved[f"{one.kind} by {choice.value}"] += 1
                    break

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

    def _is_behind(self) -> bool:
        with self.sync.world.store.unit() as unit:
            return any(one.is_open for one in unit.find(Tie))

    def _requests(self) -> int:
        told = requests.get(f"{self.place.url}/simulator/requests", timeout=30).json()
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
            for name, remote in invoices.items():
                due = ledger.invoices[InvoiceId(name)].due.minor
                there = self.acting.open_there("Invoice", remote)
                if due != there:
                    yield f"invoice {name}: {due} here and {there} there"
            here = sum(one.available.minor for one in ledger.credits.values())
            open_there = self.acting.worth_there(customer)
            if here != open_there:
                yield f"customer {customer}: {here} here and {open_there} there"
