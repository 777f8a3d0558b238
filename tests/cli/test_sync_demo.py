"""``credits sync demo``: both sides side by side, and equal at the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from credits_cli.sync.demo import opened_stage, tell_story
from credits_qbo.engine import Parity, conflicts, parity

from .running import credits_line

pytestmark = pytest.mark.extras


def test_the_story_is_told_to_its_end_and_its_figures_are_right(
    tmp_path: Path,
) -> None:
    console = Console(width=120, force_terminal=False)
    with (
        console.capture() as captured,
        opened_stage(console, f"sqlite:///{tmp_path}/books.sqlite3") as stage,
    ):
        tell_story(stage)
        ledger = stage.ledger
        memos = [
            (one["TotalAmt"], one["Balance"]) for one in stage.all_there("CreditMemo")
        ]
        unapplied = [one["UnappliedAmt"] for one in stage.all_there("Payment")]
        found = parity(stage.sync.world)
        left = conflicts(stage.sync.world)

    told = captured.get()
    available = {one.id: one.available.figures for one in ledger.credits.values()}
    assert available == {
        "CR-1": "10.00",
        "qbo-9130-memo-89": "15.00",
        "CR-2": "30.00",
        "qbo-9130-memo-92": "12.00",
        "overpayment:R-2": "20.00",
        "CR-3": "0.00",
        "CR-4": "5.00",
    }
    assert memos == [
        *((1500, 1500), (4000, 1000), (3000, 3000)),
        *((1200, 1200), (1000, 0), (500, 500)),
    ]
    assert sorted(unapplied) == [0, 0, 2000]
    assert found == Parity(equal=7, differences=())
    assert left == ()
    assert "both_changed" in told
    assert "7 credits are worth the same on both sides, 0 are not." in told


def test_one_command_shows_it_all() -> None:
    run = credits_line("sync", "demo")

    assert run.returncode == 0, run.stderr
    assert "9. Are both sides equal?" in run.stdout
