"""S31 to S41: credits and money on invoices, and invoices that change."""

from __future__ import annotations

from typing import Any

import pytest

from credits_core.commands import (
    IssueCredit,
    Named,
    NamedCredit,
    ReceivePayment,
    VoidApplication,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.money import Money
from credits_core.rejections import CurrencyMismatch
from credits_qbo.engine import Parity, parity
from qbo_simulator import Done

from ..acts import (
    check_there,
    lower_here,
    lower_there,
    only,
    open_of,
    pay_there,
    reduction,
    relink,
)
from ..bench import ACME, ANNA, Bench, usd
from .under import under

pytestmark = pytest.mark.extras


def _lines(payment: dict[str, Any]) -> list[int]:
    return sorted(int(one["Amount"]) for one in payment.get("Line", []))


def _all_lines(bench: Bench) -> list[list[int]]:
    return sorted(_lines(one) for one in bench.all_there("Payment"))


def _open_here(bench: Bench) -> Money:
    left = sum(one.available.minor for one in bench.ledger.credits.values())
    return Money(left, "USD")


def _agree(bench: Bench) -> None:
    """Both sides are worth the same, and nobody has to decide anything."""
    assert bench.conflicts == ()
    found = parity(bench.world)
    assert isinstance(found, Parity)
    assert found.differences == ()


def _memo(bench: Bench) -> str:
    return str(only(bench.all_there("CreditMemo"))["Id"])


@under("cm_token_bumps_on_apply")
@pytest.mark.parametrize("kind", ["Check", "Expense"])
def test_s31_a_memo_that_is_paid_out_there_is_used_up_here(
    bench: Bench, kind: str
) -> None:
    """12 of 30 go out by a check; 10 more are used here; then the check is undone."""
    bench.grant(30)
    bench.until_quiet()
    memo, check = _memo(bench), check_there(bench, "12.00", kind)
    out = ("CreditMemo", memo, "12.00"), (kind, check, "12.00")
    payment = pay_there(bench, "0", *out)
    bench.until_quiet()
    assert bench.credit().available == usd(18)
    _agree(bench)
    bench.use(10)
    bench.until_quiet()
    assert open_of(bench, "CreditMemo", memo) == 800
    bench.company.person.delete("Payment", payment)

    bench.until_quiet()

    assert bench.credit().available == usd(20)
    _agree(bench)


def test_s31_money_that_is_paid_back_there_is_open_nowhere(bench: Bench) -> None:
    """15 of the 20 that were too much are paid back; the 5 are used here."""
    bench.pay(120)
    bench.until_quiet()
    payment = only(bench.all_there("Payment"))["Id"]
    out = ("Expense", check_there(bench, "15.00", "Expense"), "15.00")
    relink(bench, payment, ("Invoice", bench.invoices["A"], "100.00"), out)
    bench.until_quiet()
    assert bench.credit("overpayment:P").available == usd(5)
    bench.use(5, credit="overpayment:P", invoice="B")

    bench.until_quiet()

    assert bench.open_there("B") == usd(95)
    _agree(bench)


@under("cm_token_bumps_on_apply")
def test_s32_hc78_one_use_of_several_in_one_payment_is_voided_here(
    bench: Bench,
) -> None:
    """HC-78: what was attributed is told back as the rest of the same payment."""
    first, second = bench.memo_there("30.00"), bench.memo_there("20.00")
    pay_there(
        bench,
        "0",
        ("Invoice", bench.invoices["A"], "35.00"),
        ("Invoice", bench.invoices["B"], "15.00"),
        ("CreditMemo", first, "30.00"),
        ("CreditMemo", second, "20.00"),
    )
    bench.until_quiet()
    use = next(iter(bench.ledger.applications.values()))
    bench.do(
        VoidApplication(
            customer_id=ACME,
            payment_id=use.payment_id,
            credit_id=use.credit_id,
            invoice_id=use.invoice_id,
        )
    )

    bench.until_quiet()

    assert _all_lines(bench) == [[500, 1500, 2000]]
    assert open_of(bench, "CreditMemo", first) == 3_000
    _agree(bench)


def test_s33_money_and_a_memo_in_one_payment_are_followed_to_the_end(
    bench: Bench,
) -> None:
    """Told as two things here; lowered there, and at last deleted."""
    memo, a = bench.memo_there("30.00"), bench.invoices["A"]
    on = ("Invoice", a, "100.00")
    payment = pay_there(bench, "70.00", on, ("CreditMemo", memo, "30.00"))
    bench.until_quiet()
    _agree(bench)
    assert bench.due() == usd(0)
    relink(bench, payment, ("Invoice", a, "90.00"), ("CreditMemo", memo, "20.00"))
    bench.until_quiet()
    assert (bench.due(), bench.credit(f"qbo-9130-memo-{memo}").available) == (
        usd(10),
        usd(10),
    )
    bench.company.person.delete("Payment", payment)

    bench.until_quiet()

    assert (bench.due(), _open_here(bench)) == (usd(100), usd(30))
    _agree(bench)


def test_s34_what_they_would_cut_is_not_written(bench: Bench) -> None:
    """Of the invoice only 10 are open there: a payment of 20 would be cut to that."""
    bench.grant(30)
    bench.until_quiet()
    pay_there(bench, "90.00", ("Invoice", bench.invoices["A"], "90.00"))
    bench.strike("request lost", matching="cdc", times=60)
    bench.use(20)

    for _ in range(6):
        bench.step()
        bench.timer.wait(3_600)

    (conflict,) = bench.conflicts
    assert (conflict.kind, "only 10.00 USD is open" in conflict.reason) == (
        "overtaken",
        True,
    )
    assert len(bench.all_there("Payment")) == 1


@under("closed_period_payment")
def test_s35_a_payment_that_did_not_change_is_not_believed(bench: Bench) -> None:
    """The books are closed: it is refused, or said to be done and is not."""
    bench.pay(120)
    bench.until_quiet()
    bench.company.person.close_books(bench.clock.today())
    bench.use(15, credit="overpayment:P", invoice="B")

    for _ in range(6):
        bench.step()
        bench.timer.wait(3_600)

    (conflict,) = bench.conflicts
    posted = [one for one in bench.stage.served if one.startswith("POST payment")]
    assert conflict.kind in {"refused", "not_effective"}
    assert len(posted) == 2
    assert bench.open_there("B") == usd(100)


def test_s36_a_credit_of_another_currency_is_refused_before_anything_is_asked(
    bench: Bench,
) -> None:
    euros = Money.of("10", "EUR")
    bench.do(IssueCredit(customer_id=ACME, credit_id=CreditId("E"), amount=euros))
    use = ReceivePayment(
        customer_id=ACME,
        payment_id=PaymentId("R"),
        invoices=(InvoiceId("A"),),
        credits=Named((NamedCredit(CreditId("E"), euros),)),
    )

    refused = bench.desk.submit(use, ANNA).failure()

    assert isinstance(refused, CurrencyMismatch)
    assert [one for one in bench.stage.served if one.startswith("POST")] == []


def test_s37_money_on_the_invoice_that_it_came_from_is_a_fact(bench: Bench) -> None:
    """Their person puts it back on the lowered invoice; here that is not allowed."""
    bench.pay(100)
    bench.until_quiet()
    lower_here(bench, "A", 80)
    bench.until_quiet()
    payment = only(bench.all_there("Payment"))["Id"]
    relink(bench, payment, ("Invoice", bench.invoices["A"], "100.00"))

    bench.until_quiet(4)

    (conflict,) = bench.conflicts
    assert conflict.kind == "refused_here"
    assert _all_lines(bench) == [[10_000]]
    found = parity(bench.world)
    assert isinstance(found, Parity)
    assert found.is_explained


@under("deleted_invoice_payment", "cm_token_bumps_on_apply")
@pytest.mark.parametrize("how", ["void", "delete"])
def test_s39_an_invoice_that_goes_there_gives_its_money_back(
    bench: Bench, how: str
) -> None:
    """A memo of 30 and cash of 60 were on it; both are open again on both sides."""
    bench.grant(30)
    bench.use(30)
    bench.pay(60)
    bench.until_quiet()
    outcome = getattr(bench.company.person, how)("Invoice", bench.invoices["A"])
    assert isinstance(outcome, Done)

    bench.until_quiet()

    keeps = bench.company.switches.deleted_invoice_payment.value == "line kept"
    expected = usd(0) if keeps and how == "delete" else usd(90)
    assert _open_here(bench) == expected
    _agree(bench)


@under("deleted_invoice_payment")
def test_s40_an_invoice_that_is_lowered_there_leaves_money_open(bench: Bench) -> None:
    bench.pay(100)
    bench.until_quiet()
    lower_there(bench, "A", "80.00")

    bench.until_quiet()

    assert _open_here(bench) == usd(20)
    assert bench.all_there("CreditMemo") == []
    _agree(bench)
    lower_here(bench, "A", 80)
    bench.until_quiet()
    assert (_open_here(bench), bench.due()) == (usd(20), usd(0))
    _agree(bench)


@under("invoice_below_paid", "payment_total_below_lines")
@pytest.mark.parametrize("first", ["here", "there", "only here"])
def test_s41_hc71_the_credit_of_a_lowered_invoice_is_their_open_money(
    bench: Bench, first: str
) -> None:
    """HC-71: never a memo, whoever lowers the invoice first, and spent on B."""
    bench.pay(100)
    bench.until_quiet()
    if first == "there":
        lower_there(bench, "A", "80.00")
        lower_here(bench, "A", 80)
    else:
        lower_here(bench, "A", 80)
        bench.until_quiet()
    if first == "here":
        lower_there(bench, "A", "80.00")
    bench.until_quiet()
    assert _all_lines(bench) == [[8_000]]
    _agree(bench)
    bench.use(15, credit=reduction(bench), invoice="B")

    bench.until_quiet()

    assert _all_lines(bench) == [[1_500, 8_000]]
    assert bench.all_there("CreditMemo") == []
    _agree(bench)


@under("cm_token_bumps_on_apply", "cm_shrink_below_applied")
def test_s41_a_memo_on_a_lowered_invoice_grows_back(bench: Bench) -> None:
    """90 of a memo on A, which falls to 60: 20 of the 30 go on B, 10 stay open."""
    bench.grant(90)
    bench.use(90)
    bench.until_quiet()
    lower_here(bench, "A", 60)
    bench.use(20, credit=reduction(bench), invoice="B", receipt="R2")

    bench.until_quiet()

    assert _all_lines(bench) == [[2_000, 2_000], [6_000, 6_000]]
    assert open_of(bench, "CreditMemo", _memo(bench)) == 1_000
    _agree(bench)


def test_s41_money_of_a_lowered_invoice_that_is_spent_there(bench: Bench) -> None:
    bench.pay(100)
    lower_here(bench, "A", 80)
    bench.until_quiet()
    payment = only(bench.all_there("Payment"))["Id"]
    a, b = bench.invoices["A"], bench.invoices["B"]
    relink(bench, payment, ("Invoice", a, "80.00"), ("Invoice", b, "12.00"))

    bench.until_quiet()

    assert bench.credit(reduction(bench)).available == usd(8)
    assert bench.due("B") == usd(88)
    _agree(bench)
