"""Payments that another system reports, and those it may know twice."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from credits_core.commands import (
    Command,
    ReleaseHold,
)
from credits_core.credit import FromRemotePayment, Hold
from credits_core.identity import InvoiceId, PaymentId
from credits_core.payment import Method, Payment, Tender
from credits_testkit.orders import (
    ACME,
    bounce,
    cash,
    edit,
    exact,
    invoice,
    pay,
    usd,
    void,
)
from credits_testkit.telling import broken_by, step_of, told
from tests.core.remote_orders import (
    OF_P,
    credit_of,
    invoice_of,
    payment_is,
    remote_payment,
)


def test_an_imported_payment_is_where_the_other_system_put_it() -> None:
    """10: 2 on A, 1 on what nobody here knows, and the rest waits for B too."""
    ledger = told(
        invoice("A", 2), invoice("B", 3), remote_payment(10, "B", opening=1, A=2)
    )

    assert ledger.payments[PaymentId("P")] == Payment(
        id=PaymentId("P"),
        date=date(2026, 1, 3),
        sequence=3,
        tenders=(Tender(Method.CHECK, usd(10)),),
        invoices=(InvoiceId("A"), InvoiceId("B")),
        amount=usd(10),
        allocated=usd(5),
        opening=usd(1),
        system="qbo",
    )
    assert credit_of(ledger, OF_P).origin == FromRemotePayment("qbo", PaymentId("P"))
    assert credit_of(ledger, OF_P).amount == usd(4)
    assert [invoice_of(ledger, name).due for name in "AB"] == [usd(0), usd(0)]


def test_an_allocation_above_what_is_due_is_cut_and_the_rest_is_its_credit() -> None:
    """B is void and takes nothing; A takes the 2 that it needs."""
    ledger = told(
        invoice("A", 2), invoice("B", 3), void("B"), remote_payment(10, A=6, B=3)
    )

    assert [one.amount for one in ledger.allocations.values()] == [usd(2)]
    assert credit_of(ledger, OF_P).available == usd(8)


def test_a_payment_typed_in_on_both_sides_is_held_until_somebody_decides() -> None:
    """It pays nothing at first, not even its own invoice when that is raised."""
    day = date(2026, 1, 2)
    story = (invoice("A", 3), pay("Q", 5, "A", on=day), remote_payment(5, "A", on=day))
    before = told(*story)
    raised = told(edit("E", "A", 4), start=before)
    released = told(ReleaseHold(customer_id=ACME, credit_id=OF_P), start=raised)

    held = credit_of(before, OF_P)
    assert (held.hold, held.available) == (Hold.POSSIBLE_DUPLICATE, usd(5))
    assert before.payments[PaymentId("P")].possible_duplicate_of == "Q"
    assert [invoice_of(one).due for one in (raised, released)] == [usd(2), usd(0)]
    assert credit_of(released, OF_P).available == usd(3)


def test_what_two_systems_know_is_no_duplicate_of_what_one_knows_twice() -> None:
    """Two payments of one day and amount from the same system are told apart there."""
    day = date(2026, 1, 2)
    first, second = remote_payment(5, on=day), remote_payment(5, on=day)
    second = attrs.evolve(second, payment_id=PaymentId("P2"))
    third = attrs.evolve(second, payment_id=PaymentId("P3"), system="xero")

    ledger = told(first, second, third)

    assert {p.id: p.possible_duplicate_of for p in ledger.payments.values()} == {
        "P": None,
        "P2": None,
        "P3": "P2",
    }


@pytest.mark.parametrize(
    ("others", "like"),
    [
        ((pay("Q", 5, on=date(2026, 1, 2)),), "Q"),
        ((pay("Q", 5, on=date(2026, 1, 2)), pay("R", 5, on=date(2026, 1, 2))), "R"),
        ((pay("Q", 5, on=date(2026, 1, 3)),), None),
        ((pay("Q", 4, on=date(2026, 1, 2)),), None),
        ((pay("Q", 5, on=date(2026, 1, 2)), bounce("Q")), None),
    ],
    ids=["one", "the newest of two", "another day", "another amount", "a void one"],
)
def test_only_the_same_amount_of_the_same_day_is_alike(
    others: tuple[Command, ...], like: str | None
) -> None:
    ledger = told(*others, remote_payment(5, on=date(2026, 1, 2)))

    assert ledger.payments[PaymentId("P")].possible_duplicate_of == like


def test_a_possible_duplicate_that_left_nothing_has_nothing_to_hold() -> None:
    day = date(2026, 1, 2)
    story = (invoice("A", 9), pay("Q", 4, "A", on=day), remote_payment(4, A=4, on=day))

    ledger = told(*story)

    assert ledger.payments[PaymentId("P")].possible_duplicate_of == "Q"
    assert ledger.credits == {}


@pytest.mark.parametrize(
    ("amount", "due", "left", "opening"),
    [(9, 0, 4, 2), (5, 0, 0, 2), (4, 1, 0, 2), (2, 3, 0, 2), (1, 3, 0, 1)],
)
def test_a_payment_follows_what_the_other_system_says(
    amount: int, due: int, left: int, opening: int
) -> None:
    """6, of which 2 were spent before, 3 are on A, and 1 is left."""
    before = told(invoice("A", 3), remote_payment(6, opening=2, A=3))

    step = step_of(before, payment_is(amount))

    payment = step.after.payments[PaymentId("P")]
    assert (payment.amount, payment.opening) == (usd(amount), usd(opening))
    assert invoice_of(step.after).due == usd(due)
    assert credit_of(step.after, OF_P).available == usd(left)
    assert broken_by(step) == set()


@pytest.mark.parametrize(("name", "due"), [("P", [2, 1, 0]), ("Q", [0, 1, 2])])
def test_a_payment_voided_elsewhere_takes_what_it_paid_along(
    name: str, due: list[int]
) -> None:
    """P, read in, paid A and 1 of B; Q, received here, paid C and the other 1."""
    before = told(
        *(invoice("A", 2), invoice("B", 2), invoice("C", 2)),
        *(remote_payment(3, A=2), pay("Q", 3, "C"), pay("R", 0, "B", credits=exact(2))),
    )

    step = step_of(before, payment_is(0, name))

    payment = step.after.payments[PaymentId(name)]
    assert (payment.is_void, payment.is_reversed) == (True, True)
    assert [invoice_of(step.after, one).due.minor for one in "ABC"] == due
    assert broken_by(step) == set()


def test_several_tenders_of_a_payment_are_one_amount() -> None:
    two = attrs.evolve(remote_payment(), tenders=(*cash(2), *cash(3)))

    assert told(two).payments[PaymentId("P")].amount == usd(5)
