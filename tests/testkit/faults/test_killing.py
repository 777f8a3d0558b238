"""Killed in mid-load: what somebody was told is done is there, exactly once."""

from __future__ import annotations

import pytest

from credits_core.identity import CustomerId
from credits_testkit.faults.load import Diary

from .commands import figures, named, run

pytestmark = pytest.mark.extras


def _figures(found: str) -> dict[str, str]:
    return figures(found.replace("No harm was found.\n", ""), "")


def test_writers_are_killed_in_mid_load_on_sqlite() -> None:
    """Two at once, who write for the same customers, four times."""
    found = run("kill", named("sqlite"), "--rounds", "4")

    assert (found.returncode, found.stderr) == (0, ""), found.stdout
    told = _figures(found.stdout)
    assert (told["rounds"], told["wrong"]) == ("4", "0")
    assert int(told["answered"]) > 10
    assert int(told["under way"]) > 0


def test_writers_are_killed_in_mid_load_on_postgresql(postgres_url: str) -> None:
    found = run("kill", named("postgresql"), "--rounds", "2", postgresql=postgres_url)

    assert (found.returncode, found.stderr) == (0, ""), found.stdout
    told = _figures(found.stdout)
    assert (told["rounds"], told["wrong"]) == ("2", "0")
    assert int(told["answered"]) > 1


@pytest.mark.slow
@pytest.mark.postgres
def test_a_killed_server_forgets_nothing_that_it_has_confirmed() -> None:
    """A backend, the postmaster, every process: its writers live on and go on."""
    found = run("kill-server", named("killable_postgresql"), "--rounds", "3")

    assert (found.returncode, found.stderr) == (0, ""), found.stdout
    told = _figures(found.stdout)
    assert (told["rounds"], told["wrong"]) == ("3", "0")
    assert int(told["tried in vain"]) > 0


@pytest.mark.slow
@pytest.mark.postgres
def test_a_server_that_confirms_too_early_is_found_out() -> None:
    """Without waiting for the disk, a killed server loses what it has confirmed."""
    found = run("kill-server", named("forgetful_postgresql"), "--rounds", "2")

    assert found.returncode == 1
    assert "it was answered, and is not there." in found.stdout


def test_a_store_that_answers_early_is_found_out_when_it_is_killed() -> None:
    found = run("kill", named("answering_early"), "--rounds", "2")

    assert found.returncode == 1
    assert "the retry was answered, and that is not stored." in found.stdout


def test_of_a_line_that_ends_abruptly_nothing_happened() -> None:
    diary = Diary()
    asked = b'{"asked": "W0-1", "command": {"kind": "DeleteCredit", '
    rest = b'"customer_id": "ACME", "credit_id": "C"}}\n'

    diary.take(asked)
    nothing = list(diary.asked)
    diary.take(rest + b'{"answered": "W0-1", "digest": "d", "trials')

    assert nothing == []
    assert [one.key for one in diary.unanswered] == ["W0-1"]
    assert diary.unanswered[0].command.customer_id == CustomerId("ACME")
    diary.take(b'": 3}\n')
    assert [(one.key, one.trials) for one in diary.answered] == [("W0-1", 3)]
