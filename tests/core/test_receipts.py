"""Small rules of receipts and their cash that no hard case tells."""

from __future__ import annotations

from datetime import date

import attrs

from credits_core.commands import (
    ReceivePayment,
)
from credits_core.entry import Moved
from credits_core.events import CashAllocated, CashReleased
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.payment import Method, Tender
from credits_core.rejections import (
    NothingToPay,
)
from credits_testkit.orders import (
    ACME,
    FILL,
    bounce,
    cash,
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
    EMPTY,
    broken_by,
    dues,
    kind_of,
    left,
    refusal,
    step_of,
    told,
)


def _moved(credit: str, invoice_id: str, minor: int, by: str = "Q") -> Moved:
    return Moved(
        payment_id=PaymentId(by),
        credit_id=CreditId(credit),
        invoice_id=InvoiceId(invoice_id),
        amount=usd(minor),
    )


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

    assert dues(after) == {"A": usd(0), "B": usd(0)}
    assert left(after) == {"K": usd(7), "overpayment:Q": usd(1)}


def test_a_payment_that_left_no_credit_is_lowered_where_it_is() -> None:
    """6 on A and B; 4 after all: the last invoice of the receipt gives 2."""
    before = told(invoice("A", 3), invoice("B", 3), pay("P", 6, "A", "B"))

    step = step_of(before, repay("P", 4))

    assert dues(step.after) == {"A": usd(0), "B": usd(2)}
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
    assert left(step.after) == {"overpayment:P": usd(3)}


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
    assert left(after) == {"K": usd(0), "overpayment:Q": usd(4)}


def test_a_lowered_payment_gives_up_its_uses_before_its_cash() -> None:
    """P was 10 on B and 10 of its credit on A; it is 5 after all.

    Both are short then, and the 10 of P2, which names both, serve the older A.
    """
    before = told(
        *(invoice("A", 10), invoice("B", 10), pay("P", 20, "B")),
        *(pay("Q", 0, "A", credits=exact(10)), pay("P2", 10, "A", "B")),
    )

    step = step_of(before, repay("P", 5))

    assert dues(step.after) == {"A": usd(0), "B": usd(5)}
    assert broken_by(step) == set()


def test_an_unknown_payment_has_nothing_to_give_back() -> None:
    assert refusal(EMPTY, bounce("P")).code == "Unknown"
