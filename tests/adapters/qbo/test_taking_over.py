"""What happens there is taken over here: as facts, once, and without an echo."""

from __future__ import annotations

from datetime import timedelta

import pytest

from credits_core.commands import EditCredit, ReceivePayment
from credits_core.credit import FromRemoteMemo, FromRemotePayment, Hold
from credits_core.identity import CreditId, CustomerId, PaymentId
from credits_core.payment import Method, Tender
from credits_qbo.engine import Choice, resolve
from credits_qbo.store import Binding, Mark

from .bench import ACME, Bench, usd

pytestmark = pytest.mark.extras


def _pay_there(bench: Bench, total: str, *lines: tuple[str, str, str]) -> str:
    """A payment that a person writes there; its lines are kind, id and amount."""
    document = {
        "CustomerRef": {"value": bench.customer},
        "TotalAmt": total,
        "Line": [
            {"Amount": amount, "LinkedTxn": [{"TxnId": of, "TxnType": kind}]}
            for kind, of, amount in lines
        ],
    }
    return str(bench.there("Payment", document)["Id"])


def _writes(bench: Bench) -> list[str]:
    """What was written there by us."""
    return [
        one
        for one in bench.stage.served
        if one.startswith("POST") and not one.startswith("POST query")
    ]


def _of_memo(remote_id: str) -> str:
    return f"qbo-9130-memo-{remote_id}"


def test_a_memo_from_there_is_a_credit_here(bench: Bench) -> None:
    remote_id = bench.memo_there("30.00")

    step = bench.step()

    credit = bench.credit(_of_memo(remote_id))
    assert (credit.origin, credit.amount) == (FromRemoteMemo("qbo", remote_id), usd(30))
    assert (step.looked, bench.step().left) == (1, 0)
    assert _writes(bench) == []


def test_a_credit_applied_there_is_applied_here(bench: Bench) -> None:
    """The same person grants and applies: 20 of 30 on A, and nothing comes back."""
    memo = bench.memo_there("30.00")
    _pay_there(
        bench,
        "0",
        ("Invoice", bench.invoices["A"], "20.00"),
        ("CreditMemo", memo, "20.00"),
    )

    bench.until_quiet()

    assert bench.credit(_of_memo(memo)).available == usd(10)
    assert bench.due() == usd(80)
    assert _writes(bench) == []


def test_a_credit_of_ours_that_is_applied_there_is_applied_here(bench: Bench) -> None:
    bench.grant(30)
    bench.step()
    (memo,) = bench.all_there("CreditMemo")
    bench.stage.served.clear()
    _pay_there(
        bench,
        "0",
        ("Invoice", bench.invoices["A"], "30.00"),
        ("CreditMemo", memo["Id"], "30.00"),
    )

    bench.until_quiet()

    assert (bench.credit().available, bench.due()) == (usd(0), usd(70))
    assert _writes(bench) == []


def test_s30_an_application_deleted_there_is_voided_here(bench: Bench) -> None:
    """S30: the entry stays, struck through, and the credit has its money again."""
    bench.grant(30)
    bench.use(20)
    bench.until_quiet()
    (payment,) = bench.all_there("Payment")
    bench.company.person.delete("Payment", payment["Id"])

    bench.until_quiet()

    (use,) = bench.ledger.applications.values()
    assert not use.is_live
    assert (bench.credit().available, bench.due()) == (usd(30), usd(100))
    assert bench.all_there("Payment") == []
    assert bench.conflicts == ()


def test_an_application_changed_there_is_another_one_here(bench: Bench) -> None:
    memo = bench.memo_there("30.00")

    def lines(amount: str) -> list[dict[str, object]]:
        return [
            {"Amount": amount, "LinkedTxn": [{"TxnId": of, "TxnType": kind}]}
            for kind, of in (("Invoice", bench.invoices["A"]), ("CreditMemo", memo))
        ]

    payment = bench.there(
        "Payment",
        {
            "CustomerRef": {"value": bench.customer},
            "TotalAmt": 0,
            "Line": lines("20.00"),
        },
    )
    bench.until_quiet()
    bench.company.person.edit("Payment", payment["Id"], {"Line": lines("12.00")})

    bench.until_quiet()

    assert bench.credit(_of_memo(memo)).available == usd(18)
    assert (bench.due(), bench.conflicts) == (usd(88), ())
    assert _writes(bench) == []


@pytest.mark.parametrize("how", ["delete", "void"])
def test_s20_s24_an_unused_memo_lost_there_is_lost_here(bench: Bench, how: str) -> None:
    """S20 and S24: deleted by its tombstone, voided as an update to nothing."""
    bench.grant(30)
    bench.step()
    (memo,) = bench.all_there("CreditMemo")
    getattr(bench.company.person, how)("CreditMemo", memo["Id"])
    bench.stage.served.clear()

    bench.until_quiet()

    assert bench.credit().available == usd(0)
    assert (_writes(bench), bench.conflicts) == ([], ())


def test_a_credit_whose_memo_was_deleted_there_can_be_granted_again(
    bench: Bench,
) -> None:
    """It is somebody's wish here and now: a new memo, and not the old one."""
    old = bench.memo_there("30.00")
    bench.until_quiet()
    bench.company.person.delete("CreditMemo", old)
    bench.until_quiet()
    again = CreditId(_of_memo(old))
    bench.do(EditCredit(customer_id=ACME, credit_id=again, amount=usd(50)))

    bench.until_quiet()

    (memo,) = bench.all_there("CreditMemo")
    assert (int(memo["TotalAmt"]), memo["Id"] != old) == (5000, True)
    assert bench.conflicts == ()


def test_s23_a_memo_edited_there_is_edited_here(bench: Bench) -> None:
    """S23: up and down again, as long as it covers what is used."""
    bench.grant(30)
    bench.use(20)
    bench.until_quiet()
    (memo,) = bench.all_there("CreditMemo")
    for amount, available in (("50.00", 30), ("25.00", 5)):
        line = {**memo["Line"][0], "Amount": amount}
        bench.company.person.edit("CreditMemo", memo["Id"], {"Line": [line]})

        bench.until_quiet()

        assert bench.credit().available == usd(available)
    assert bench.conflicts == ()


def test_s42_s43_a_payment_with_money_left_is_a_credit_here(bench: Bench) -> None:
    """S42: 120 on an invoice of 100; later 15 of the rest go on another one (S43)."""
    a, b = bench.invoices["A"], bench.invoices["B"]
    remote_id = _pay_there(bench, "120.00", ("Invoice", a, "100.00"))

    bench.until_quiet()

    credit = bench.credit(f"qbo_unapplied:qbo-9130-{remote_id}")
    assert isinstance(credit.origin, FromRemotePayment)
    assert (credit.available, bench.due()) == (usd(20), usd(0))
    more = [
        {"Amount": amount, "LinkedTxn": [{"TxnId": of, "TxnType": "Invoice"}]}
        for of, amount in ((a, "100.00"), (b, "15.00"))
    ]
    bench.company.person.edit("Payment", remote_id, {"Line": more})

    bench.until_quiet()

    assert bench.credit(credit.id).available == usd(5)
    assert bench.due("B") == usd(85)
    assert (_writes(bench), bench.conflicts) == ([], ())


@pytest.mark.parametrize("how", ["delete", "void"])
def test_s45_a_payment_of_ours_lost_there_is_lost_here(bench: Bench, how: str) -> None:
    """S45: the money did not stay; the invoice is due again."""
    bench.pay(120)
    bench.until_quiet()
    (payment,) = bench.all_there("Payment")
    getattr(bench.company.person, how)("Payment", payment["Id"])

    bench.until_quiet()

    assert bench.due() == usd(100)
    assert bench.credit("overpayment:P").amount == usd(0)
    assert bench.conflicts == ()


def test_s32_two_memos_on_two_invoices_are_attributed_by_their_ids(
    bench: Bench,
) -> None:
    """S32: 30 and 20 on 35 and 15: the first memo fills the first invoice."""
    first, second = bench.memo_there("30.00"), bench.memo_there("20.00")
    _pay_there(
        bench,
        "0",
        ("Invoice", bench.invoices["A"], "35.00"),
        ("Invoice", bench.invoices["B"], "15.00"),
        ("CreditMemo", first, "30.00"),
        ("CreditMemo", second, "20.00"),
    )

    bench.until_quiet()

    uses = [
        (one.credit_id, one.invoice_id, one.amount)
        for one in bench.ledger.applications.values()
    ]
    assert uses == [
        (_of_memo(first), "A", usd(30)),
        (_of_memo(second), "A", usd(5)),
        (_of_memo(second), "B", usd(15)),
    ]
    assert (_writes(bench), bench.conflicts) == ([], ())


def test_money_and_memos_in_one_payment_are_told_apart(bench: Bench) -> None:
    memo = bench.memo_there("30.00")
    _pay_there(
        bench,
        "70.00",
        ("Invoice", bench.invoices["A"], "100.00"),
        ("CreditMemo", memo, "30.00"),
    )

    bench.until_quiet()

    (paid,) = bench.ledger.allocations.values()
    assert (paid.amount, bench.due()) == (usd(70), usd(0))
    assert bench.credit(_of_memo(memo)).available == usd(0)
    assert _writes(bench) == []


def test_s29_hc73_credits_applied_automatically_are_taken_over_and_not_undone(
    bench: Bench,
) -> None:
    """S29: QuickBooks Online puts the new memo on the oldest invoice at once."""
    bench.company.person.apply_credits_automatically(True)
    bench.grant(30)

    bench.until_quiet()

    assert (bench.credit().available, bench.due()) == (usd(0), usd(70))
    assert len(bench.all_there("Payment")) == 1
    assert bench.conflicts == ()


def test_s11_a_copy_of_our_memo_is_another_credit(bench: Bench) -> None:
    """S11: the mark in the note was copied with it, and proves nothing."""
    bench.grant(30)
    bench.step()
    (memo,) = bench.all_there("CreditMemo")
    bench.company.person.copy("CreditMemo", memo["Id"])

    bench.until_quiet()

    assert len(bench.all_there("CreditMemo")) == 2
    assert sum(one.available.minor for one in bench.ledger.credits.values()) == 6000
    assert len(bench.ledger.credits) == 2


def test_what_names_something_unknown_waits_until_it_is_known(bench: Bench) -> None:
    memo = bench.memo_there("30.00")
    with bench.store.unit() as unit:
        unit.drop(Binding, "Customer", ACME)
    bench.step()
    with bench.store.unit() as unit:
        (waiting,) = unit.find(Mark)
        unit.put(Binding(entity="Customer", local_id=ACME, remote_id=bench.customer))

    bench.until_quiet()

    assert waiting.reason == "its customer is not known here"
    assert bench.credit(_of_memo(memo)).available == usd(30)


def test_s16_s26_both_sides_changed_it_and_a_person_keeps_ours(bench: Bench) -> None:
    """S16 and S26: 45 here and 60 there; nothing moves until somebody decides."""
    bench.grant(30)
    bench.step()
    (memo,) = bench.all_there("CreditMemo")
    line = {**memo["Line"][0], "Amount": "60.00"}
    bench.company.person.edit("CreditMemo", memo["Id"], {"Line": [line]})
    bench.do(EditCredit(customer_id=ACME, credit_id=CreditId("C"), amount=usd(45)))
    for _ in range(3):
        bench.step()
    (conflict,) = bench.conflicts
    totals = [int(one["TotalAmt"]) for one in bench.all_there("CreditMemo")]

    resolve(bench.world, conflict.key, Choice.KEEP_HERE)
    bench.until_quiet()

    assert (conflict.kind, totals) == ("both_changed", [6000])
    assert [int(one["TotalAmt"]) for one in bench.all_there("CreditMemo")] == [4500]
    assert (bench.credit().amount, bench.conflicts) == (usd(45), ())


def test_both_sides_changed_it_and_a_person_takes_theirs(bench: Bench) -> None:
    bench.grant(30)
    bench.step()
    (memo,) = bench.all_there("CreditMemo")
    line = {**memo["Line"][0], "Amount": "60.00"}
    bench.company.person.edit("CreditMemo", memo["Id"], {"Line": [line]})
    bench.do(EditCredit(customer_id=ACME, credit_id=CreditId("C"), amount=usd(45)))
    for _ in range(3):
        bench.step()
    (conflict,) = bench.conflicts

    resolve(bench.world, conflict.key, Choice.TAKE_THEIRS)
    bench.until_quiet()

    assert [int(one["TotalAmt"]) for one in bench.all_there("CreditMemo")] == [6000]
    assert (bench.credit().amount, bench.conflicts) == (usd(60), ())


def test_s22_a_memo_lowered_there_below_what_is_used_holds_the_credit(
    bench: Bench,
) -> None:
    """S22: 20 are used here and QuickBooks Online cuts the memo to 5."""
    from qbo_simulator import Switches

    bench.simulator.turn(Switches.of(cm_shrink_below_applied="cut_links"))
    bench.grant(30)
    bench.step()
    (memo,) = bench.all_there("CreditMemo")
    bench.use(20)
    line = {**memo["Line"][0], "Amount": "5.00"}
    bench.company.person.edit("CreditMemo", memo["Id"], {"Line": [line]})

    bench.step()
    bench.timer.wait(3600)
    bench.step()

    credit = bench.credit()
    assert (credit.hold, credit.remote_amount) == (Hold.CONFLICT, usd(5))
    assert bench.open_there() == usd(100)
    assert bench.all_there("Payment") == []


def test_s28_s38_the_same_credit_is_spent_on_both_sides(bench: Bench) -> None:
    """S28 and S38: there it is gone already; nothing is written over that."""
    bench.grant(30)
    bench.step()
    (memo,) = bench.all_there("CreditMemo")
    bench.use(30, invoice="B")
    _pay_there(
        bench,
        "0",
        ("Invoice", bench.invoices["A"], "30.00"),
        ("CreditMemo", memo["Id"], "30.00"),
    )
    for _ in range(8):
        bench.step()
        bench.timer.wait(600)
    kinds = sorted(one.kind for one in bench.conflicts)
    (ours,) = [one for one in bench.conflicts if one.kind == "overtaken"]
    before = len(bench.all_there("Payment"))

    refusal = resolve(bench.world, ours.key, Choice.TAKE_THEIRS)
    for _ in range(8):
        bench.step()
        bench.timer.wait(timedelta(hours=1).total_seconds())

    assert (kinds, before, refusal) == (["overtaken", "refused_here"], 1, "")
    assert (bench.due("A"), bench.due("B")) == (usd(70), usd(100))
    assert len(bench.all_there("Payment")) == 1
    assert bench.conflicts == ()


def test_a_payment_whose_name_is_taken_here_is_refused_and_stops_nobody(
    bench: Bench,
) -> None:
    """Another customer here has a receipt of the very id that it gets."""
    there = _pay_there(bench, "20.00", ("Invoice", bench.invoices["A"], "20.00"))
    bench.do(
        ReceivePayment(
            customer_id=CustomerId("BOLT"),
            payment_id=PaymentId(f"qbo-9130-{there}"),
            tenders=(Tender(Method.CASH, usd(5)),),
        )
    )
    memo = bench.memo_there("30.00")

    bench.until_quiet(6)

    (conflict,) = [one for one in bench.conflicts if one.customer_id == ACME]
    assert (conflict.kind, conflict.remote_id) == ("refused_here", there)
    assert "another customer has a payment of that name" in conflict.reason
    assert resolve(bench.world, conflict.key, Choice.TAKE_THEIRS) != ""
    assert bench.due() == usd(100)
    assert bench.credit(_of_memo(memo)).available == usd(30)
