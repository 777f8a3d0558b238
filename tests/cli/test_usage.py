"""Help at once, errors as sentences, and exit statuses that a script can trust."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from .running import credits_line

pytestmark = pytest.mark.extras


def test_help_names_every_command_without_making_anybody_wait() -> None:
    """Three seconds are for a busy machine; an idle one takes half of one."""
    begun = time.perf_counter()
    run = credits_line("--help")
    took = time.perf_counter() - begun

    assert run.returncode == 0
    for command in ("check", "demo", "permissions", "replay"):
        assert f"\n│ {command} " in run.stdout
    assert took < 3


def test_help_of_a_command_explains_its_options() -> None:
    run = credits_line("replay", "--help")

    assert run.returncode == 0
    for option in ("--store", "--out", "--currency", "--twice", "--preview", "--laws"):
        assert option in run.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["dance"], "dance"),
        (["replay", "--fast"], "Unknown option"),
        (["check"], "requires an argument"),
        (["replay", "nowhere.jsonl"], "There is no file nowhere.jsonl."),
        (["replay", "--store", "nowhere"], "'nowhere' is no store"),
        (["replay", "--store", "mysql://host/name"], "is no store; name memory"),
        (["check", "--store", "memory"], "Nothing is stored in memory"),
        (["check", "--store", "sqlite:///nowhere.db"], "There is no file nowhere.db."),
        (["replay", __file__], "Line 1 is not JSON"),
    ],
)
def test_a_mistake_of_the_user_is_answered_with_a_sentence(
    arguments: list[str], words: str
) -> None:
    run = credits_line(*arguments)

    assert run.returncode == 2
    said = " ".join((run.stdout + run.stderr).split())
    assert words in said
    assert "Traceback" not in said


def test_a_server_that_is_not_there_is_told_by_a_sentence() -> None:
    pytest.importorskip("psycopg")

    run = credits_line("check", "--store", "postgresql://nobody@127.0.0.1:1/none")

    assert run.returncode == 2
    assert run.stderr.startswith("The database does not answer: ")
    assert "Traceback" not in run.stderr


def test_a_database_without_tables_is_told_by_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()

    run = credits_line("check", "--store", f"sqlite:///{tmp_path / 'empty.db'}")

    assert run.returncode == 2
    assert run.stderr.endswith("holds no tables of credits.\n")
