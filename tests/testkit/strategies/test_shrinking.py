"""A planted fault is told in the shortest story that a person could make up."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import find, settings

from credits_core.commands import CancelCredit, Command, EditPayment, Mode
from credits_core.events import CashReleased
from credits_core.identity import CreditId
from credits_core.laws import Step
from credits_core.policy import Ban, Policy
from credits_testkit.orders import ACME, bounce, edit, invoice, pay, repay
from credits_testkit.plainly import plainly
from credits_testkit.strategies import History, histories
from credits_testkit.telling import steps as steps_of

Fault = Callable[[History], bool]

EAGER = settings(max_examples=3_000, deadline=None, database=None)


def _is_partly_paid(history: History) -> bool:
    """Somebody cannot bear that lowering a payment leaves an invoice partly paid."""
    return any(map(_leaves_a_rest, history.steps))


def _leaves_a_rest(step: Step) -> bool:
    is_lowered = isinstance(step.entry.command, EditPayment) and any(
        isinstance(event, CashReleased) for event in step.entry.events
    )
    return is_lowered and any(
        bool(one.due and one.cash) for one in step.after.invoices.values()
    )


def _is_reduced_twice(history: History) -> bool:
    """Somebody thinks that an invoice has at most one reduction (HC-01)."""
    credits = history.ledger.credits.values()
    return sum(one.reduced_invoice == "I1" for one in credits) == 2


def _is_forfeited(history: History) -> bool:
    """Somebody forgot that a reduction can be given up (HC-10)."""
    return any(bool(one.forfeited) for one in history.ledger.invoices.values())


STORIES: list[tuple[Fault, tuple[Command, ...]]] = [
    (
        _is_partly_paid,
        (invoice("I1", 2), pay("P1", 2, "I1"), repay("P1", 1, Mode.STRICT)),
    ),
    (
        _is_reduced_twice,
        (
            *(invoice("I1", 2), pay("P1", 2, "I1")),
            *(edit("E3", "I1", -1), edit("E4", "I1", -1)),
        ),
    ),
    (
        _is_forfeited,
        (
            *(invoice("I1", 1), pay("P1", 1, "I1"), edit("E3", "I1", -1)),
            CancelCredit(customer_id=ACME, credit_id=CreditId("reduction:E3")),
        ),
    ),
]


@pytest.mark.parametrize(("fault", "story"), STORIES)
def test_the_story_is_as_short_as_can_be(
    fault: Fault, story: tuple[Command, ...]
) -> None:
    """Few commands, amounts of a cent or two, and no field that is not needed."""
    drawn = histories(max_size=8)

    found = find(drawn, fault, settings=EAGER, random=Random(1))

    assert found.commands == story


def test_a_history_is_printed_as_the_python_that_makes_it() -> None:
    steps = tuple(steps_of((pay("P1", 1), bounce("P1"))))

    history = History(ACME, Policy(ban=Ban.TRANSITIVE), steps)

    assert repr(history).split("\n    ")[1:] == [
        plainly(pay("P1", 1)) + ",",
        "RecordPaymentReversed(customer_id='ACME', payment_id='P1'),",
        "Policy(ban=Ban.TRANSITIVE),\n",
    ]
