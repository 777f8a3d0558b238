"""The long run as a command: its figures, its failures, and playing one again."""

from __future__ import annotations

import re

import pytest

from credits_testkit.machine.__main__ import main
from credits_testkit.machine.running import Plan, run

MEMORY = "credits_memory:MemoryLedgers"
FORGETFUL = "tests.testkit.machine.broken:forgetful"


def _run(*arguments: str, ledgers: str = MEMORY) -> int:
    return main(["--ledgers", ledgers, "--reference", MEMORY, *arguments])


def test_a_run_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    status = _run("--commands", "200", "--seed", "7")

    printed = capsys.readouterr().out
    assert status == 0
    assert re.search(r"^commands     2\d\d in \d+ s$", printed, re.MULTILINE)
    assert re.search(r"^rate         [\d,]+ commands/s$", printed, re.MULTILINE)
    assert re.search(r"^  ReceivePayment +\d+$", printed, re.MULTILINE)
    assert re.search(r"^codes never met: \w+", printed, re.MULTILINE)
    assert "differences: 0\n" in printed


def test_a_failure_is_printed_with_the_line_that_plays_it_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = _run("--commands", "2000", "--seed", "1", ledgers=FORGETFUL)

    printed = capsys.readouterr().out
    assert status == 1
    assert "differences: 1\n" in printed
    _, _, told = printed.partition("differences: 1\n")
    *story, line = told.strip().splitlines()
    assert story[0].startswith("the ledgers: ")
    assert line.startswith("Play it again: python -m credits_testkit.machine ")

    again = main(line.split()[6:])

    assert again == 1
    assert capsys.readouterr().out.strip().splitlines() == story


def test_a_story_without_a_difference_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _run("--replay", "0//3") == 0
    assert capsys.readouterr().out == "No difference in 2 turns.\n"


def test_the_stories_do_not_depend_on_how_many_processes_share_them() -> None:
    plan = Plan(MEMORY, MEMORY, commands=60, seed=3, parcel=20)

    alone, together = run(plan, 1), run(plan, 2)

    assert alone.tally == together.tally
    assert alone.failed is together.failed is None


def test_several_processes_stop_at_a_failure() -> None:
    plan = Plan(FORGETFUL, MEMORY, commands=4_000, seed=3, parcel=1_000)

    report = run(plan, 2)

    assert report.failed is not None
    assert report.failed.numbers
    assert report.tally.commands < 3_000


def test_what_cannot_be_called_is_no_source_of_ledgers() -> None:
    with pytest.raises(TypeError, match="can be called"):
        run(Plan("credits_testkit.orders:ACME", MEMORY, commands=1, seed=1), 1)
