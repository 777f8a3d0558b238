"""Steps that go the wrong way: the newest used first, the oldest corrected first.

Each function makes one; its docstring tells what happened in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from credits_core.events import (
    CashReleased,
    CreditApplied,
    CreditRetracted,
    PaymentEdited,
    PaymentVoided,
)
from credits_core.identity import CreditId
from credits_core.laws import Step
from credits_core.ledger import Ledger

from ...orders import (
    edit,
    exact,
    grant,
    invoice,
    pay,
    repay,
    revoke,
)
from ...telling import step_of, told
from .retold import overpaid, the, voided, with_events

Way = Callable[[], Step]


def newest_used_first() -> Step:
    """K1 is older than K2, and the receipt took K2."""
    before = told(invoice("A", 9), grant("K1", 5), grant("K2", 5))
    step = step_of(before, pay("P", 0, "A", credits=exact(3)))
    received, applied = step.entry.events
    assert isinstance(applied, CreditApplied)
    return with_events(step, received, attrs.evolve(applied, credit_id=CreditId("K2")))


def older_retracted_first() -> Step:
    """A, lowered twice, is raised again, and the first credit shrank."""
    before = told(
        invoice("A", 9), pay("P", 9, "A"), edit("E1", "A", -2), edit("E2", "A", -2)
    )
    step = step_of(before, edit("E3", "A", 1))
    edited, retracted = step.entry.events
    assert isinstance(retracted, CreditRetracted)
    older = attrs.evolve(retracted, credit_id=CreditId("reduction:E1"))
    return with_events(step, edited, older)


def older_taken_back_first() -> Step:
    """P was 2 less after all: what B got went, what C got later stayed."""
    before = overpaid(by=5)
    step = step_of(before, repay("P", 4))
    edited, less = the(step, PaymentEdited), the(step, CreditRetracted)
    return with_events(step, edited, voided(before, 2), less)


def _three_uses() -> Ledger:
    """A was paid 3 more; 1 of it went to B, 1 to C, 1 to D."""
    return told(
        *(invoice("A", 1), invoice("B", 1), invoice("C", 1), invoice("D", 1)),
        *(pay("P", 4, "A"), pay("Q", 0, "B", "C", "D", credits=exact(3))),
    )


def _taken_back(minor: int, *numbers: int) -> Step:
    """P is that much after all, and these uses of its credit are taken back."""
    before = _three_uses()
    step = step_of(before, repay("P", minor))
    edited, less = the(step, PaymentEdited), the(step, CreditRetracted)
    return with_events(step, edited, *(voided(before, n) for n in numbers), less)


def middle_one_taken_back() -> Step:
    """What C got went; what B got before and what D got after it stayed."""
    return _taken_back(3, 3)


def first_and_last_taken_back() -> Step:
    """What B and D got went; what C got between them stayed."""
    return _taken_back(2, 2, 4)


def older_use_of_another_reduction_taken_back() -> Step:
    """Of A's two reductions, which count as one, the older paid B, the newer C.

    A lost 5 with P, 3 too many: it was B that lost 3, although C came later.
    """
    before = told(
        *(invoice("A", 10), invoice("B", 4), invoice("C", 4)),
        *(pay("P", 5, "A"), pay("P2", 5, "A")),
        *(edit("E1", "A", -4), pay("Q1", 0, "B", credits=exact(4))),
        *(edit("E2", "A", -4), pay("Q2", 0, "C", credits=exact(4))),
    )
    step = step_of(before, revoke("P"))
    remainder, less = the(step, CreditApplied), the(step, CreditRetracted)
    older = before.applications[3]
    return with_events(
        step,
        *(the(step, PaymentVoided), the(step, CashReleased)),
        voided(before, older.number),
        attrs.evolve(
            remainder,
            payment_id=older.payment_id,
            credit_id=older.credit_id,
            invoice_id=older.invoice_id,
            remainder_of=older.number,
        ),
        attrs.evolve(less, credit_id=older.credit_id),
    )


WRONG_WAYS: Final[dict[Way, set[str]]] = {
    newest_used_first: {"L8"},
    older_retracted_first: {"L8"},
    older_taken_back_first: {"L8"},
    middle_one_taken_back: {"L8"},
    first_and_last_taken_back: {"L8"},
    older_use_of_another_reduction_taken_back: {"L8"},
}
"""Each broken step, and exactly the laws of steps that tell of it."""
