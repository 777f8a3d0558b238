"""Folding: the only way that state changes, and never from a part of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import attrs
import pytest

from credits_core.cutting import cut
from credits_core.events import (
    ApplicationVoided,
    CashAllocated,
    CashReleased,
    CreditDeleted,
    CreditIssued,
    Event,
    InvoiceVoided,
    PaymentVoided,
    ReturnReopened,
)
from credits_core.fold import Draft, fold
from credits_core.identity import CreditId, InvoiceId, PaymentId, ReturnId
from credits_core.ledger import Ledger
from credits_core.parts import (
    ACredit,
    AnInvoice,
    APayment,
    AReturn,
    OutsideFootprintError,
    Part,
    UsesOf,
)
from credits_testkit.orders import bring_back, exact, grant, invoice, pay, usd, void
from credits_testkit.telling import EMPTY, step_of, told

DAY = date(2026, 2, 2)
A, B, P, Q = InvoiceId("A"), InvoiceId("B"), PaymentId("P"), PaymentId("Q")
OF_P = CreditId("overpayment:P")
BOOK = told(
    *(invoice("A", 5), invoice("B", 3), pay("P", 8, "A"), bring_back("R", 2)),
    pay("Q", 0, "B", credits=exact(3)),
)


def _cash(kind: Callable[..., Event], minor: int) -> Event:
    return kind(number=1, payment_id=P, invoice_id=A, amount=usd(minor), date=DAY)


@pytest.mark.parametrize(
    ("event", "held", "missing"),
    [
        (InvoiceVoided(invoice_id=A, old_total=usd(5)), (), AnInvoice(A)),
        (
            PaymentVoided(payment_id=P, amount=usd(8), is_reversed=False),
            (),
            APayment(P),
        ),
        (ReturnReopened(return_id=ReturnId("R")), (), AReturn(ReturnId("R"))),
        (CreditDeleted(credit_id=OF_P, amount=usd(0)), (), ACredit(OF_P)),
        (_cash(CashAllocated, 1), (), APayment(P)),
        (_cash(CashReleased, 1), (), APayment(P)),
        (
            ApplicationVoided(
                number=2,
                payment_id=Q,
                credit_id=OF_P,
                invoice_id=B,
                amount=usd(3),
                date=DAY,
            ),
            (ACredit(OF_P), AnInvoice(B)),
            UsesOf(OF_P),
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_slice_without_what_an_event_changes_says_what_it_needs(
    event: Event, held: tuple[Part, ...], missing: Part
) -> None:
    with pytest.raises(OutsideFootprintError) as outside:
        fold(cut(BOOK, frozenset(held)), [event])

    assert outside.value.wanted == {missing}


@pytest.mark.parametrize("kind", [CashAllocated, CashReleased])
def test_cash_does_not_move_on_an_entry_that_the_slice_lacks(
    kind: Callable[..., Event],
) -> None:
    """The payment and the invoice are there, the entry between them is not."""
    whole = cut(BOOK, frozenset((APayment(P),)))

    with pytest.raises(OutsideFootprintError) as outside:
        fold(attrs.evolve(whole, allocations={}), [_cash(kind, 1)])

    assert outside.value.wanted == {APayment(P)}


def test_a_credit_is_issued_once() -> None:
    """A journal that issues it again is no journal of this ledger."""
    step = step_of(EMPTY, grant("K", 5))
    (issued,) = step.entry.events
    assert isinstance(issued, CreditIssued)

    with pytest.raises(ValueError, match="K was issued before"):
        fold(step.after, [issued])


def test_a_ledger_is_new_until_the_first_command() -> None:
    assert (EMPTY.is_new, told(grant("K", 5)).is_new) == (True, False)


def test_folding_leaves_the_ledger_before_as_it_was() -> None:
    """What cannot change cannot be half-changed."""
    before = told(invoice("A", 5), pay("P", 5, "A"))
    copy = attrs.evolve(
        before,
        invoices=dict(before.invoices),
        lines={name: dict(lines) for name, lines in before.lines.items()},
        allocations=dict(before.allocations),
    )

    told(void("A"), start=before)

    assert before == copy


def test_of_a_pair_the_live_entry_is_found_whatever_was_voided_before() -> None:
    """P paid A, was taken off, and paid A again: two entries, one of them live."""
    first = BOOK.allocations[1]
    voided = attrs.evolve(first, voided_on=DAY)
    again = attrs.evolve(first, number=9)
    for order in ((voided, again), (again, voided)):
        entries = {entry.number: entry for entry in order}
        ledger: Ledger = attrs.evolve(BOOK, allocations=entries, entries=9)

        draft = Draft(ledger)

        assert (draft.paid_on[A], draft.paid_by[P]) == ({P: 9}, {A: 9})
