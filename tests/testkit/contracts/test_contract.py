"""What a contract makes of its clauses for one adapter, and what it refuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from credits_testkit.contracts import (
    AccountingContract,
    Capabilities,
    ClockContract,
    Concurrency,
    Contract,
    LedgersContract,
    Need,
    clauses_of,
)
from credits_testkit.contracts.clauses import Clause, clause
from credits_testkit.contracts.place import new_place

CLAUSES_AT_LEAST = {LedgersContract: 70, ClockContract: 12, AccountingContract: 15}

MODULE = """
from datetime import UTC, datetime
from credits_memory import HandClock, WallClock
from credits_testkit.contracts import Capabilities, ClockContract

class TestMyHandClock(ClockContract):
    def clock(self):
        return HandClock(datetime(2025, 3, 31, tzinfo=UTC))

class TestMyWallClock(ClockContract):
    capabilities = Capabilities(time_travel=False)

    def clock(self):
        return WallClock()
"""


@pytest.mark.parametrize("contract", CLAUSES_AT_LEAST)
def test_a_port_has_many_clauses(contract: type[Contract]) -> None:
    clauses = clauses_of(contract)

    assert len(clauses) >= CLAUSES_AT_LEAST[contract]
    assert len({one.title for one in clauses}) == len(clauses)


def test_an_authors_file_is_collected_by_pytest(tmp_path: Path) -> None:
    """Three lines a port; what is not declared is skipped, and says why."""
    file = tmp_path / "test_mine.py"
    file.write_text(MODULE, encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", file],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )

    skipped = (4, 8)
    passed = 2 * len(clauses_of(ClockContract)) - sum(skipped)
    assert f"{passed} passed, {sum(skipped)} skipped" in run.stdout
    assert f"SKIPPED [{skipped[0]}]" in run.stdout
    assert "not declared: time travel: to be set to an instant" in run.stdout
    assert run.returncode == 0


def test_a_clause_may_not_be_replaced() -> None:
    def easier(self: object, trial: object) -> None:
        """Nothing."""

    with pytest.raises(TypeError, match="may not replace the clause test_time_goes_on"):
        type("Easier", (ClockContract,), {"test_time_goes_on": easier})


def test_a_clause_may_not_be_taken_away() -> None:
    with pytest.raises(TypeError, match="may not replace the clause test_time_goes_on"):
        type("Shorter", (ClockContract,), {"test_time_goes_on": None})


def test_two_clauses_may_not_have_one_name() -> None:
    class More:
        @clause()
        def test_time_goes_on(self, trial: object) -> None:
            """Another clause of that name."""

    with pytest.raises(TypeError, match="has two clauses test_time_goes_on"):
        type("Twice", (More, ClockContract), {})


def test_a_clause_that_draws_is_another_test_for_each_adapter() -> None:
    """Hypothesis keeps what it knows with a test, and two adapters differ."""

    class One(LedgersContract):
        pass

    class Other(LedgersContract):
        pass

    for known in clauses_of(LedgersContract):
        is_same = getattr(One, known.name) is getattr(Other, known.name)
        assert is_same == (known.drawn is None)


def test_what_was_left_out_comes_back_when_it_is_declared() -> None:
    class Modest(ClockContract):
        capabilities = Capabilities(time_travel=False)

    class Able(Modest):
        capabilities = Capabilities()

    (known,) = (one for one in clauses_of(Able) if "set_again" in one.name)
    assert getattr(Able, known.name) is known.run
    assert getattr(Modest, known.name) is not known.run


@pytest.mark.parametrize(
    ("declared", "missing"),
    [
        (Capabilities(), {Need.PRESENT_TIME}),
        (Capabilities(time_travel=False), {Need.TIME_TRAVEL}),
        (Capabilities(durability=False), {Need.DURABILITY, Need.PRESENT_TIME}),
        (Capabilities(tenants=False), {Need.TENANTS, Need.PRESENT_TIME}),
        (
            Capabilities(concurrency=Concurrency.THREADS),
            {Need.HANDLES, Need.PRESENT_TIME},
        ),
        (
            Capabilities(concurrency=Concurrency.NONE),
            {Need.HANDLES, Need.THREADS, Need.PRESENT_TIME},
        ),
    ],
)
def test_a_need_is_met_by_what_is_declared(
    declared: Capabilities, missing: set[Need]
) -> None:
    assert {one for one in Need if declared.reason_to_leave_out([one])} == missing


def test_every_need_is_some_clauses() -> None:
    clauses = (known for one in CLAUSES_AT_LEAST for known in clauses_of(one))

    assert {need for known in clauses for need in known.needs} == set(Need)


def test_a_contract_without_its_hook_says_so() -> None:
    with pytest.raises(NotImplementedError), new_place() as place:
        LedgersContract().on_trial(place)


def test_what_was_entered_into_a_place_is_left_at_its_end() -> None:
    told: list[str] = []

    class Opened:
        def __enter__(self) -> str:
            told.append("opened")
            return "it"

        def __exit__(self, *_: object) -> None:
            told.append("closed")

    with new_place() as place:
        assert place.enter(Opened()) == "it"
        assert told == ["opened"]

    assert told == ["opened", "closed"]


def test_no_two_places_have_the_same_tenant() -> None:
    with new_place() as one, new_place() as other:
        places = [one, other, one.next_door(), one.anew()]

        assert len({place.tenant for place in places}) == 4
        assert len({place.folder for place in places}) == 3
        assert all(place.folder.is_dir() for place in places)


def test_a_clause_is_called_by_its_name() -> None:
    def test_it_rains(self: object, trial: object) -> None:
        """Nothing."""

    known = Clause(run=test_it_rains)

    assert (known.name, known.title) == ("test_it_rains", "it rains")
