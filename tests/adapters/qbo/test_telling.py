"""What happens here is told there, exactly once, and seen to be so."""

from __future__ import annotations

import attrs
import pytest

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    CompleteReturn,
    DeleteCredit,
    EditCredit,
    EditPayment,
    ReturnLine,
    VoidApplication,
    VoidPayment,
)
from credits_core.exact import Quantity
from credits_core.identity import (
    CreditId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
)

from .bench import ACME, Bench, usd

pytestmark = pytest.mark.extras

C = CreditId("C")


def _memos(bench: Bench) -> list[tuple[int, int]]:
    """Total and balance of each memo there, in cents."""
    return [
        (int(one["TotalAmt"]), int(one["Balance"]))
        for one in bench.all_there("CreditMemo")
    ]


def _payments(bench: Bench) -> list[tuple[int, int, list[int]]]:
    """Total, unapplied amount and the amounts of the lines of each payment there."""
    return [
        (
            int(one["TotalAmt"]),
            int(one.get("UnappliedAmt", 0)),
            [int(line["Amount"]) for line in one.get("Line", [])],
        )
        for one in bench.all_there("Payment")
    ]


def test_a_granted_credit_becomes_a_memo(bench: Bench) -> None:
    bench.grant(30)

    step = bench.step()

    (memo,) = bench.all_there("CreditMemo")
    assert (step.settled, step.left, step.stopped) == (1, 0, "")
    assert (int(memo["TotalAmt"]), int(memo["Balance"])) == (3000, 3000)
    assert memo["CustomerRef"]["value"] == bench.customer
    assert memo["PrivateNote"].startswith("C\ngoodwill\n[credits ours ")


def test_what_was_told_does_not_come_back_as_something_new(bench: Bench) -> None:
    """The memo comes back in the feed, and is known; nothing is done about it."""
    bench.grant(30)
    bench.step()
    before = bench.ledger

    steps = [bench.step() for _ in range(3)]

    assert [(one.looked, one.settled) for one in steps] == [(0, 0)] * 3
    assert bench.ledger == before
    assert len(bench.all_there("CreditMemo")) == 1


def test_a_credit_on_an_invoice_is_one_payment_of_nothing(bench: Bench) -> None:
    bench.grant(30)
    bench.use(20)

    bench.until_quiet()

    assert _memos(bench) == [(3000, 1000)]
    assert _payments(bench) == [(0, 0, [2000, 2000])]
    assert bench.open_there() == usd(80)
    assert bench.conflicts == ()


def test_two_credits_on_two_invoices_are_a_payment_for_each_pair(bench: Bench) -> None:
    bench.grant(30, "C")
    bench.grant(10, "D")
    bench.use(20, credit="C", invoice="A", receipt="R1")
    bench.use(10, credit="C", invoice="B", receipt="R2")
    bench.use(5, credit="D", invoice="B", receipt="R3")

    bench.until_quiet()

    assert sorted(_payments(bench)) == [
        (0, 0, [500, 500]),
        (0, 0, [1000, 1000]),
        (0, 0, [2000, 2000]),
    ]
    assert (bench.open_there("A"), bench.open_there("B")) == (usd(80), usd(85))


def test_a_payment_of_too_much_keeps_its_rest_unapplied_and_makes_no_memo(
    bench: Bench,
) -> None:
    """120 on 100: 20 are unapplied there, and a memo would give them twice."""
    bench.pay(120)

    bench.until_quiet()

    assert _payments(bench) == [(12000, 2000, [10000])]
    assert bench.all_there("CreditMemo") == []


def test_s48_an_overpayment_is_applied_by_a_line_of_its_payment(bench: Bench) -> None:
    bench.pay(120)
    bench.until_quiet()
    bench.use(15, credit="overpayment:P", invoice="B")

    bench.until_quiet()

    assert _payments(bench) == [(12000, 500, [10000, 1500])]
    assert bench.open_there("B") == usd(85)


def test_an_edited_credit_is_an_edited_memo(bench: Bench) -> None:
    bench.grant(30)
    bench.step()
    bench.do(EditCredit(customer_id=ACME, credit_id=C, amount=usd(45)))

    bench.step()

    assert _memos(bench) == [(4500, 4500)]


def test_a_deleted_credit_is_a_deleted_memo(bench: Bench) -> None:
    bench.grant(30)
    bench.step()
    bench.do(DeleteCredit(customer_id=ACME, credit_id=C))

    steps = [bench.step() for _ in range(2)]

    assert _memos(bench) == []
    assert [one.left for one in steps] == [0, 0]
    assert bench.conflicts == ()


def test_the_rest_of_a_used_credit_is_cancelled_by_a_smaller_memo(bench: Bench) -> None:
    bench.grant(30)
    bench.use(20)
    bench.until_quiet()
    bench.do(CancelCredit(customer_id=ACME, credit_id=C))

    bench.until_quiet()

    assert _memos(bench) == [(2000, 0)]
    assert bench.open_there() == usd(80)


def test_cancel_and_revert_undoes_the_uses_before_the_memo(bench: Bench) -> None:
    bench.grant(30)
    bench.use(20)
    bench.until_quiet()
    bench.do(CancelCredit(customer_id=ACME, credit_id=C, mode=CancelMode.REVERT))

    bench.until_quiet()

    assert (_memos(bench), _payments(bench)) == ([], [])
    assert bench.open_there() == usd(100)
    assert bench.conflicts == ()


def test_a_voided_use_frees_the_memo(bench: Bench) -> None:
    bench.grant(30)
    bench.use(20)
    bench.until_quiet()
    bench.do(
        VoidApplication(
            customer_id=ACME,
            payment_id=PaymentId("R"),
            credit_id=C,
            invoice_id=InvoiceId("A"),
        )
    )

    bench.until_quiet()

    assert (_memos(bench), _payments(bench)) == ([(3000, 3000)], [])


def test_an_edited_payment_is_edited_there(bench: Bench) -> None:
    bench.pay(120)
    bench.until_quiet()
    bench.do(EditPayment(customer_id=ACME, payment_id=PaymentId("P"), amount=usd(90)))

    bench.until_quiet()

    assert _payments(bench) == [(9000, 0, [9000])]
    assert bench.conflicts == ()


def test_a_voided_payment_is_voided_there(bench: Bench) -> None:
    bench.pay(60)
    bench.until_quiet()
    bench.do(VoidPayment(customer_id=ACME, payment_id=PaymentId("P")))

    bench.until_quiet()

    assert _payments(bench) == [(0, 0, [])]
    assert bench.open_there() == usd(100)
    assert bench.conflicts == ()


def test_nothing_is_told_of_what_both_sides_do_not_know(bench: Bench) -> None:
    """A credit of a customer who is unknown there waits, and says why."""
    from credits_qbo.store import Binding, Dirty

    with bench.store.unit() as unit:
        unit.drop(Binding, "Customer", ACME)
    bench.grant(30)

    step = bench.step()

    with bench.store.unit() as unit:
        (waiting,) = unit.find(Dirty)
    assert (step.left, waiting.reason) == (1, "the customer is not known there")
    assert bench.all_there("CreditMemo") == []


def test_a_memo_of_a_return_has_its_goods_as_lines(bench: Bench) -> None:
    """Product, quantity and price; where they do not give the value, no price."""
    pears = ReturnLine(
        id=LineId("1"),
        product="Pears",
        batch="B7",
        quantity=Quantity.of("2.5"),
        unit_price=Quantity.of("4"),
        value=usd(10),
    )
    figs = attrs.evolve(pears, id=LineId("2"), product="Figs", value=usd("3.33"))
    item = {"Name": "Figs", "Type": "Service", "IncomeAccountRef": {"value": "1"}}
    figs_there = bench.there("Item", item)["Id"]
    settings = attrs.evolve(bench.world.settings, items=(("Figs", figs_there),))
    bench.sync = attrs.evolve(
        bench.sync, world=attrs.evolve(bench.world, settings=settings)
    )
    returned = CompleteReturn(
        customer_id=ACME, return_id=ReturnId("T"), lines=(pears, figs)
    )
    bench.do(returned)

    bench.until_quiet()

    (memo,) = bench.all_there("CreditMemo")
    first, second, *_ = memo["Line"]
    assert (int(memo["TotalAmt"]), first["Description"]) == (1333, "Pears B7")
    detail = first["SalesItemLineDetail"]
    assert (str(detail["Qty"]), str(detail["UnitPrice"])) == ("2.5", "4")
    assert "Qty" not in second["SalesItemLineDetail"]
    assert second["SalesItemLineDetail"]["ItemRef"]["value"] == figs_there
    assert bench.conflicts == ()
