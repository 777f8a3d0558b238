"""A slice that holds just what was asked for decides as the whole ledger does."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from credits_core.commands import (
    Command,
)
from credits_core.policy import Ban, Policy
from credits_testkit.occasions import occasion
from credits_testkit.orders import (
    FILL,
    bounce,
    bring_back,
    cancel,
    edit,
    exact,
    grant,
    invoice,
    of_credit,
    pay,
    repay,
    revoke,
    unapply,
    void,
)
from credits_testkit.slices import slice_of
from credits_testkit.telling import kind_of, outcome, told

NO_WAY_HOME: Final = Policy(return_credit_may_pay_its_invoice=False)
TRANSITIVE: Final = Policy(ban=Ban.TRANSITIVE)


CIRCLE: Final = (
    *(invoice("A", 2), pay("P1", 4, "A"), invoice("B", 4), invoice("C", 1)),
    *(pay("P2", 2, "B", credits=exact(2)), edit("E1", "B", -3), edit("E2", "A", 3)),
)
"""A overpaid; that paid B, which was lowered by 3; A is 3 due again."""


TWO_OF_A: Final = (
    *(invoice("A", 9), pay("P", 9, "A"), edit("E1", "A", -2), grant("K", 5)),
    *(edit("E2", "A", 4), invoice("B", 9)),
)
"""A may not be paid by its own reduction, of which nothing is left; K may pay it."""

OLD_AND_BANNED: Final = (
    *(invoice("B", 4), invoice("A", 9), bring_back("R", 3, "B"), grant("K", 2)),
    grant("L", 9),
)
"""R, which comes from B, is older than K, and K is older than L."""

NOT_YET: Final = (
    *(invoice("A", 9), grant("K", 2), grant("L", 5, on=date(2026, 12, 1))),
    *(grant("M", 1), cancel("M")),
)
"""2 of K can be used; L is scheduled, M is cancelled."""


@pytest.mark.parametrize(
    ("story", "command", "policy"),
    [
        (TWO_OF_A, pay("Q", 0, "A", credits=exact(2)), Policy()),
        (OLD_AND_BANNED, pay("Q", 0, "B", "A", credits=exact(6)), NO_WAY_HOME),
        (OLD_AND_BANNED, pay("Q", 0, "B", credits=exact(3)), NO_WAY_HOME),
        (OLD_AND_BANNED, pay("Q", 0, "A", "B", credits=FILL), NO_WAY_HOME),
        (NOT_YET, pay("Q", 0, "A", credits=exact(2)), Policy()),
        (NOT_YET, pay("Q", 0, "A", credits=exact(3)), Policy()),
        (NOT_YET, pay("Q", 0, "A", credits=FILL), Policy()),
        ((*CIRCLE, grant("K", 5)), pay("Q", 0, "A", credits=exact(1)), TRANSITIVE),
        ((*CIRCLE, grant("K", 5)), pay("Q", 0, "A", credits=exact(3)), TRANSITIVE),
        ((*CIRCLE, grant("K", 5)), pay("Q", 0, "A", credits=FILL), TRANSITIVE),
        (CIRCLE, pay("Q", 0, "B", "A", credits=FILL), TRANSITIVE),
        (
            (*CIRCLE, edit("E3", "B", 4)),
            pay("Q", 0, "B", "A", credits=exact(1)),
            TRANSITIVE,
        ),
        (CIRCLE, pay("Q", 0, "C", "A", credits=FILL), TRANSITIVE),
        (CIRCLE, pay("Q", 0, "C", credits=of_credit("reduction:E1", 1)), TRANSITIVE),
        (CIRCLE, bounce("P1"), Policy()),
        (CIRCLE, revoke("P1"), Policy()),
        (CIRCLE, void("B"), Policy()),
        (CIRCLE, unapply("P2", "overpayment:P1", "B"), Policy()),
        (
            (*CIRCLE, pay("Q", 0, "C", credits=exact(1))),
            unapply("P2", "overpayment:P1", "B"),
            Policy(),
        ),
        ((*CIRCLE, pay("Q", 0, "C", credits=exact(1))), void("B"), Policy()),
        ((*CIRCLE, pay("Q", 0, "C", credits=exact(1))), repay("P2", 1), Policy()),
    ],
    ids=kind_of,
)
def test_the_smallest_slice_tells_the_same_as_the_whole(
    story: tuple[Command, ...], command: Command, policy: Policy
) -> None:
    """What leads out of a slice is asked for, wherever the money went."""
    book = told(*story, policy=policy)

    whole = outcome(book, command, 40, policy)
    sliced = slice_of(book, command, occasion(40, policy))

    assert _said(sliced) == _said(whole)


def _said(answer: object) -> object:
    return getattr(answer, "events", answer)
