"""Every law can be broken, and says so; nothing that is lawful is reported."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from credits_core.events import CreditApplied
from credits_core.laws import LAWS, Step, Violation, state_violations, step_violations
from credits_core.ledger import Ledger, Scope
from credits_core.money import Money
from credits_core.policy import Ban, Policy
from tests.core import broken_ledgers, broken_steps
from tests.core.broken_ledgers import LAWFUL, STORY
from tests.core.stories import (
    bounce,
    bring_back,
    broken_by,
    cancel,
    exact,
    grant,
    pay,
    repay,
    revoke,
    step_of,
    steps,
    told,
)
from tests.core.worlds import edit, invoice, usd

AFTERMATH = (edit("E3", "A", 40), repay("P6", 7), cancel("reduction:E2"), bounce("P1"))
"""What happens to the story's ledger when much of it is taken back."""

NO_WAY_HOME = Policy(return_credit_may_pay_its_invoice=False)
TRANSITIVE = Policy(ban=Ban.TRANSITIVE)


@pytest.mark.parametrize(
    "way", broken_ledgers.BROKEN, ids=lambda way: str(way.__name__)
)
def test_a_broken_ledger_is_reported_by_exactly_these_laws(
    way: Callable[[Ledger], Ledger],
) -> None:
    found = state_violations(way(LAWFUL))

    assert {one.law.split()[0] for one in found} == broken_ledgers.BROKEN[way]


@pytest.mark.parametrize("way", broken_steps.BROKEN, ids=lambda way: str(way.__name__))
def test_a_broken_step_is_reported_by_exactly_these_laws(
    way: Callable[[], Step],
) -> None:
    step = way()

    found = step_violations(step.before, step.entry, step.after)

    assert {one.law.split()[0] for one in found} == broken_steps.BROKEN[way]


def test_each_law_is_the_only_one_that_tells_of_something() -> None:
    """No law could be left out: each has a mutant that nothing else reports."""
    all_ways = (*broken_ledgers.BROKEN.values(), *broken_steps.BROKEN.values())

    alone = {law for laws in all_ways if len(laws) == 1 for law in laws}

    assert alone == {law.name.split()[0] for law in LAWS}


def test_a_violation_says_where_and_how_far() -> None:
    assert state_violations(broken_ledgers.overspent(LAWFUL)) == (
        Violation("L1 balance", "M", "50 of 40 is spent."),
    )


def test_a_slice_is_not_judged() -> None:
    """It would lack the other end of nearly everything."""
    with pytest.raises(ValueError, match="whole"):
        state_violations(attrs.evolve(LAWFUL, scope=Scope()))


def test_no_lawful_step_is_reported() -> None:
    found = [
        (step.entry.command, broken_by(step)) for step in steps((*STORY, *AFTERMATH))
    ]

    assert [one for one in found if one[1]] == []


def test_an_older_credit_that_may_not_pay_here_is_not_left_behind() -> None:
    """R comes from A and may not pay it, so that the younger K does."""
    before = told(invoice("A", 9), bring_back("R", 2, "A"), policy=NO_WAY_HOME)
    before = told(grant("K", 5), start=before)

    step = step_of(before, pay("P", 0, "A", credits=exact(3)), policy=NO_WAY_HOME)

    assert [one.credit_id for one in step.entry.effects.applied] == ["K"]
    assert broken_by(step) == set()


def test_a_credit_that_would_close_a_circle_is_not_left_behind() -> None:
    """A overpaid B, which was lowered: under the wider ban that cannot pay A."""
    story = (
        *(invoice("A", 2), pay("P1", 4, "A"), invoice("B", 4)),
        *(pay("P2", 2, "B", credits=exact(2)), edit("E1", "B", -3)),
        *(edit("E2", "A", 3), grant("K", 5)),
    )
    before = told(*story, policy=TRANSITIVE)

    step = step_of(before, pay("P3", 0, "A", credits=exact(1)), policy=TRANSITIVE)

    assert [one.credit_id for one in step.entry.effects.applied] == ["K"]
    assert broken_by(step) == set()


def test_a_credit_of_another_currency_is_not_left_behind() -> None:
    """The older one is 5 EUR; the invoice is in USD."""
    euros = attrs.evolve(grant("E", 1), amount=Money(500, "EUR"))
    before = told(euros, invoice("A", 9), grant("K", 5))

    step = step_of(before, pay("P", 0, "A", credits=exact(3)))

    assert broken_by(step) == set()


def test_a_loss_that_comes_in_two_waves_takes_the_remainder_back_as_well() -> None:
    """What D got from C falls by 2, and its remainder again by 2: nothing is left.

    P paid C directly and over Y; both of it were C's, and C, lowered, paid D.
    """
    before = told(
        *(invoice("X", 1), invoice("C", 4), invoice("Y", 2), invoice("D", 4)),
        pay("P", 5, "X"),
        *(pay("Q1", 0, "C", credits=exact(2)), pay("Q2", 0, "Y", credits=exact(2))),
        *(edit("E1", "Y", -2), pay("Q3", 0, "C", credits=exact(2))),
        *(edit("E2", "C", -4), pay("Q4", 0, "D", credits=exact(4))),
    )

    step = step_of(before, revoke("P"))

    events = step.entry.events
    remainders = [e for e in events if isinstance(e, CreditApplied)]
    assert [(one.amount, one.remainder_of) for one in remainders] == [(usd(2), 5)]
    assert step.after.applications[remainders[0].number].is_live is False
    assert broken_by(step) == set()
