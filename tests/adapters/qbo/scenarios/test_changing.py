"""S19 to S27: memos that change or go, there or on both sides at once."""

from __future__ import annotations

import pytest

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    DeleteCredit,
    EditCredit,
    Named,
    NamedCredit,
    ReceivePayment,
    VoidApplication,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.rejections import Rejection
from credits_qbo.engine import Parity, parity
from qbo_simulator import Done

from ..acts import edit_there, only, pay_there, reprice
from ..bench import ACME, ANNA, Bench, usd
from .under import under

pytestmark = pytest.mark.extras

C = CreditId("C")


def _memo(bench: Bench) -> str:
    return str(only(bench.all_there("CreditMemo"))["Id"])


def _use_there(bench: Bench, memo: str, amount: str, invoice: str = "A") -> str:
    on = ("Invoice", bench.invoices[invoice], amount)
    return pay_there(bench, "0", on, ("CreditMemo", memo, amount))


def _hours(bench: Bench, count: int = 6) -> None:
    for _ in range(count):
        bench.step()
        bench.timer.wait(3_600)


def test_s19_lines_that_were_saved_anew_are_no_change(bench: Bench) -> None:
    """The ids of the lines are others afterwards, and the amount is the same."""
    bench.grant(30)
    bench.until_quiet()
    memo = only(bench.all_there("CreditMemo"))
    line = {key: one for key, one in memo["Line"][0].items() if key != "Id"}
    line["Amount"] = "30.00"
    edit_there(bench, "CreditMemo", memo["Id"], Line=[line])
    bench.stage.served.clear()

    step = bench.step()

    assert (step.looked, step.settled, bench.conflicts) == (0, 0, ())
    bench.do(EditCredit(customer_id=ACME, credit_id=C, amount=usd(45)))
    bench.until_quiet()
    assert int(only(bench.all_there("CreditMemo"))["TotalAmt"]) == 4_500


@under("cm_delete_applied", "cm_token_bumps_on_apply")
def test_s21_a_used_memo_that_is_deleted_there_takes_its_uses_along(
    bench: Bench,
) -> None:
    """The invoices are due again on both sides, and nothing is made anew."""
    bench.grant(30)
    bench.use(20)
    bench.until_quiet()
    outcome = bench.company.person.delete("CreditMemo", _memo(bench))
    assert isinstance(outcome, Done)

    bench.until_quiet(20)

    assert (bench.credit().available, bench.due()) == (usd(0), usd(100))
    assert bench.open_there() == usd(100)
    assert bench.all_there("CreditMemo") == []
    assert bench.all_there("Payment") == []


def test_s25_a_memo_that_is_given_to_another_customer_is_for_a_person(
    bench: Bench,
) -> None:
    bench.grant(30)
    bench.until_quiet()
    other = bench.there("Customer", {"DisplayName": "Bolt"})["Id"]
    edit_there(bench, "CreditMemo", _memo(bench), CustomerRef={"value": other})

    bench.until_quiet(3)

    (conflict,) = bench.conflicts
    assert (conflict.kind, "another customer" in conflict.reason) == ("moved", True)
    assert bench.credit().available == usd(0)
    spent = ReceivePayment(
        customer_id=ACME,
        payment_id=PaymentId("R"),
        invoices=(InvoiceId("A"),),
        credits=Named((NamedCredit(C, usd(1)),)),
    )
    assert isinstance(bench.desk.submit(spent, ANNA).failure(), Rejection)
    found = parity(bench.world)
    assert isinstance(found, Parity)
    assert [one.reason for one in found.differences] == ["conflict: moved"]


@under("cm_delete_applied", "cm_shrink_below_applied", "cm_token_bumps_on_apply")
def test_s27_hc39_a_credit_is_deleted_here_while_it_is_used_there(bench: Bench) -> None:
    """HC-39: what was used there is not taken back; a person is asked about it."""
    bench.grant(30)
    bench.until_quiet()
    memo = _memo(bench)
    _use_there(bench, memo, "20.00")
    bench.do(DeleteCredit(customer_id=ACME, credit_id=C))

    _hours(bench)

    document = only(bench.all_there("CreditMemo"))
    assert int(document["TotalAmt"]) >= 2_000
    assert bench.open_there() == usd(80)
    assert {one.kind for one in bench.conflicts} <= {"overtaken", "refused_here"}
    assert bench.conflicts != ()


@under("cm_shrink_below_applied", "cm_token_bumps_on_apply")
def test_s27_the_rest_is_cancelled_here_while_some_is_used_there(
    bench: Bench,
) -> None:
    bench.grant(30)
    bench.until_quiet()
    _use_there(bench, _memo(bench), "20.00")
    bench.do(CancelCredit(customer_id=ACME, credit_id=C, mode=CancelMode.BALANCE_ONLY))

    _hours(bench)

    assert bench.open_there() == usd(80)
    assert int(only(bench.all_there("CreditMemo"))["TotalAmt"]) >= 2_000
    assert bench.conflicts != ()


@under("cm_shrink_below_applied")
def test_hc74_room_that_is_made_here_ends_the_conflict(bench: Bench) -> None:
    """The memo is lowered to 5 while 20 are used; when those are freed, both agree."""
    bench.grant(30)
    bench.until_quiet()
    bench.use(20)
    reprice(bench, "CreditMemo", _memo(bench), "5.00")
    bench.step()
    asked = [one.kind for one in bench.conflicts]
    bench.do(
        VoidApplication(
            customer_id=ACME,
            payment_id=PaymentId("R"),
            credit_id=C,
            invoice_id=InvoiceId("A"),
        )
    )

    _hours(bench)

    assert asked == ["refused_here"]
    assert (bench.credit().available, bench.credit().hold) == (usd(5), None)
    assert bench.conflicts == ()
