"""``credits demo``: the story is told to its end, and its figures are right."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from credits_cli.demo import tell_story
from credits_cli.demo.stage import CUSTOMER, Stage
from credits_memory import MemoryLedgers

from .running import credits_line, table_row

pytestmark = pytest.mark.extras


def test_the_demo_tells_its_story_checks_it_and_replays_a_year() -> None:
    run = credits_line("demo")

    assert run.returncode == 0, run.stderr
    assert "it is removed at the end" in " ".join(run.stdout.split())
    assert "Every law holds" in run.stdout
    assert table_row(run.stdout, "Differences") == ["0"]


def test_the_books_of_a_named_store_are_kept_and_can_be_checked(
    tmp_path: Path,
) -> None:
    store = f"sqlite:///{tmp_path / 'books.sqlite3'}"

    run = credits_line("demo", "--store", store)

    assert run.returncode == 0, run.stderr
    assert credits_line("check", "--store", store).returncode == 0
    assert credits_line("demo", "--store", store).returncode == 2


def _told(*, is_terminal: bool) -> tuple[Stage, str]:
    """The story in memory, and what was drawn of it."""
    console = Console(width=120, force_terminal=is_terminal)
    stage = Stage(MemoryLedgers(), console)
    with console.capture() as captured:
        tell_story(stage)
    return stage, captured.get()


def test_the_story_ends_with_the_books_as_told() -> None:
    stage, _ = _told(is_terminal=False)

    ledger = stage.ledger
    available = {one.id: one.available.figures for one in ledger.credits.values()}
    due = {one.id: one.due.figures for one in ledger.invoices.values() if one.due}
    assert ledger.customer_id == CUSTOMER
    assert due == {"INV-1": "20.00", "INV-6": "10.00"}
    assert available == {
        "CR-1": "0.00",
        "return:RET-1": "0.00",
        "overpayment:R-1": "0.00",
        "reduction:E-1": "20.00",
        "CR-2": "0.00",
        "CR-3": "0.00",
    }


def test_a_voided_entry_is_struck_through_on_a_terminal() -> None:
    _, drawn = _told(is_terminal=True)

    assert "\x1b[2;9mcredit CR-3\x1b[0m" in drawn
    assert "~~" not in drawn


def test_a_voided_entry_is_marked_in_letters_elsewhere() -> None:
    _, drawn = _told(is_terminal=False)

    assert "~~credit CR-3~~" in drawn
    assert "\x1b[" not in drawn


def test_each_refusal_of_the_story_says_why() -> None:
    _, drawn = _told(is_terminal=False)

    assert "Refused: Credit reduction:E-1 comes from INV-3" in drawn
    assert "Refused: This needs a permission you do not have: Create Credits." in drawn
    assert "Refused: This would void applications: 20.00 USD" in drawn
