"""Histories as files, and the command line that judges them."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from credits_core.codec import WireError
from credits_core.identity import UserId
from credits_testkit.orders import grant
from credits_testkit.races import NoAnswer, judge
from credits_testkit.races.__main__ import main
from credits_testkit.races.files import (
    Began,
    line_of,
    operations_in,
    read_history,
    write_history,
)
from credits_testkit.races.places import Place
from credits_testkit.races.reporting import kept
from credits_testkit.races.workloads import KINDS, workload

from .simulated import simulated
from .sql_places import place
from .written_histories import sent


@pytest.mark.parametrize("kind", KINDS)
def test_a_history_is_read_as_it_was_written(kind: str, tmp_path: Path) -> None:
    history = simulated(kind, operations=40, seed=3)

    write_history(tmp_path / "history", history)

    assert read_history(tmp_path / "history") == history


def test_a_file_without_a_setting_is_no_history(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()

    with pytest.raises(WireError, match="holds 0 settings"):
        read_history(tmp_path / "empty")


def test_who_died_has_left_a_question_without_an_answer() -> None:
    """The last line is torn: whoever wrote it died while writing."""
    doing = sent(grant("C", 1))
    first = Began(process="p", number=1, user_id=UserId("p"), start=7, doing=doing)
    lines = [line_of(first), line_of(first)[:20]]

    (operation,) = operations_in(lines)

    assert isinstance(operation.outcome, NoAnswer)
    assert (operation.start, operation.doing) == (7, doing)


def test_the_same_seed_draws_the_same_scripts() -> None:
    for kind in KINDS:
        one, two = (workload(kind, sessions=3, operations=60, seed=s) for s in (5, 5))
        other = workload(kind, sessions=3, operations=60, seed=6)
        assert one == two
        assert one.scripts != other.scripts


def test_a_place_is_named_by_module_and_name() -> None:
    with pytest.raises(ValueError, match="is no module:name"):
        Place.of("credits_memory").opened()


def test_the_command_line_judges_what_was_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An entry is taken out of the journal: the exit code says so, and the text."""
    history = simulated("hot", operations=30, seed=4)
    broken = attrs.evolve(history, journal=history.journal[1:])

    line = kept(judge(history), tmp_path)
    other = kept(judge(broken), tmp_path)

    assert main(line.split()[3:]) == 0
    assert "explained; 0 updates lost" in capsys.readouterr().out
    assert main(other.split()[3:]) == 1
    assert "missing version: The journal goes on" in capsys.readouterr().out
    assert line != other


@pytest.mark.extras
def test_the_command_line_races_at_a_place(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = place(sqlite_url)
    arguments = [f"{name}={value}" for name, value in at.arguments]
    options = ["--kind", "hot", "--operations", "20", "--processes", "1"]
    options += ["--seed", "1", "--keep", str(tmp_path)]

    code = main(["race", at.factory, *arguments, *options])

    assert code == 0
    assert "hot (seed 1): " in capsys.readouterr().out
    assert list(tmp_path.glob("*.jsonl")) == []
