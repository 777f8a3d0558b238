"""Many real processes at one real database: some serial order explains all they saw."""

from __future__ import annotations

import pytest

from credits_testkit.races import NoAnswer, judge
from credits_testkit.races.crew import Crew
from credits_testkit.races.workloads import KINDS, workload

from .conftest import PROCESSES
from .sql_places import place

pytestmark = pytest.mark.extras

OPERATIONS = 96
THREADS = {"hot": 2, "keys": 2}
"""How many threads each process has, if not one; they share its connections."""
POOLS = {"hot": 1, "mixed": 1}
"""How many connections a process has, if not five."""


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_they_do_it_is_explained(kind: str, crew: Crew, url: str) -> None:
    drawn = workload(
        kind,
        sessions=PROCESSES * THREADS.get(kind, 1),
        operations=OPERATIONS,
        seed=1,
    )

    race = crew.race(place(url, tenant=kind, pool=POOLS.get(kind, 5)), drawn)

    verdict = judge(race.history)
    assert verdict.is_explained, verdict.text()
    assert verdict.damage.is_none
    assert len(race.history.operations) >= OPERATIONS
    assert all(one.is_answered for one in race.history.operations)
    assert race.history.balances


def test_what_the_killed_began_is_whole_or_nothing(crew: Crew, url: str) -> None:
    """One process dies; another one begins with what nobody was told about."""
    drawn = workload("keys", sessions=PROCESSES, operations=OPERATIONS, seed=2)

    race = crew.race(place(url, tenant="killed"), drawn, deaths=1)

    verdict = judge(race.history)
    assert verdict.is_explained, verdict.text()
    heirs = {one.process for one in race.history.operations} - {"prelude"}
    assert len(heirs) == PROCESSES + 1
    unheard = [o for o in race.history.operations if isinstance(o.outcome, NoAnswer)]
    assert len(unheard) <= 1
