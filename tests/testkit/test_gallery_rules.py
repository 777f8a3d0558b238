"""Wrong rules do not get away: each is caught by exactly what the gallery says."""

from __future__ import annotations

import pytest

from credits_core.laws import LAWS
from credits_testkit.gallery.bug import WrongRule
from credits_testkit.gallery.replacing import replaced
from credits_testkit.gallery.rules import WRONG_RULES
from credits_testkit.gallery.trials.rules import tried, tried_without
from credits_testkit.promises import PROMISES

EACH = pytest.mark.parametrize("bug", WRONG_RULES, ids=lambda bug: str(bug.name))


@EACH
def test_a_wrong_rule_is_caught_by_its_last_command(bug: WrongRule) -> None:
    """The commands before it are lawful even so: no shorter story would do."""
    *earlier, last = tried(bug)

    assert earlier == [frozenset()] * (len(bug.story) - 1)
    assert last == bug.caught


@EACH
def test_with_the_right_rule_nothing_is_caught(bug: WrongRule) -> None:
    assert set(tried_without(bug)) == {frozenset()}


@EACH
def test_the_right_rule_is_back_afterwards(bug: WrongRule) -> None:
    before = [vars(where)[name] for where, name, _ in bug.replaces]

    tried(bug)

    assert [vars(where)[name] for where, name, _ in bug.replaces] == before


def test_every_law_and_every_promise_catches_a_wrong_rule() -> None:
    by: set[str] = set().union(*(bug.caught for bug in WRONG_RULES))

    laws = {law.name.split()[0] for law in LAWS}
    promises = {promise.name for promise in PROMISES}
    assert by >= laws | promises | {"fold", "slice"}


def test_a_place_that_is_gone_is_told() -> None:
    """A bug that replaces nothing would be caught by nothing."""
    with (
        pytest.raises(AttributeError, match="no forgotten"),
        replaced([(WrongRule, "forgotten", None)]),
    ):
        raise AssertionError
