"""Wrong rules do not get away: a law, or one of two properties, tells of each.

Only here is anything patched: a mutant stands in the place of one function of
the rules for as long as its story is told.
"""

from __future__ import annotations

import pytest

from credits_core.decide import Decision
from credits_core.laws import LAWS, Step
from credits_testkit.occasions import occasion
from credits_testkit.slices import slice_of
from credits_testkit.telling import broken_by, outcome, step_of, steps, told
from tests.core.broken_rules import MUTANTS, Mutant

BY_NAME = pytest.mark.parametrize("mutant", MUTANTS.values(), ids=MUTANTS.keys())


@BY_NAME
def test_a_wrong_rule_is_caught_by_its_last_command(
    mutant: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands before it are lawful even so: no shorter story would do."""
    for where, rule, wrong in mutant.wrong:
        monkeypatch.setattr(where, rule, wrong)

    *earlier, last = (
        _caught(step) for step in steps(mutant.story, policy=mutant.policy)
    )

    assert earlier == [set()] * len(earlier)
    assert last == mutant.caught


@BY_NAME
def test_with_the_right_rule_its_story_is_lawful_or_refused(mutant: Mutant) -> None:
    *earlier, last = mutant.story
    before = told(*earlier, policy=mutant.policy)

    answer = outcome(before, last, before.version, mutant.policy)

    if isinstance(answer, Decision):
        step = step_of(before, last, before.version, mutant.policy)
        assert _caught(step) == set()


def test_every_law_catches_a_wrong_rule() -> None:
    by: set[str] = set().union(*(mutant.caught for mutant in MUTANTS.values()))

    assert by == {law.name.split()[0] for law in LAWS} | {"fold", "slice"}


def _caught(step: Step) -> set[str]:
    """The laws that the step breaks, "fold" and "slice" for the two properties."""
    found = {name.split()[0] for name in broken_by(step)}
    command, when = step.entry.command, occasion(step.before.version, step.policy)
    sliced = slice_of(step.before, command, when)
    same = isinstance(sliced, Decision) and sliced.events == step.entry.events
    return found | (set() if same else {"slice"})
