"""Ledgers that are isolated wrongly are caught, by the same race and the same judge."""

from __future__ import annotations

import pytest

from credits_testkit.races import Verdict, judge
from credits_testkit.races.crew import Crew
from credits_testkit.races.places import Place
from credits_testkit.races.workloads import workload

from .broken_adapter import broken_adapter
from .broken_ledgers import broken_place, prepare
from .conftest import PROCESSES
from .sql_places import place

pytestmark = pytest.mark.extras

OPERATIONS = 90
ROUNDS_MAX = 5

ON_SQLITE = ["defaults", "lock_second", "no_begin", "check_before_lock"]
ON_POSTGRESQL = ["defaults", "no_begin", "lock_in_the_statement"]


def _spent(crew: Crew, at: Place, seed: int) -> Verdict:
    """What is to be said of a race for 3,000 cents, of which each takes a few."""
    drawn = workload("spending", sessions=PROCESSES, operations=OPERATIONS, seed=seed)
    return judge(crew.race(at, drawn).history)


def _damage_is_found(crew: Crew, url: str, variant: str) -> None:
    """Caught in the first race as a rule; chance is given a few more."""
    for seed in range(ROUNDS_MAX):
        prepare(url)
        verdict = _spent(crew, broken_place(url, variant), seed)
        if verdict.damage.cents_spent_twice:
            assert not verdict.is_explained
            return
    pytest.fail(f"{variant} spent nothing twice in {ROUNDS_MAX} races.")


@pytest.mark.parametrize("variant", ON_SQLITE)
def test_what_is_wrong_on_sqlite_spends_twice_and_is_caught(
    variant: str, crew: Crew, sqlite_url: str
) -> None:
    _damage_is_found(crew, sqlite_url, variant)


@pytest.mark.parametrize("variant", ON_POSTGRESQL)
def test_what_is_wrong_on_postgresql_spends_twice_and_is_caught(
    variant: str, crew: Crew, postgres_url: str
) -> None:
    _damage_is_found(crew, postgres_url, variant)


def test_the_same_ledgers_are_explained_when_the_lock_comes_first(
    crew: Crew, url: str
) -> None:
    """So what is caught is the isolation, and neither the tables nor the judge."""
    prepare(url)

    verdict = _spent(crew, broken_place(url, "right"), seed=0)

    assert verdict.is_explained, verdict.text()
    assert verdict.damage.is_none


def test_the_real_adapter_is_explained_in_the_very_same_race(
    crew: Crew, url: str
) -> None:
    verdict = _spent(crew, place(url, tenant="very same"), seed=0)

    assert verdict.is_explained, verdict.text()
    assert verdict.damage.is_none


def test_without_its_locks_the_real_adapter_still_spends_nothing_twice(
    crew: Crew, prepared_postgres_url: str
) -> None:
    """The version is the second fence; the head is read before what it counts."""
    at = broken_adapter(prepared_postgres_url, "without_locks", "no locks")

    assert _spent(crew, at, seed=0).damage.is_none


def test_without_begin_the_real_adapter_still_spends_nothing_twice(
    crew: Crew, sqlite_url: str
) -> None:
    at = broken_adapter(sqlite_url, "without_begin", "no begin")

    assert _spent(crew, at, seed=0).damage.is_none
