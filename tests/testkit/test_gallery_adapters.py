"""Broken ledgers and desks do not get away: a round and the contract tell of each."""

from __future__ import annotations

import pytest

from credits_core.ports import Ledgers
from credits_memory import MemoryLedgers
from credits_testkit.borders import CHECKS, border_faults
from credits_testkit.contracts.place import Place
from credits_testkit.gallery import borders, desks
from credits_testkit.gallery.bug import BrokenLedgers, WrongBorder, WrongDesk
from credits_testkit.gallery.ledgers import BROKEN_LEDGERS
from credits_testkit.gallery.trials.adapters import (
    border_tried,
    desk_tried,
    good_ledgers_tried,
    kept_apart,
    ledgers_tried,
)
from credits_testkit.gallery.trials.by_machine import commands_until_found
from credits_testkit.gallery.trials.getting_in import what_got_in


def _name(bug: object) -> str:
    return str(getattr(bug, "name", bug))


def _opens(_: Place) -> Ledgers:
    return MemoryLedgers()


@pytest.mark.parametrize("bug", BROKEN_LEDGERS, ids=_name)
def test_broken_ledgers_are_caught_by_what_the_gallery_says(bug: BrokenLedgers) -> None:
    assert ledgers_tried(bug, kept_apart(_opens)) == bug.caught


def test_good_ledgers_are_caught_by_none_of_it() -> None:
    assert good_ledgers_tried(BROKEN_LEDGERS, kept_apart(_opens)) == frozenset()


@pytest.mark.parametrize("bug", desks.BUGS, ids=_name)
def test_a_wrong_desk_is_caught_by_what_the_gallery_says(bug: WrongDesk) -> None:
    assert desk_tried(bug, _opens) == bug.caught


@pytest.mark.parametrize("bug", borders.BUGS, ids=_name)
def test_a_wrong_border_is_caught_by_what_the_gallery_says(bug: WrongBorder) -> None:
    assert border_tried(bug, _opens) == bug.caught


def test_the_border_is_as_it_must_be() -> None:
    assert border_faults() == frozenset()


def test_every_check_of_the_border_catches_something() -> None:
    caught = frozenset[str]().union(*(bug.caught for bug in borders.BUGS))

    assert caught == {*CHECKS, "machine", "impossible"}


def test_the_machine_and_impossible_amounts_are_silent_where_no_bug_is() -> None:
    nothing = WrongDesk(
        name="no bug", costs="", replaces=(), caught=("machine", "impossible")
    )

    assert commands_until_found(nothing, _opens, commands_max=150) is None
    assert what_got_in(nothing) == frozenset()
