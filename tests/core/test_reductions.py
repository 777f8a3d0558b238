"""Reductions of invoices: what comes home, what stays behind, and why."""

from __future__ import annotations

from typing import Final

import pytest

from credits_core.commands import (
    Command,
    VoidMode,
)
from credits_core.events import CreditRetracted
from credits_core.identity import InvoiceId
from credits_core.policy import Policy
from credits_core.rejections import (
    CreditInUse,
)
from credits_testkit.orders import (
    bounce,
    cancel,
    edit,
    exact,
    grant,
    invoice,
    of_credit,
    pay,
    repay,
    usd,
    void,
)
from credits_testkit.telling import (
    broken_by,
    dues,
    kind_of,
    left,
    refusal,
    step_of,
    told,
)

RELEASING: Final = Policy(release_credits_first=True)


def test_credits_come_home_before_new_ones_are_issued_unless_they_were_given_up() -> (
    None
):
    """A: 4 cash, 3 of K, 3 of L (newest). Lowered by 5: L 0 and K 3 would come home.

    L is cancelled and stays where it is: K gives its 3, and 2 are a new credit.
    """
    before = told(
        *(invoice("A", 10), pay("P", 4, "A"), grant("K", 3), grant("L", 5)),
        *(pay("Q1", 0, "A", credits=of_credit("K", 3)),),
        *(pay("Q2", 0, "A", credits=of_credit("L", 3)), cancel("L")),
    )

    step = step_of(before, edit("E", "A", -5), policy=RELEASING)

    voided = [(one.credit_id, one.amount) for one in step.entry.effects.voided]
    assert voided == [("K", usd(3))]
    assert left(step.after) == {"K": usd(3), "L": usd(0), "reduction:E": usd(2)}
    assert broken_by(step) == set()


GIVEN_UP_AND_SPENT: Final = (
    *(invoice("A", 100), invoice("B", 15), pay("P", 100, "A")),
    *(edit("E1", "A", -20), cancel("reduction:E1"), edit("E2", "A", -15)),
    pay("Q", 0, "B", credits=exact(15)),
)
"""Of the 100 on A, 20 were given up as a credit, and 15 paid B."""


@pytest.mark.parametrize(
    ("mode", "due", "home"), [(VoidMode.CASCADE, 15, 80), (VoidMode.KEEP, 0, 65)]
)
def test_on_a_void_invoice_a_forfeit_stays_and_what_was_spent_gives_way(
    mode: VoidMode, due: int, home: int
) -> None:
    """20 stay in any case; B loses its 15 unless they are kept as well (HC-63)."""
    before = told(*GIVEN_UP_AND_SPENT)

    strict = refusal(before, void("A", VoidMode.STRICT))
    step = step_of(before, void("A", mode))

    assert isinstance(strict, CreditInUse)
    assert [(one.credit_id, one.amount) for one in strict.blockers] == [
        ("reduction:E2", usd(15))
    ]
    assert step.after.invoices[InvoiceId("A")].forfeited == usd(20)
    assert dues(step.after)["B"] == usd(due)
    assert left(step.after)["overpayment:P"] == usd(home)
    assert broken_by(step) == set()


@pytest.mark.parametrize("mode", [VoidMode.CASCADE, VoidMode.KEEP])
def test_what_backs_a_void_invoice_may_be_lost_as_well(mode: VoidMode) -> None:
    """P bounces after all: nothing backs the forfeit, nor what B got, any more."""
    before = told(*GIVEN_UP_AND_SPENT, void("A", mode))

    step = step_of(before, bounce("P"))

    assert step.after.invoices[InvoiceId("A")].forfeited == usd(0)
    assert dues(step.after) == {"A": usd(0), "B": usd(15)}
    assert broken_by(step) == set()


def test_the_newest_forfeit_shrinks_first_and_no_further_than_it_must() -> None:
    """2 and then 3 were given up of the 10 on A; 3 of the 10 are left: 2 must go."""
    before = told(
        *(invoice("A", 10), pay("P", 10, "A")),
        *(edit("E1", "A", -2), cancel("reduction:E1")),
        *(edit("E2", "A", -3), cancel("reduction:E2")),
    )

    step = step_of(before, repay("P", 3))

    given_up = [one.cancelled for one in step.after.credits.values()]
    assert given_up == [usd(2), usd(1)]
    assert step.after.invoices[InvoiceId("A")].forfeited == usd(3)
    assert broken_by(step) == set()


@pytest.mark.parametrize(
    ("command", "cause"),
    [
        (edit("E2", "A", 1), "source invoice raised"),
        (bounce("P"), "source invoice lost money"),
        (void("A"), "source invoice voided"),
    ],
    ids=kind_of,
)
def test_a_reduction_that_shrinks_says_why(command: Command, cause: str) -> None:
    before = told(invoice("A", 5), pay("P", 5, "A"), edit("E1", "A", -2))

    step = step_of(before, command)

    shrunk = [e for e in step.entry.events if isinstance(e, CreditRetracted)]
    assert [(one.credit_id, one.cause) for one in shrunk] == [("reduction:E1", cause)]
    assert broken_by(step) == set()


def test_the_oldest_tender_stays_on_a_void_invoice_as_backing_of_its_forfeit() -> None:
    """5 of P1, 5 of P2; lowered by 5, which was given up: P2's money goes back."""
    before = told(
        *(invoice("A", 10), pay("P1", 5, "A"), pay("P2", 5, "A")),
        *(edit("E", "A", -5), cancel("reduction:E")),
    )

    step = step_of(before, void("A"))

    assert left(step.after) == {"reduction:E": usd(0), "overpayment:P2": usd(5)}
    assert step.after.invoices[InvoiceId("A")].tendered == usd(5)
    assert broken_by(step) == set()
