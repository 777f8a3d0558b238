"""The explorer finds wrong rules, and by the shortest story that there is.

Each rule that the laws refute is put in force; the explorer must find it, and the
laws' own counterexample must show it too.
"""

from __future__ import annotations

from typing import Final

import attrs
import pytest

from credits_testkit.explorer import Bench, Counterexample, World, explore
from credits_testkit.explorer.replaying import replay
from credits_testkit.explorer.report import replay_line, told
from credits_testkit.explorer.words import command_of
from credits_testkit.gallery.replacing import replaced
from credits_testkit.gallery.rules import WRONG_RULES

A, B = 'invoice("A", 1)', 'invoice("B", 1)'


def _narrow(
    *opening: str,
    invoices: int = 2,
    credits: int = 0,
    payments: int = 1,
    largest: int = 3,
) -> World:
    """A world with no more in it than a wrong rule needs."""
    return World(
        name="narrow",
        opening=opening,
        invoices=invoices,
        credits=credits,
        payments=payments,
        returns=0,
        largest=largest,
    )


@attrs.frozen(kw_only=True)
class Refuted:
    """A rule that looks right: the *bug* that it is, where it shows, and how.

    *found* is the shortest story of the world that shows it, *laws* the one that the
    laws tell.
    """

    bug: str
    world: World
    found: tuple[str, ...]
    laws: tuple[str, ...]


REFUTED: Final = (
    Refuted(
        bug="a raised payment only grows its credit",
        world=_narrow(invoices=1),
        found=(
            *('invoice("A", 2)', 'pay("P1", 1, "A")'),
            'repay("P1", 2, Mode.STRICT)',
        ),
        laws=(
            *('invoice("A", 2)', 'pay("P1", 1, "A")'),
            'repay("P1", 2, Mode.STRICT)',
        ),
    ),
    Refuted(
        bug="only the invoice at hand is settled anew",
        world=_narrow(A, B),
        found=(
            *('pay("P1", 2, "A", "B")', 'edit("E1", "A", 1)'),
            'void("B", VoidMode.STRICT)',
        ),
        laws=(
            *('pay("P1", 2, "A", "B")', 'edit("E1", "A", 1)'),
            'void("B", VoidMode.STRICT)',
        ),
    ),
    Refuted(
        bug="a voided use concerns its target only",
        world=_narrow(A, B, payments=2, largest=2),
        found=(
            *('pay("P1", 1, "A")', 'edit("E1", "A", -1)'),
            *('pay("P2", 0, "B", credits=FILL)', 'void("A", VoidMode.CASCADE)'),
        ),
        laws=(
            *('pay("P1", 2, "A")', 'pay("P2", 0, "B", credits=exact(1))'),
            *('edit("E1", "A", 1)', 'unapply("P2", "overpayment:P1", "B")'),
        ),
    ),
    Refuted(
        bug="what comes home to a cancelled credit is not written off",
        world=_narrow(A, 'grant("K1", 2)', invoices=1, credits=1),
        found=(
            *('pay("P1", 0, "A", credits=FILL)', 'cancel("K1")'),
            'unapply("P1", "K1", "A")',
        ),
        laws=(
            *('pay("P1", 0, "A", credits=exact(1))', 'cancel("K1")'),
            'unapply("P1", "K1", "A")',
        ),
    ),
    Refuted(
        bug="a loss never reaches those who were paid with it",
        world=_narrow(A, B, 'grant("K1", 1)', credits=1, payments=2),
        found=(
            'pay("P1", 1)',
            'pay("P2", 0, "A", credits=of_credit("overpayment:P1", 1))',
            'revoke("P1", Mode.STRICT)',
        ),
        laws=(
            *('pay("P1", 0, "A", credits=exact(1))', 'edit("E1", "A", -1)'),
            'pay("P2", 0, "B", credits=of_credit("reduction:E1", 1))',
            'unapply("P1", "K1", "A")',
        ),
    ),
)

EACH: Final = pytest.mark.parametrize("rule", REFUTED, ids=lambda rule: str(rule.bug))


def _found(rule: Refuted) -> Counterexample | None:
    (bug,) = (one for one in WRONG_RULES if one.name == rule.bug)
    with replaced(bug.replaces):
        return explore(rule.world, 5).counterexample


@EACH
def test_a_refuted_rule_is_found_by_the_shortest_story(rule: Refuted) -> None:
    """The search is breadth first, so that no shorter story shows it."""
    found = _found(rule)

    assert found is not None
    assert found.story == rule.found
    assert len(found.story) <= len(rule.laws)


@EACH
def test_what_the_laws_tell_against_it_is_seen_at_the_last_move(rule: Refuted) -> None:
    (bug,) = (one for one in WRONG_RULES if one.name == rule.bug)
    with replaced(bug.replaces):
        lines = list(replay(rule.world, "; ".join(rule.laws)))

    moves = [number for number, (line, _) in enumerate(lines) if "carried out" in line]
    wrong = [number for number, (_, is_wrong) in enumerate(lines) if is_wrong]
    assert len(moves) == len(rule.laws)
    assert wrong
    assert min(wrong) > max(moves)


@EACH
def test_with_the_right_rule_neither_story_shows_anything(rule: Refuted) -> None:
    for story in (rule.found, rule.laws):
        assert not any(is_wrong for _, is_wrong in replay(rule.world, "; ".join(story)))


def test_a_fault_is_printed_as_a_story_with_the_line_that_replays_it() -> None:
    rule = REFUTED[0]
    found = _found(rule)
    assert found is not None

    assert list(told(found))[:6] == [
        "The last of these 3 moves is wrong:",
        '  1. invoice("A", 2)',
        '  2. pay("P1", 1, "A")',
        '  3. repay("P1", 2, Mode.STRICT)',
        "  oracle: invoice A: status is partially_paid, not fully_paid",
        "  oracle: invoice A: due is 1, not 0",
    ]
    story = 'invoice("A", 2); pay("P1", 1, "A"); repay("P1", 2, Mode.STRICT)'
    assert replay_line(rule.world, found, rule.bug) == (
        "python -m credits_testkit.explorer --world narrow"
        f" --bug 'a raised payment only grows its credit' --replay '{story}'"
    )


def test_a_rule_that_breaks_down_is_a_fault_as_well() -> None:
    (bug,) = (one for one in WRONG_RULES if one.name == "cash goes beyond what is due")
    with replaced(bug.replaces):
        found = explore(_narrow(), 2).counterexample

    assert found is not None
    assert found.story == ('pay("P1", 1)',)
    assert found.faults[0].startswith("crash: IndexError")


def test_a_slice_that_is_too_small_is_a_fault_as_well() -> None:
    name = "a part of a ledger is taken for the whole"
    (bug,) = (one for one in WRONG_RULES if one.name == name)
    with replaced(bug.replaces):
        found = explore(_narrow(A, B, payments=2), 3).counterexample

    assert found is not None
    assert any(fault.startswith("slice") for fault in found.faults)


def test_what_can_be_done_twice_and_should_not_is_a_fault_as_well() -> None:
    name = "a second receipt is written over the first"
    (bug,) = (one for one in WRONG_RULES if one.name == name)
    with replaced(bug.replaces):
        found = explore(_narrow(), 1).counterexample

    assert found is not None
    assert found.faults[0].startswith("again: oracle: the core says carried out")


@pytest.mark.parametrize(
    "text",
    ['exit("A")', "__import__('os')", "pay", 'invoice("A", 1).total', "1 + 1", "-x"],
)
def test_the_notation_has_no_other_words(text: str) -> None:
    with pytest.raises(ValueError, match="is no word of the notation"):
        command_of(text)


def test_a_story_that_cannot_be_told_says_so() -> None:
    with pytest.raises(AssertionError, match="There is no invoice A"):
        Bench(_narrow()).told('void("A", VoidMode.STRICT)')
