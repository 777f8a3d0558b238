"""The gallery as a whole: enough of it, told in sentences, caught by several voices."""

from __future__ import annotations

from pathlib import Path

import pytest

from credits_core.laws import LAWS
from credits_testkit.gallery.__main__ import main
from credits_testkit.gallery.bug import (
    BrokenAccounting,
    BrokenClock,
    BrokenLedgers,
    WrongDesk,
)
from credits_testkit.gallery.checking import kinds_of
from credits_testkit.gallery.every import BUGS
from credits_testkit.gallery.table import page

PAGE = Path(__file__).parents[2] / "docs" / "gallery.md"


def test_there_are_many_more_than_sixty_bugs() -> None:
    assert len(BUGS) >= 180


def test_each_has_a_name_of_its_own_and_a_sentence_about_money() -> None:
    names = [bug.name for bug in BUGS]

    assert len(set(names)) == len(names)
    assert [bug.name for bug in BUGS if not bug.costs.endswith(".")] == []
    assert [bug.name for bug in BUGS if len(bug.costs.split()) < 8] == []


def test_each_is_caught_and_most_by_two_independent_kinds_of_checks() -> None:
    assert [bug.name for bug in BUGS if not bug.caught] == []

    twice = [bug for bug in BUGS if len(kinds_of(bug.caught)) > 1]
    assert len(twice) >= 0.8 * len(BUGS)


def test_every_law_is_broken_by_a_bug() -> None:
    caught: frozenset[str] = frozenset().union(*(bug.caught for bug in BUGS))

    assert caught >= {law.name.split()[0] for law in LAWS}


def test_the_ports_and_the_desk_are_broken_by_bugs() -> None:
    kinds = {type(bug) for bug in BUGS}

    assert kinds >= {BrokenLedgers, BrokenClock, BrokenAccounting, WrongDesk}


@pytest.mark.parametrize(
    "system",
    [
        *("Polar", "Dolibarr #10167", "Dolibarr #17780", "handle_invoice_refund"),
        *("reverse_eft_credits", "bulk_assign", "Odoo #23766", "#288562"),
        *("ERPNext, float drift", "#57418", "over-return", "(int) balance == 0"),
        *("Lago #5495", "Lago since 2025-08", "RecreditService", "#1755"),
        *("pool consumes its own credit", "Medusa #15530", "void and unvoid"),
        *("smaller amount first", "no tie-break", "double_entry #114", "HC-55"),
    ],
)
def test_the_money_bugs_of_other_systems_are_among_them(system: str) -> None:
    assert [bug.name for bug in BUGS if system in bug.seen_in]


def test_the_page_shows_the_gallery_as_it_is() -> None:
    """Write it anew with ``python -m credits_testkit.gallery --page``."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_command_prints_a_line_for_each_bug_and_fails_on_a_missed_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--only", "newest first"]) == 0

    printed = capsys.readouterr().out
    assert "credits are taken newest first [UCRM #99]: L8, oracle, slice" in printed
    assert "0 missed" in printed
