"""S44 to S50: money that was left over, and what becomes of it there."""

from __future__ import annotations

import pytest

from credits_core.commands import EditCredit, Mode, VoidPayment
from credits_core.identity import CreditId, PaymentId
from credits_core.rejections import AdjustThePayment
from credits_qbo.engine import Parity, parity
from qbo_simulator import Done

from ..acts import edit_there, lines, only, pay_there, relink
from ..bench import ACME, ANNA, Bench, usd
from .under import under

pytestmark = pytest.mark.extras


def _overpaid(bench: Bench) -> str:
    """120 on A, so that 20 are left over."""
    bench.pay(120)
    bench.until_quiet()
    return str(only(bench.all_there("Payment"))["Id"])


def _agree(bench: Bench) -> None:
    assert bench.conflicts == ()
    found = parity(bench.world)
    assert isinstance(found, Parity)
    assert found.differences == ()


@under("payment_total_below_lines")
def test_s44_a_payment_whose_amount_changes_there_changes_its_credit(
    bench: Bench,
) -> None:
    """Up to 130, down to 105, and to 90, below what is used of it here."""
    payment = _overpaid(bench)
    bench.use(5, credit="overpayment:P", invoice="B")
    bench.until_quiet()
    for total, left in (("130.00", 25), ("105.00", 0)):
        edit_there(bench, "Payment", payment, TotalAmt=total)
        bench.until_quiet()
        assert bench.credit("overpayment:P").available == usd(left)
        _agree(bench)
    on_a = lines(("Invoice", bench.invoices["A"], "90.00"))
    edit_there(bench, "Payment", payment, TotalAmt="90.00", Line=on_a)

    bench.until_quiet()

    assert (bench.due("A"), bench.due("B")) == (usd(10), usd(100))
    _agree(bench)


def test_s44_money_that_is_taken_off_an_invoice_there_is_open_here(
    bench: Bench,
) -> None:
    """The payment stays, and only 60 of 100 are on A: it is read in anew, once."""
    bench.pay(100)
    bench.until_quiet()
    payment = only(bench.all_there("Payment"))["Id"]
    relink(bench, payment, ("Invoice", bench.invoices["A"], "60.00"))

    bench.until_quiet()

    live = [one for one in bench.ledger.payments.values() if one.received]
    assert [one.received for one in live] == [usd(100)]
    assert bench.ledger.payments[PaymentId("P")].is_void
    assert (bench.due(), bench.open_there()) == (usd(40), usd(40))
    _agree(bench)


@pytest.mark.parametrize("how", ["delete", "void"])
def test_s45_money_that_was_used_and_is_lost_takes_its_uses_along(
    bench: Bench, how: str
) -> None:
    payment = _overpaid(bench)
    bench.use(15, credit="overpayment:P", invoice="B")
    bench.until_quiet()
    assert isinstance(getattr(bench.company.person, how)("Payment", payment), Done)

    bench.until_quiet()

    assert (bench.due("A"), bench.due("B")) == (usd(100), usd(100))
    _agree(bench)


def test_s46_a_payment_that_is_given_to_another_customer_is_for_a_person(
    bench: Bench,
) -> None:
    payment = pay_there(bench, "20.00")
    bench.until_quiet()
    other = bench.there("Customer", {"DisplayName": "Bolt"})["Id"]
    edit_there(bench, "Payment", payment, CustomerRef={"value": other})

    bench.until_quiet(3)

    (conflict,) = bench.conflicts
    assert (conflict.kind, "another customer" in conflict.reason) == ("moved", True)
    assert bench.credit(f"qbo_unapplied:qbo-9130-{payment}").available == usd(0)
    found = parity(bench.world)
    assert isinstance(found, Parity)
    assert [one.reason for one in found.differences] == ["conflict: moved"]


def test_s47_an_overpayment_is_not_edited_itself(bench: Bench) -> None:
    _overpaid(bench)
    credit = CreditId("overpayment:P")
    edit = EditCredit(customer_id=ACME, credit_id=credit, amount=usd(5))

    refused = bench.desk.submit(edit, ANNA).failure()

    assert isinstance(refused, AdjustThePayment)
    assert refused.payment_id == "P"
    assert bench.step().settled == 0


def test_s49_deposited_money_is_used_and_cannot_be_voided(bench: Bench) -> None:
    """A person has to take it out of the deposit first, and is told so."""
    payment = _overpaid(bench)
    bench.company.person.deposit(payment)
    bench.use(15, credit="overpayment:P", invoice="B")
    bench.until_quiet()
    assert bench.open_there("B") == usd(85)
    void = VoidPayment(customer_id=ACME, payment_id=PaymentId("P"), mode=Mode.CASCADE)
    bench.do(void)

    bench.until_quiet(4)

    (conflict,) = bench.conflicts
    assert (conflict.kind, conflict.reason[:4]) == ("refused", "6540")
    assert int(only(bench.all_there("Payment"))["TotalAmt"]) == 12_000


@pytest.mark.parametrize("posting", ["Debit", "Credit"])
def test_s50_a_journal_entry_takes_money_out_or_is_for_a_person(
    bench: Bench, posting: str
) -> None:
    """A bounced check is booked against the 20 that were left over."""
    payment = _overpaid(bench)
    detail = {"PostingType": posting, "Entity": {"EntityRef": {"value": "1"}}}
    entry = bench.there(
        "JournalEntry", {"Line": [{"Amount": 20, "JournalEntryLineDetail": detail}]}
    )["Id"]
    told = [
        ("Invoice", bench.invoices["A"], "100.00"),
        ("JournalEntry", entry, "20.00"),
    ]
    relink(bench, payment, *told)

    bench.until_quiet(4)

    if posting == "Debit":
        assert bench.credit("overpayment:P").available == usd(0)
        _agree(bench)
    else:
        (conflict,) = bench.conflicts
        assert conflict.reason == "it is linked to what is not known here"
        assert bench.credit("overpayment:P").available == usd(20)
