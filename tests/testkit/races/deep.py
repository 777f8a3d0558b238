"""The deep run: 20,000 operations on each database, and every broken variant.

It stops by itself, prints its figures and its seed, and keeps the history of
whatever cannot be explained, with the line that judges it again.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs

from credits_core.identity import TenantId
from credits_sql import open_store
from credits_testkit.races import Verdict, judge
from credits_testkit.races.crew import Crew
from credits_testkit.races.places import Place
from credits_testkit.races.reporting import headline, kept
from credits_testkit.races.workloads import KINDS, workload
from tests.postgres import running_postgres

from .broken_adapter import broken_adapter
from .broken_ledgers import VARIANTS, broken_place, prepare
from .sql_places import place

PROCESSES: Final = 4
SPENDS: Final = 250
_OPERATIONS: Final = 20_000
_THREADS: Final = {"hot": 2, "keys": 2}
_POOLS: Final = {"hot": 1, "mixed": 1}
_ADAPTER: Final = {"sqlite": "without_begin", "postgresql": "without_locks"}


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@attrs.frozen
class Deep:
    """A deep run by a *crew*, with a *seed*, that keeps what went wrong in *folder*."""

    crew: Crew
    operations: int
    seed: int
    folder: Path

    def explained(self, database: str, url: str) -> bool:
        """Whether the real adapter is explained, whatever the workload."""
        share = self.operations // len(KINDS)
        found = [self._explained(database, url, kind, share) for kind in KINDS]
        return all(found)

    def _explained(self, database: str, url: str, kind: str, share: int) -> bool:
        drawn = workload(
            kind,
            sessions=PROCESSES * _THREADS.get(kind, 1),
            operations=share,
            seed=self.seed,
        )
        deaths = int(kind not in _THREADS)
        at = place(url, tenant=f"deep {kind}", pool=_POOLS.get(kind, 5))
        race = self.crew.race(at, drawn, deaths=deaths)
        verdict = judge(race.history)
        _say(f"{database}, {headline(race, verdict)}")
        if not verdict.is_explained:
            _say(f"  judge it again: {kept(verdict, self.folder)}")
        return verdict.is_explained

    def caught(self, database: str, url: str) -> bool:
        """Whether every broken variant is caught, and the right one explained."""
        found: list[bool] = []
        for variant in VARIANTS:
            if variant != "lock_in_the_statement" or database == "postgresql":
                prepare(url)
                verdict = self._spent(database, variant, broken_place(url, variant))
                found.append(verdict.is_explained is (variant == "right"))
        return all(found)

    def second_fence(self, database: str, url: str) -> bool:
        """Whether the real adapter spends nothing twice without its first fence."""
        variant = _ADAPTER[database]
        at = broken_adapter(url, variant, variant)
        return self._spent(database, variant, at).damage.is_none

    def _spent(self, database: str, variant: str, at: Place) -> Verdict:
        """What is to be said of a race for 3,000 cents of each customer."""
        spends = PROCESSES * SPENDS
        drawn = workload(
            "spending", sessions=PROCESSES, operations=spends, seed=self.seed
        )
        race = self.crew.race(at, drawn)
        verdict = judge(race.history)
        kinds = ", ".join(f"{n} × {k.value}" for k, n in verdict.kinds.items())
        damage = verdict.damage
        _say(
            f"{database}, {variant}: {damage.cents_spent_twice} cents spent twice,"
            f" {damage.updates_lost} updates lost; {race.lost_races} lost races;"
            f" {kinds or 'explained'}"
        )
        return verdict


def _databases(folder: str) -> Iterator[tuple[str, str]]:
    """A new database of each kind, with the adapter's tables."""
    with running_postgres() as server:
        urls = {
            "sqlite": f"sqlite:///{folder}/race.db",
            "postgresql": server.url(server.create_database()),
        }
        for name, url in urls.items():
            open_store(url, TenantId("nobody")).close()
            yield name, url


def main() -> int:
    """Run all of it; 0 if all is as it has to be."""
    parser = argparse.ArgumentParser(prog="make race", description=__doc__)
    parser.add_argument("--operations", type=int, default=_OPERATIONS)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--keep", type=Path, default=Path())
    given = parser.parse_args()
    _say(f"seed {given.seed}, {PROCESSES} processes")
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for database, url in _databases(folder):
            with Crew(PROCESSES, reserve=len(KINDS)) as crew:
                deep = Deep(crew, given.operations, given.seed, given.keep)
                good &= deep.explained(database, url)
                good &= deep.second_fence(database, url)
                good &= deep.caught(database, url)
    _say("all as it has to be" if good else "NOT as it has to be")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
