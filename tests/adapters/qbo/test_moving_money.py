"""What is given back after it was another customer's is what it was, to the cent."""

from __future__ import annotations

import attrs
import pytest

from credits_core.commands import (
    CancelCredit,
    DeleteCredit,
    EditCredit,
    EditPayment,
    VoidApplication,
    VoidPayment,
)
from credits_core.identity import CreditId, CustomerId, InvoiceId, PaymentId
from credits_core.money import Money
from credits_qbo.engine import Choice, Parity, parity, resolve
from credits_qbo.store import Binding, Conflict, Mark, Place, Tie
from credits_qbo.store.marking import mark

from .acts import check_there, edit_there, only, open_of, pay_there
from .bench import ACME, Bench, usd

pytestmark = pytest.mark.extras

BOLT = CustomerId("BOLT")


@pytest.fixture
def bolt(bench: Bench) -> str:
    """Another customer, whom both sides know; their id there."""
    remote_id = str(bench.there("Customer", {"DisplayName": "Bolt"})["Id"])
    with bench.store.unit() as unit:
        unit.put(Binding(entity="Customer", local_id=BOLT, remote_id=remote_id))
    return remote_id


def _give(bench: Bench, entity: str, customer: str) -> None:
    remote_id = str(only(bench.all_there(entity))["Id"])
    changes: dict[str, object] = {"CustomerRef": {"value": customer}}
    if entity == "Payment":
        changes["Line"] = []
    edit_there(bench, entity, remote_id, **changes)


def _freeze(bench: Bench, customer: str) -> None:
    """30 are granted and told, and belong to another *customer* there now."""
    bench.grant(30)
    bench.until_quiet()
    _give(bench, "CreditMemo", customer)
    bench.until_quiet()


def _give_up_a_part(bench: Bench) -> None:
    """30 were granted, 10 of them cancelled, and the other 20 came home again."""
    bench.grant(30)
    bench.use(20)
    bench.do(CancelCredit(customer_id=ACME, credit_id=CreditId("C")))
    _void_use(bench, reopen=True)
    bench.until_quiet()


def _open(bench: Bench, whose: CustomerId = ACME) -> Money:
    credits = bench.desk.ledgers.load_whole(whose).credits.values()
    return Money(sum(one.available.minor for one in credits), "USD")


def _moved(bench: Bench) -> Conflict:
    (found,) = [one for one in bench.conflicts if one.kind == "moved"]
    return found


def _decide(bench: Bench, choice: Choice) -> None:
    assert resolve(bench.world, _moved(bench).key, choice) == ""
    bench.until_quiet(20)
    assert bench.conflicts == ()
    found = parity(bench.world)
    assert isinstance(found, Parity)
    assert found.differences == ()


def _void_use(bench: Bench, *, reopen: bool = False) -> None:
    bench.do(
        VoidApplication(
            customer_id=ACME,
            payment_id=PaymentId("R"),
            credit_id=CreditId("C"),
            invoice_id=InvoiceId("A"),
            reopen=reopen,
        )
    )


def _edit(bench: Bench, amount: int) -> None:
    change = EditCredit(customer_id=ACME, credit_id=CreditId("C"), amount=usd(amount))
    bench.do(change)


def _overpaid(bench: Bench) -> None:
    """120 are received on an invoice of 100, and told there."""
    bench.pay(120)
    bench.until_quiet()


def test_what_is_freed_just_before_it_is_handed_over_is_not_had_twice(
    bench: Bench, bolt: str
) -> None:
    bench.grant(30)
    bench.until_quiet()
    _give(bench, "CreditMemo", bolt)
    bench.use(20)
    bench.until_quiet()
    _void_use(bench)

    _decide(bench, Choice.TAKE_THEIRS)

    assert (_open(bench), _open(bench, BOLT)) == (usd(0), usd(30))


def test_a_payment_that_was_voided_here_stays_void(bench: Bench, bolt: str) -> None:
    _overpaid(bench)
    bench.do(VoidPayment(customer_id=ACME, payment_id=PaymentId("P")))
    _give(bench, "Payment", bolt)
    bench.until_quiet()

    _decide(bench, Choice.KEEP_HERE)

    assert (_open(bench), bench.due()) == (usd(0), usd(100))
    assert [one.received for one in bench.ledger.payments.values()] == [usd(0)]


def test_a_payment_that_was_voided_while_it_was_frozen_stays_void(
    bench: Bench, bolt: str
) -> None:
    _overpaid(bench)
    _give(bench, "Payment", bolt)
    bench.until_quiet()
    bench.do(VoidPayment(customer_id=ACME, payment_id=PaymentId("P")))
    bench.until_quiet()

    _decide(bench, Choice.KEEP_HERE)

    assert (_open(bench), bench.due()) == (usd(0), usd(100))
    assert [one.received for one in bench.ledger.payments.values()] == [usd(0)]


@pytest.mark.parametrize("when", ["before", "while frozen"])
@pytest.mark.parametrize("back", ["by a person", "by itself"])
def test_what_was_edited_here_is_neither_lost_nor_undone(
    bench: Bench, bolt: str, when: str, back: str
) -> None:
    bench.grant(30)
    bench.until_quiet()
    if when == "before":
        _edit(bench, 40)
    _give(bench, "CreditMemo", bolt)
    bench.until_quiet()
    if when == "while frozen":
        _edit(bench, 10)
        bench.until_quiet()
    assert _open(bench) == usd(0)

    if back == "by itself":
        _give(bench, "CreditMemo", bench.customer)
        bench.until_quiet(20)
    else:
        _decide(bench, Choice.KEEP_HERE)

    assert _open(bench) == usd(40)
    memo = only(bench.all_there("CreditMemo"))
    assert memo["TotalAmt"] == 4000
    assert memo["CustomerRef"]["value"] == bench.customer
    assert bench.conflicts == ()


def test_a_payment_that_was_edited_here_keeps_its_amount(
    bench: Bench, bolt: str
) -> None:
    _overpaid(bench)
    more = EditPayment(customer_id=ACME, payment_id=PaymentId("P"), amount=usd(150))
    bench.do(more)
    _give(bench, "Payment", bolt)
    bench.until_quiet()
    assert _open(bench) == usd(0)

    _decide(bench, Choice.KEEP_HERE)

    assert (_open(bench), bench.due()) == (usd(50), usd(0))
    payment = only(bench.all_there("Payment"))
    assert payment["TotalAmt"] == 15000
    assert payment["CustomerRef"]["value"] == bench.customer


def test_a_credit_that_was_deleted_while_it_was_frozen_stays_deleted(
    bench: Bench, bolt: str
) -> None:
    _freeze(bench, bolt)
    bench.do(DeleteCredit(customer_id=ACME, credit_id=CreditId("C")))
    bench.until_quiet()

    _decide(bench, Choice.KEEP_HERE)

    assert _open(bench) == usd(0)
    assert bench.all_there("CreditMemo") == []


def test_what_was_given_up_of_a_credit_before_it_moved_stays_given_up(
    bench: Bench, bolt: str
) -> None:
    _give_up_a_part(bench)
    assert only(bench.all_there("CreditMemo"))["TotalAmt"] == 2000
    _give(bench, "CreditMemo", bolt)
    bench.until_quiet()
    assert bench.credit().available == usd(0)

    _decide(bench, Choice.KEEP_HERE)

    assert bench.credit().available == usd(20)
    assert only(bench.all_there("CreditMemo"))["TotalAmt"] == 2000


def test_a_memo_that_is_repriced_there_is_followed_beside_what_was_given_up(
    bench: Bench,
) -> None:
    _give_up_a_part(bench)
    memo = only(bench.all_there("CreditMemo"))

    edit_there(
        bench, "CreditMemo", str(memo["Id"]), Line=[{**memo["Line"][0], "Amount": "25"}]
    )
    bench.until_quiet()

    assert bench.credit().available == usd(25)
    assert bench.conflicts == ()


def test_a_memo_that_is_spent_there_is_followed_beside_what_was_given_up(
    bench: Bench,
) -> None:
    _give_up_a_part(bench)
    memo = str(only(bench.all_there("CreditMemo"))["Id"])
    check = check_there(bench, "5.00")

    pay_there(bench, "0.00", ("CreditMemo", memo, "5.00"), ("Check", check, "5.00"))
    bench.until_quiet()

    assert bench.credit().available == usd(15)
    assert bench.conflicts == ()


def test_a_payment_is_given_back_though_what_it_paid_is_used_otherwise(
    bench: Bench, bolt: str
) -> None:
    """It had 30 of its own and put a credit on an invoice, which is on another now."""
    bench.grant(20)
    bench.until_quiet()
    memo = str(only(bench.all_there("CreditMemo"))["Id"])
    told = (("CreditMemo", memo, "20.00"), ("Invoice", bench.invoices["A"], "20.00"))
    pay_there(bench, "30.00", *told)
    bench.until_quiet()
    assert (_open(bench), bench.due()) == (usd(30), usd(80))
    (use,) = [one for one in bench.ledger.applications.values() if one.is_live]
    _give(bench, "Payment", bolt)
    bench.do(
        VoidApplication(
            customer_id=ACME,
            payment_id=use.payment_id,
            credit_id=use.credit_id,
            invoice_id=use.invoice_id,
        )
    )
    bench.use(20, invoice="B")
    bench.until_quiet()
    assert _open(bench) == usd(0)

    _decide(bench, Choice.KEEP_HERE)

    assert _open(bench) == usd(30)
    assert (bench.due("A"), bench.due("B")) == (usd(100), usd(80))


def test_what_nobody_knows_the_amount_of_is_not_given_back(
    bench: Bench, bolt: str
) -> None:
    """It was frozen by a version of ours that noted less."""
    _freeze(bench, bolt)
    conflict = _moved(bench)
    with bench.store.unit() as unit:
        unit.drop(Place, f"moved:CreditMemo:{conflict.remote_id}")
    _edit(bench, 10)

    hindrance = resolve(bench.world, conflict.key, Choice.KEEP_HERE)

    assert "is not known" in hindrance
    assert _open(bench) == usd(0)
    bench.until_quiet()
    assert _moved(bench).key == conflict.key
    _decide(bench, Choice.TAKE_THEIRS)
    assert (_open(bench), _open(bench, BOLT)) == (usd(0), usd(30))


def test_what_was_taken_back_twice_is_given_back_once(bench: Bench, bolt: str) -> None:
    """It was looked at again meanwhile, and 20 of it were used and came home."""
    bench.grant(30)
    bench.until_quiet()
    _give(bench, "CreditMemo", bolt)
    bench.use(20)
    bench.until_quiet()
    assert bench.credit().amount == usd(20)
    _void_use(bench)
    bench.until_quiet()
    assert bench.credit().amount == usd(0)
    assert resolve(bench.world, _moved(bench).key, Choice.LOOK_AGAIN) == ""
    bench.until_quiet()

    _decide(bench, Choice.KEEP_HERE)

    assert _open(bench) == usd(30)


def test_what_was_never_agreed_on_is_not_taken_for_gone(
    bench: Bench, bolt: str
) -> None:
    _freeze(bench, bolt)
    conflict = _moved(bench)
    with bench.store.unit() as unit:
        tie = unit.get(Tie, conflict.key)
        assert tie is not None
        unit.put(attrs.evolve(tie, base=""))

    hindrance = resolve(bench.world, conflict.key, Choice.KEEP_HERE)

    assert "never agreed" in hindrance
    assert len(bench.all_there("CreditMemo")) == 1
    assert _moved(bench).key == conflict.key


def test_a_payment_that_was_spent_in_part_before_is_handed_over(
    bench: Bench, bolt: str
) -> None:
    check = check_there(bench, "20.00")
    payment = pay_there(bench, "50.00", ("Check", check, "20.00"))
    bench.until_quiet()
    assert _open(bench) == usd(30)
    _give(bench, "Payment", bolt)
    bench.until_quiet()
    assert _open(bench) == usd(0)

    assert resolve(bench.world, _moved(bench).key, Choice.TAKE_THEIRS) == ""
    bench.until_quiet(20)

    assert _open(bench) == usd(0)
    there = open_of(bench, "Payment", payment)
    assert _open(bench, BOLT) == Money(there, "USD")
    assert [one.received for one in bench.ledger.payments.values()] == [usd(0)]


def test_what_becomes_unreadable_is_still_another_customers(
    bench: Bench, bolt: str
) -> None:
    _freeze(bench, bolt)
    conflict = _moved(bench)
    memo = only(bench.all_there("CreditMemo"))
    bench.company.adopt("CreditMemo", {**memo, "CustomerRef": {}})
    with bench.store.unit() as unit:
        mark(unit, "CreditMemo", conflict.remote_id)

    bench.step()

    assert bench.conflicts == (conflict,)
    with bench.store.unit() as unit:
        (odd,) = unit.find(Mark)
    assert "it can't be read" in odd.reason
    bench.company.adopt("CreditMemo", memo)
    bench.timer.wait(3_600)
    _decide(bench, Choice.TAKE_THEIRS)
    assert (_open(bench), _open(bench, BOLT)) == (usd(0), usd(30))


def test_a_payment_that_was_voided_while_it_was_frozen_is_another_customers(
    bench: Bench, bolt: str
) -> None:
    _overpaid(bench)
    _give(bench, "Payment", bolt)
    bench.until_quiet()
    bench.do(VoidPayment(customer_id=ACME, payment_id=PaymentId("P")))

    _decide(bench, Choice.TAKE_THEIRS)

    assert (_open(bench), _open(bench, BOLT)) == (usd(0), usd(120))
    assert bench.due() == usd(100)


def test_a_credit_that_was_cancelled_while_it_was_frozen_is_another_customers(
    bench: Bench, bolt: str
) -> None:
    _freeze(bench, bolt)
    _edit(bench, 10)
    bench.do(CancelCredit(customer_id=ACME, credit_id=CreditId("C")))

    _decide(bench, Choice.TAKE_THEIRS)

    assert (_open(bench), _open(bench, BOLT)) == (usd(0), usd(30))
