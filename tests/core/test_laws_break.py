"""Every law can be broken, and says so; nothing that is lawful is reported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import attrs
import pytest

from credits_core.commands import Command
from credits_core.events import CreditApplied
from credits_core.identity import InvoiceId
from credits_core.laws import LAWS, Step, Violation, state_violations, step_violations
from credits_core.ledger import Ledger, Scope
from credits_core.money import Money
from credits_core.policy import Ban, Duplicates, Policy
from credits_testkit.gallery.lawless import directions, states
from credits_testkit.gallery.lawless import steps as broken_steps
from credits_testkit.gallery.lawless.book import LAWFUL, STORY
from credits_testkit.orders import (
    ACME,
    bounce,
    bring_back,
    cancel,
    edit,
    exact,
    grant,
    invoice,
    pay,
    repay,
    revoke,
    usd,
)
from credits_testkit.telling import broken_by, step_of, steps, told

AFTERMATH = (edit("E3", "A", 40), repay("P6", 7), cancel("reduction:E2"), bounce("P1"))
"""What happens to the story's ledger when much of it is taken back."""

DAY: Final = date(2026, 1, 2)
NO_WAY_HOME = Policy(return_credit_may_pay_its_invoice=False)
TRANSITIVE = Policy(ban=Ban.TRANSITIVE)


@pytest.mark.parametrize("way", states.BROKEN, ids=lambda way: str(way.__name__))
def test_a_broken_ledger_is_reported_by_exactly_these_laws(
    way: Callable[[Ledger], Ledger],
) -> None:
    found = state_violations(way(LAWFUL))

    assert {one.law.split()[0] for one in found} == states.BROKEN[way]


@pytest.mark.parametrize("way", broken_steps.BROKEN, ids=lambda way: str(way.__name__))
def test_a_broken_step_is_reported_by_exactly_these_laws(
    way: Callable[[], Step],
) -> None:
    step = way()

    found = step_violations(step.before, step.entry, step.after)

    assert {one.law.split()[0] for one in found} == broken_steps.BROKEN[way]


def test_each_law_is_the_only_one_that_tells_of_something() -> None:
    """No law could be left out: each has a mutant that nothing else reports."""
    all_ways = (*states.BROKEN.values(), *broken_steps.BROKEN.values())

    alone = {law for laws in all_ways if len(laws) == 1 for law in laws}

    assert alone == {law.name.split()[0] for law in LAWS}


def test_a_violation_says_where_and_how_far() -> None:
    """30 cents of a credit in dollars left one book and arrived in another."""
    assert state_violations(states.overspent(LAWFUL)) == (
        Violation("L1 balance", "M", "50 of 40 is spent."),
    )
    assert state_violations(states.crossed_currencies(LAWFUL)) == (
        Violation("L6 conservation", ACME, "30 USD was lost or invented."),
        Violation("L6 conservation", ACME, "-30 EUR was lost or invented."),
    )


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (directions.middle_one_taken_back(), "Entry 3 was voided before 4."),
        (directions.first_and_last_taken_back(), "Entry 2 was voided before 3."),
    ],
    ids=["the middle one", "the first and the last"],
)
def test_a_violation_of_a_step_names_the_entries(step: Step, sentence: str) -> None:
    assert step_violations(step.before, step.entry, step.after) == (
        Violation("L8 directions", "overpayment:P", sentence),
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


SPENT_ELSEWHERE: Final = (
    *(invoice("A", 10), pay("P", 10, "A"), edit("E1", "A", -8)),
    *(invoice("B", 8), pay("Q", 0, "B", credits=exact(8))),
)
"""A needs 2 of the 10 that are on it; the other 8 paid B."""


@pytest.mark.parametrize(
    ("story", "command"),
    [
        (
            (invoice("A", 9), grant("K1", 2), grant("K2", 5)),
            pay("P", 0, "A", credits=exact(4)),
        ),
        (
            (invoice("A", 9), pay("P", 9, "A"), edit("E1", "A", -2)),
            edit("E2", "A", -2),
        ),
        (
            (invoice("A", 9), pay("P", 9, "A"), edit("E1", "A", -2)),
            edit("E2", "A", 1),
        ),
        (
            (
                *(invoice("A", 9), pay("P", 9, "A")),
                *(edit("E1", "A", -2), edit("E2", "A", -2)),
            ),
            edit("E3", "A", 3),
        ),
        (SPENT_ELSEWHERE, repay("P", 5)),
        (SPENT_ELSEWHERE, edit("E2", "A", 3)),
        (
            (*SPENT_ELSEWHERE, pay("P2", 4, "A", "B"), edit("E2", "A", 8)),
            bounce("P"),
        ),
    ],
    ids=[
        "the oldest credit is used up before the next",
        "a second reduction",
        "a raise takes a part back",
        "the newer reduction is used up before the older shrinks",
        "a loss of money reaches what was paid with it",
        "a raise is not covered by what was paid elsewhere",
        "own money serves what lost its money",
    ],
)
def test_what_looks_unlawful_and_is_not(
    story: tuple[Command, ...], command: Command
) -> None:
    assert broken_by(step_of(told(*story), command)) == set()


def test_money_that_is_held_may_wait_beside_its_own_invoice() -> None:
    """Q looks like P; until somebody decides, A is due beside it (HC-76)."""
    policy = Policy(possible_duplicates=Duplicates.HOLD)
    story = (invoice("A", 5), pay("P", 6, "A", on=DAY), pay("Q", 6, "A", on=DAY))
    before = told(*story, policy=policy)

    step = step_of(before, edit("E", "A", 4), policy=policy)

    assert step.after.invoices[InvoiceId("A")].due == usd(3)
    assert broken_by(step) == set()


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
