"""Every story of a tiny world: what there is to find, and that nothing is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from typing import Final

import pytest

from credits_core.rejections import REJECTIONS
from credits_testkit.explorer import Report, explore
from credits_testkit.explorer.visiting import CARRIED_OUT
from credits_testkit.explorer.world import WORLDS

TINY: Final = WORLDS["tiny"]


def _answers(report: Report) -> Counter[str]:
    found: Counter[str] = Counter()
    for (_, code), count in report.tried.items():
        found[code] += count
    return found


def _carried_out(report: Report) -> set[str]:
    return {kind for kind, code in report.tried if code == CARRIED_OUT}


@pytest.fixture(scope="module")
def five() -> Report:
    """All stories of five moves in the plainest world."""
    return explore(TINY, 5)


@pytest.mark.slow
def test_nothing_is_wrong_with_any_story_of_five_moves(five: Report) -> None:
    """Core and oracle agree after each, every law holds, every slice is enough."""
    assert five.counterexample is None


@pytest.mark.slow
def test_there_are_as_many_states_as_ever(five: Report) -> None:
    """Other figures mean other rules, another world, or another canonical form."""
    assert [(one.states, one.tried, one.refused) for one in five.levels] == [
        (7, 9, 3),
        (43, 92, 24),
        (289, 805, 198),
        (2_605, 7_603, 1_994),
        (28_586, 87_067, 25_567),
    ]
    assert five.digest == (
        "1f98e01bd5b1b54802c017df7db596b2b279d3678a235c6a25719d63946ba9d0"
    )


@pytest.mark.slow
def test_every_kind_of_move_is_carried_out_and_most_refusals_are_given(
    five: Report,
) -> None:
    """Agreement on what never happens would say nothing."""
    beyond = {
        *("NotPermitted", "IdempotencyConflict", "StaleLedger", "StaleCredit"),
        *("CurrencyMismatch", "LimitExceeded", "PeriodClosed", "NonPositiveAmount"),
        *("NotYetEffective", "CreditIsHeld", "NotHeld", "TransitiveLoop", "Unknown"),
        *("AlreadyVoided", "AlreadyDeleted", "NotCompleted", "InvoiceIsVoid"),
    }

    assert _carried_out(five) == {
        *("invoice", "edit", "void", "grant", "amend", "cancel", "delete"),
        *("pay", "repay", "revoke", "revoke_all", "bounce", "unapply", "reinstate"),
        *("bring_back", "reopen", "correct"),
    }
    answered = set(_answers(five)) - {CARRIED_OUT}
    assert answered == {one.code for one in REJECTIONS} - beyond


@pytest.mark.parametrize(
    ("name", "depth", "states", "digest"),
    [
        ("opened", 2, 456, "c59761c5"),
        ("releasing", 3, 289, "61a8a11c"),
        ("circles", 2, 192, "513c4297"),
        ("held", 4, 789, "fe0cc570"),
        ("goods", 3, 316, "e39e8276"),
        ("twins", 4, 519, "411e6b88"),
    ],
)
def test_nothing_is_wrong_in_other_worlds(
    name: str, depth: int, states: int, digest: str
) -> None:
    report = explore(WORLDS[name], depth)

    assert report.counterexample is None
    assert report.levels[-1].states == states
    assert report.digest.startswith(digest)


def test_several_processes_find_what_one_finds() -> None:
    assert explore(TINY, 3, processes=2) == explore(TINY, 3)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_chance_in_the_hashing_of_texts_changes_nothing(seed: str) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "credits_testkit.explorer", "--depth", "3"],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )

    assert explore(TINY, 3).digest in found.stdout


BUG: Final = "own money is left out"
STORY: Final = 'invoice("A", 1); pay("P1", 2, "A"); edit("E1", "A", 1)'


def _asked(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "credits_testkit.explorer", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_fault_ends_the_search_with_the_line_that_replays_it() -> None:
    found = _asked("--depth", "3", "--bug", BUG)

    replayed = _asked("--bug", BUG, "--replay", STORY)

    assert (found.returncode, replayed.returncode) == (1, 1)
    assert found.stdout.splitlines()[-1].endswith(
        f"--world tiny --bug '{BUG}' --replay '{STORY}'"
    )
    assert "  oracle: invoice A: due is 1, not 0" in replayed.stdout.splitlines()


def test_a_story_can_be_replayed_with_the_right_rules() -> None:
    replayed = _asked("--replay", f'{STORY}; void("A", VoidMode.STRICT); pay("P1", 1)')

    assert replayed.returncode == 0
    assert replayed.stdout.splitlines()[2:5] == [
        'edit("E1", "A", 1): carried out',
        'void("A", VoidMode.STRICT): carried out',
        'pay("P1", 1): AlreadyRecorded',
    ]
