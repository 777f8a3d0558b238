"""A log of SQLite that ends anywhere: what opens is what a whole command left."""

from __future__ import annotations

from pathlib import Path

import pytest

from credits_testkit.faults import SqliteFile, truncate
from credits_testkit.faults.broken_stores import CommitsBetween

from .commands import named, run
from .sql_subjects import sqlite_in

pytestmark = pytest.mark.extras


def test_wherever_the_log_ends_all_commands_are_whole(tmp_path: Path) -> None:
    """At each frame, and once inside of each; then nothing, zeros or noise follow."""
    subject = sqlite_in(tmp_path)
    assert isinstance(subject.database, SqliteFile)

    cut = truncate(subject, subject.database, commands=8, between=1, seed=7)

    assert cut.wrongs == []
    assert cut.states > 6
    assert cut.places > 2 * cut.frames > 100


def test_a_store_that_commits_between_statements_is_found_out(tmp_path: Path) -> None:
    subject = sqlite_in(tmp_path)
    assert isinstance(subject.database, SqliteFile)

    cut = truncate(
        subject,
        subject.database,
        commands=2,
        between=0,
        seed=7,
        habit=CommitsBetween(),
    )

    assert cut.wrongs
    assert "not what the last whole command left" in cut.wrongs[0]


def test_the_command_prints_what_it_found() -> None:
    found = run("wal", named("sqlite"), "--commands", "2", "--between", "0")

    head, figures, end = found.stdout.splitlines()
    assert head.split() == ["commands", "frames", "places", "states", "wrong"]
    assert figures.split()[0] == "2"
    assert figures.split()[-1] == "0"
    assert (found.returncode, end) == (0, "No harm was found.")
