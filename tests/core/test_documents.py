"""Small rules of credits, receipts and invoices that no hard case tells."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs
import pytest

from credits_core.commands import CancelMode, Command, EditCredit, Fill, ReceivePayment
from credits_core.entry import Moved
from credits_core.events import CashAllocated, CashReleased
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.payment import Method, Tender
from credits_core.policy import Ban, Policy
from credits_core.rejections import (
    BelowUsed,
    NonPositiveAmount,
    NothingToCancel,
    NothingToPay,
)
from tests.core.slices import slice_of
from tests.core.stories import (
    EMPTY,
    bounce,
    bring_back,
    broken_by,
    cancel,
    exact,
    grant,
    kind_of,
    of_credit,
    outcome,
    pay,
    refusal,
    reopen,
    repay,
    revoke,
    step_of,
    told,
    unapply,
    void,
)
from tests.core.worlds import ACME, cash, edit, invoice, occasion, usd

RELEASING: Final = Policy(release_credits_first=True)
TRANSITIVE: Final = Policy(ban=Ban.TRANSITIVE)
FILL: Final = Fill()


def _dues(ledger: Ledger) -> dict[str, Money]:
    return {name: invoice.due for name, invoice in ledger.invoices.items()}


def _left(ledger: Ledger) -> dict[str, Money]:
    return {name: credit.available for name, credit in ledger.credits.items()}


def _moved(credit: str, invoice_id: str, minor: int, by: str = "Q") -> Moved:
    return Moved(
        payment_id=PaymentId(by),
        credit_id=CreditId(credit),
        invoice_id=InvoiceId(invoice_id),
        amount=usd(minor),
    )


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
    assert _left(after) == {"K": usd(0)}


def _edited(name: str, minor: int) -> EditCredit:
    return EditCredit(customer_id=ACME, credit_id=CreditId(name), amount=usd(minor))


def test_fill_without_cash_and_without_invoices_moves_nothing() -> None:
    nothing = ReceivePayment(customer_id=ACME, payment_id=PaymentId("P"), credits=FILL)

    assert refusal(told(grant("K", 3)), nothing) == NothingToPay()


def test_named_credits_go_over_the_invoices_in_both_orders() -> None:
    """L pays all of A and 1 of B, K the other 2: as named, not as old."""
    before = told(
        *(invoice("A", 3), invoice("B", 3), grant("K", 9), grant("L", 4)),
    )
    use = attrs.evolve(
        of_credit("L", 4),
        credits=(*of_credit("L", 4).credits, *of_credit("K", 2).credits),
    )

    step = step_of(before, pay("Q", 0, "A", "B", credits=use))

    assert step.entry.effects.applied == (
        _moved("L", "A", 3),
        _moved("L", "B", 1),
        _moved("K", "B", 2),
    )
    assert broken_by(step) == set()


def test_cash_after_named_credits_goes_where_they_did_not_reach() -> None:
    """2 of K on A, then 5 in cash: 1 on A, 3 on B, and 1 is left."""
    before = told(invoice("A", 3), invoice("B", 3), grant("K", 9))

    after = told(pay("Q", 5, "A", "B", credits=of_credit("K", 2)), start=before)

    assert _dues(after) == {"A": usd(0), "B": usd(0)}
    assert _left(after) == {"K": usd(7), "overpayment:Q": usd(1)}


def test_a_payment_that_left_no_credit_is_lowered_where_it_is() -> None:
    """6 on A and B; 4 after all: the last invoice of the receipt gives 2."""
    before = told(invoice("A", 3), invoice("B", 3), pay("P", 6, "A", "B"))

    step = step_of(before, repay("P", 4))

    assert _dues(step.after) == {"A": usd(0), "B": usd(2)}
    assert step.after.credits == {}
    assert broken_by(step) == set()


def test_a_lower_payment_leaves_its_invoices_in_the_reverse_order_of_the_receipt() -> (
    None
):
    """3 on A and 3 on B; 2 after all: all of B's and 1 of A's, and nothing else."""
    before = told(invoice("A", 3), invoice("B", 3), pay("P", 6, "A", "B"))

    step = step_of(before, repay("P", 2))

    moved = [
        (kind_of(event), event.invoice_id, event.amount)
        for event in step.entry.events
        if isinstance(event, (CashAllocated, CashReleased))
    ]
    assert moved == [("CashReleased", "B", usd(3)), ("CashReleased", "A", usd(1))]


def test_a_higher_payment_serves_only_what_is_due() -> None:
    """A is paid, B lacks 2, C is void: 5 more are 2 on B and 3 on the credit."""
    before = told(
        *(invoice("A", 3), invoice("B", 4), invoice("C", 1)),
        *(pay("P", 5, "A", "B", "C"), void("C")),
    )

    step = step_of(before, repay("P", 10))

    assert [kind_of(event) for event in step.entry.events] == [
        *("PaymentEdited", "CashAllocated", "CreditIssued")
    ]
    assert _left(step.after) == {"overpayment:P": usd(3)}


def test_cash_is_dated_like_its_receipt_and_later_moves_like_their_command() -> None:
    """P is of 1 December; what it gives to C, once C is raised, is of that day."""
    first, day = date(2025, 12, 1), 30
    before = told(invoice("A", 3), invoice("C", 0), pay("P", 5, "A", "C", on=first))

    step = step_of(before, edit("E", "C", 2), day=day)

    dates = [one.date for one in step.after.allocations.values()]
    assert dates == [first, date(2026, 1, 31)]


def test_the_difference_of_a_payment_goes_to_its_last_tender() -> None:
    """3 + 2 become 3 + 4, then 3 + 1, then 2: from the last one back."""
    two = attrs.evolve(pay("P", 0), tenders=(*cash(3), *cash(2)))
    ledger = told(two)
    tenders: list[list[int]] = []
    for minor in (7, 4, 2):
        ledger = told(repay("P", minor), start=ledger)
        payment = ledger.payments[PaymentId("P")]
        tenders.append([tender.amount.minor for tender in payment.tenders])

    assert tenders == [[3, 4], [3, 1], [2]]


def test_a_receipt_of_nothing_that_had_money_after_all_gets_a_tender() -> None:
    before = told(*(invoice("A", 3), grant("K", 2), pay("Q", 0, "A", credits=exact(2))))

    after = told(repay("Q", 5), start=before)

    payment = after.payments[PaymentId("Q")]
    assert payment.tenders == (Tender(Method.OTHER, usd(5)),)
    assert _left(after) == {"K": usd(0), "overpayment:Q": usd(4)}


def test_a_lowered_payment_gives_up_its_uses_before_its_cash() -> None:
    """P was 10 on B and 10 of its credit on A; it is 5 after all.

    Both are short then, and the 10 of P2, which names both, serve the older A.
    """
    before = told(
        *(invoice("A", 10), invoice("B", 10), pay("P", 20, "B")),
        *(pay("Q", 0, "A", credits=exact(10)), pay("P2", 10, "A", "B")),
    )

    step = step_of(before, repay("P", 5))

    assert _dues(step.after) == {"A": usd(0), "B": usd(5)}
    assert broken_by(step) == set()


def test_reopening_a_credit_that_is_open_is_nothing_that_happens() -> None:
    before = told(*(invoice("A", 3), grant("K", 5), pay("P", 0, "A", credits=exact(3))))

    step = step_of(before, attrs.evolve(unapply("P", "K", "A"), reopen=True))

    assert [kind_of(event) for event in step.entry.events] == ["ApplicationVoided"]


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

    assert step.entry.effects.voided == (_moved("K", "A", 3, by="Q1"),)
    assert _left(step.after) == {"K": usd(3), "L": usd(0), "reduction:E": usd(2)}
    assert broken_by(step) == set()


def test_the_oldest_tender_stays_on_a_void_invoice_as_backing_of_its_forfeit() -> None:
    """5 of P1, 5 of P2; lowered by 5, which was given up: P2's money goes back."""
    before = told(
        *(invoice("A", 10), pay("P1", 5, "A"), pay("P2", 5, "A")),
        *(edit("E", "A", -5), cancel("reduction:E")),
    )

    step = step_of(before, void("A"))

    assert _left(step.after) == {"reduction:E": usd(0), "overpayment:P2": usd(5)}
    assert step.after.invoices[InvoiceId("A")].tendered == usd(5)
    assert broken_by(step) == set()


CIRCLE: Final = (
    *(invoice("A", 2), pay("P1", 4, "A"), invoice("B", 4), invoice("C", 1)),
    *(pay("P2", 2, "B", credits=exact(2)), edit("E1", "B", -3), edit("E2", "A", 3)),
)
"""A overpaid; that paid B, which was lowered by 3; A is 3 due again."""


@pytest.mark.parametrize(
    ("story", "command", "policy"),
    [
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
    book = told(*story)

    whole = outcome(book, command, 40, policy)
    sliced = slice_of(book, command, occasion(40, policy))

    assert _said(sliced) == _said(whole)


def _said(answer: object) -> object:
    return getattr(answer, "events", answer)


def test_an_unknown_payment_has_nothing_to_give_back() -> None:
    assert refusal(EMPTY, bounce("P")).code == "Unknown"
