"""Small rules of credits that no hard case tells."""

from __future__ import annotations

import attrs
import pytest

from credits_core.commands import (
    CancelMode,
    EditCredit,
)
from credits_core.identity import CreditId
from credits_core.rejections import (
    BelowUsed,
    NonPositiveAmount,
    NothingToCancel,
)
from credits_testkit.orders import (
    ACME,
    FILL,
    bring_back,
    cancel,
    exact,
    grant,
    invoice,
    pay,
    reopen,
    unapply,
    usd,
)
from credits_testkit.telling import kind_of, left, refusal, step_of, told


@pytest.mark.parametrize("mode", CancelMode)
def test_a_retracted_credit_has_nothing_to_cancel(mode: CancelMode) -> None:
    """The goods went out again: the credit is 0 and was never used."""
    ledger = told(bring_back("R", 3), reopen("R"))

    answer = refusal(ledger, cancel("return:R", mode))

    assert answer == NothingToCancel(credit_id=CreditId("return:R"))


def test_documents_are_called_by_their_number_or_by_their_id() -> None:
    ledger = told(
        *(grant("K", 1), attrs.evolve(grant("L", 1), number="CM 7", note="sorry")),
        *(invoice("A", 1), attrs.evolve(invoice("B", 1), number="2026/1")),
    )

    credits = [(one.number, one.note) for one in ledger.credits.values()]
    assert credits == [("K", ""), ("CM 7", "sorry")]
    assert [one.number for one in ledger.invoices.values()] == ["A", "2026/1"]


def test_a_note_is_edited_and_the_amount_stays() -> None:
    """Also when all of it is used; and an empty note takes the old one away."""
    before = told(
        *(attrs.evolve(grant("K", 3), note="old"), invoice("A", 3)),
        pay("P", 0, "A", credits=FILL),
    )
    note = EditCredit(customer_id=ACME, credit_id=CreditId("K"), note="")

    step = step_of(before, note)

    credit = before.credits[CreditId("K")]
    assert step.after.credits == {
        CreditId("K"): attrs.evolve(credit, note="", revision=credit.revision + 1)
    }
    assert step.entry.effects.credits == ()


def test_a_credit_is_at_least_what_was_used_and_given_up_of_it() -> None:
    """Of 5, 2 were cancelled and 3 came home usable; 1 is on B: 3 is the least."""
    reopened = attrs.evolve(unapply("P", "K", "A"), reopen=True)
    before = told(
        *(invoice("A", 3), invoice("B", 1), grant("K", 5)),
        *(pay("P", 0, "A", credits=exact(3)), cancel("K"), reopened),
        pay("Q", 0, "B", credits=exact(1)),
    )

    answers = [refusal(before, _edited("K", minor)) for minor in (2, 0)]
    after = told(_edited("K", 3), start=before)

    assert answers == [
        BelowUsed(credit_id=CreditId("K"), floor=usd(3)),
        NonPositiveAmount(what="amount", amount=usd(0)),
    ]
    assert left(after) == {"K": usd(0)}


def _edited(name: str, minor: int) -> EditCredit:
    return EditCredit(customer_id=ACME, credit_id=CreditId(name), amount=usd(minor))


def test_reopening_a_credit_that_is_open_is_nothing_that_happens() -> None:
    before = told(*(invoice("A", 3), grant("K", 5), pay("P", 0, "A", credits=exact(3))))

    step = step_of(before, attrs.evolve(unapply("P", "K", "A"), reopen=True))

    assert [kind_of(event) for event in step.entry.events] == ["ApplicationVoided"]
