"""``credits replay``: what it writes, what it prints, what it ends with."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from .running import STREAM, credits_line, table_row

pytestmark = pytest.mark.extras


def _first_lines(count: int) -> list[str]:
    with gzip.open(STREAM, "rt", encoding="utf-8") as lines:
        return [next(lines) for _ in range(count)]


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first 400 lines of the stream, not gzipped."""
    path = tmp_path_factory.mktemp("streams") / "quarter.jsonl"
    path.write_text("".join(_first_lines(400)), encoding="utf-8")
    return path


def test_a_stream_that_is_met_ends_with_zero(quarter: Path) -> None:
    run = credits_line("replay", quarter, "--twice", "--preview", "--laws")

    assert run.returncode == 0, run.stderr
    assert table_row(run.stdout, "Differences") == ["0"]
    assert table_row(run.stdout, "Commands sent") == ["399"]


def test_a_stream_that_is_not_met_ends_with_one_and_the_first_difference(
    tmp_path: Path,
) -> None:
    lines = [json.loads(line) for line in _first_lines(40)]
    lines[1]["effects"]["credits"]["manual:C536379"] = ["27.50", "27.49"]
    lines[36]["expect"] = "rejected:InvoiceVoided"
    stream = tmp_path / "wrong.jsonl"
    stream.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    run = credits_line("replay", stream)

    assert run.returncode == 1
    assert table_row(run.stdout, "Differences") == ["2"]
    assert "Line 2, effects 'credits'" in run.stdout
    assert "27.49" in run.stdout


def test_the_tables_and_outcomes_are_the_same_from_both_stores(
    quarter: Path, tmp_path: Path
) -> None:
    memory, sqlite = tmp_path / "memory", tmp_path / "deep" / "sqlite"
    store = f"sqlite:///{tmp_path / 'book.sqlite3'}"

    first = credits_line("replay", quarter, "--out", memory)
    second = credits_line("replay", quarter, "--out", sqlite, "--store", store)

    assert (first.returncode, second.returncode) == (0, 0)
    names = sorted(path.name for path in memory.iterdir())
    tables = ["applications.csv", "credits.csv", "customers.csv", "invoices.csv"]
    assert names == sorted([*tables, "outcomes.jsonl"])
    for name in names:
        assert (memory / name).read_bytes() == (sqlite / name).read_bytes()


def test_the_outcome_of_every_command_is_written_down(
    quarter: Path, tmp_path: Path
) -> None:
    credits_line("replay", quarter, "--out", tmp_path)

    written = (tmp_path / "outcomes.jsonl").read_text(encoding="utf-8").splitlines()
    lines = [json.loads(line) for line in quarter.read_text().splitlines()]
    expected = [_outcome(line) for line in lines if line["cmd"] != "checkpoint"]
    assert [json.loads(line) for line in written] == expected


def _outcome(line: dict[str, Any]) -> dict[str, Any]:
    outcome = {"seq": line["seq"], "outcome": line["expect"].split(":")[-1]}
    return {**outcome, **({"effects": line["effects"]} if "effects" in line else {})}


def test_a_store_that_is_in_use_is_left_alone(quarter: Path, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'book.sqlite3'}"
    credits_line("replay", quarter, "--store", store)

    again = credits_line("replay", quarter, "--store", store)

    assert again.returncode == 2
    assert "already holds customers" in again.stderr
