"""What confirms decisions about facts that come from outside."""

from __future__ import annotations

from datetime import date, timedelta

import attrs

from credits_core import (
    CreditAmount,
    CreditId,
    Exact,
    ImportChange,
    ImportCredit,
    ImportPayment,
    InvoiceId,
    Money,
    PaymentId,
    Policy,
    RecordPaymentReversed,
    RemoteAllocation,
    VoidPayment,
)
from credits_core.credit import CreditStatus, Hold
from credits_core.rejections import PeriodClosed
from examples.shop import ACME, ANNA, MORNING, Shop, usd

from .ladders import cash


def _memo(shop: Shop, *, amount: str, opening: Money | None = None) -> None:
    """A credit memo of the other books, called M1."""
    shop.do(
        ImportCredit(
            customer_id=ACME,
            credit_id=CreditId("M1"),
            system="books",
            remote_id="77",
            amount=usd(amount),
            opening=opening,
        )
    )


def _told(amount: str) -> ImportChange:
    """The other books say what the memo now is."""
    change = CreditAmount(CreditId("M1"), usd(amount))
    return ImportChange(customer_id=ACME, change=change)


def _imported(*allocations: RemoteAllocation, amount: str) -> ImportPayment:
    return ImportPayment(
        customer_id=ACME,
        payment_id=PaymentId("R1"),
        system="books",
        tenders=cash(usd(amount)),
        allocations=allocations,
    )


def test_a_fact_is_recorded_whatever_is_closed() -> None:
    shop = Shop()
    shop.bill("A", "100.00", on=date(2026, 1, 10))
    shop.receive("P1", "A", cash="100.00", on=date(2026, 1, 15))
    closed = Policy(closed_through=MORNING.date() - timedelta(days=1))
    desk = attrs.evolve(shop.desk, policy=closed)
    wish = VoidPayment(customer_id=ACME, payment_id=PaymentId("P1"))
    fact = RecordPaymentReversed(customer_id=ACME, payment_id=PaymentId("P1"))

    assert isinstance(desk.submit(wish, ANNA).failure(), PeriodClosed)
    assert desk.submit(fact, ANNA).unwrap().effects.due[0].due == usd("100.00")


def test_an_imported_payment_that_looks_like_ours_is_held() -> None:
    """50 were typed in here, and 50 of the same day come from the other books."""
    shop = Shop()
    shop.receive("P1", cash="50.00")

    shop.do(_imported(amount="50.00"))

    imported = shop.credit("books_unapplied:R1")
    assert imported.hold is Hold.POSSIBLE_DUPLICATE
    assert imported.available == usd("50.00")
    assert shop.credit("overpayment:P1").hold is None


def test_a_memo_lowered_below_its_uses_is_held_with_both_amounts() -> None:
    """30 of 40 are used here; the other books now say 25."""
    shop = Shop()
    _memo(shop, amount="40.00")
    shop.bill("A", "30.00")
    shop.receive("P1", "A", credits=Exact(usd("30.00")))

    shop.do(_told("25.00"))

    memo = shop.credit("M1")
    assert (memo.amount, memo.used) == (usd("30.00"), usd("30.00"))
    assert (memo.hold, memo.remote_amount) == (Hold.CONFLICT, usd("25.00"))
    assert not shop.invoice("A").due


def test_a_deleted_memo_takes_its_uses_back() -> None:
    shop = Shop()
    _memo(shop, amount="40.00")
    shop.bill("A", "30.00")
    shop.receive("P1", "A", credits=Exact(usd("30.00")))

    shop.do(_told("0.00"))

    assert shop.invoice("A").due == usd("30.00")
    assert shop.credit("M1").status is CreditStatus.RETRACTED


def test_an_import_above_what_is_due_becomes_a_credit() -> None:
    """The other books put 100 on an invoice of which 60 are due here."""
    shop = Shop()
    shop.bill("A", "60.00")

    everything = RemoteAllocation(invoice_id=InvoiceId("A"), amount=usd("100.00"))
    shop.do(_imported(everything, amount="100.00"))

    assert not shop.invoice("A").due
    assert shop.credit("books_unapplied:R1").available == usd("40.00")


def test_what_was_used_before_stays_used() -> None:
    """Of 40, 25 were used before; even a deletion there leaves these 25."""
    shop = Shop()
    _memo(shop, amount="40.00", opening=usd("25.00"))

    shop.do(_told("0.00"))

    memo = shop.credit("M1")
    assert (memo.amount, memo.used, memo.available.minor) == (
        usd("25.00"),
        usd("25.00"),
        0,
    )
