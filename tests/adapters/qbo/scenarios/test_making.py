"""S1 to S15: what is made there is made once, and is what was meant."""

from __future__ import annotations

import pytest

from credits_core.commands import IssueCredit
from credits_core.identity import CreditId
from credits_qbo.engine import Choice, resolve
from credits_qbo.store import Binding, Dirty, Mark
from qbo_simulator import Done

from ..acts import edit_there, only, reprice
from ..bench import ACME, Bench, usd
from .under import under

pytestmark = pytest.mark.extras


def _waiting(bench: Bench) -> list[str]:
    with bench.store.unit() as unit:
        here = [one.reason for one in unit.find(Dirty)]
        return here + [one.reason for one in unit.find(Mark)]


def _unbind(bench: Bench) -> None:
    with bench.store.unit() as unit:
        unit.drop(Binding, "Customer", ACME)


def _bind(bench: Bench, remote_id: str) -> None:
    with bench.store.unit() as unit:
        unit.put(Binding(entity="Customer", local_id=ACME, remote_id=remote_id))


@under("requestid_retention", "requestid_other_body", "requestid_stores_failures")
def test_s7_a_request_id_that_is_refused_is_searched_for(bench: Bench) -> None:
    """The memo was made, and the answer says that the request id is a duplicate."""
    bench.grant(30)
    bench.strike("done and refused", "POST creditmemo", code="600")

    bench.until_quiet()

    assert len(bench.all_there("CreditMemo")) == 1
    assert (bench.conflicts, len(bench.ledger.credits)) == ((), 1)


@pytest.mark.parametrize("by_hand", [True, False])
def test_s8_no_number_of_ours_meets_one_of_theirs(bench: Bench, by_hand: bool) -> None:
    """Numbers are left to the other side, so that none can be a duplicate."""
    bench.company.person.number_by_hand(by_hand)
    theirs = bench.memo_there("7.00")
    edit_there(bench, "CreditMemo", theirs, PrivateNote="C")
    bench.grant(30)
    bench.grant(5, "D")

    bench.until_quiet()

    posted = [one for one in bench.stage.served if one.startswith("POST creditmemo")]
    assert (len(posted), len(bench.all_there("CreditMemo"))) == (2, 3)
    assert bench.conflicts == ()


def test_s9_a_note_that_is_too_long_is_shortened_there_and_whole_here(
    bench: Bench,
) -> None:
    note = "long " * 700
    credit = IssueCredit(
        customer_id=ACME, credit_id=CreditId("C"), amount=usd(30), note=note.strip()
    )
    bench.do(credit)

    bench.until_quiet()

    memo = only(bench.all_there("CreditMemo"))
    assert len(memo["PrivateNote"]) <= 4_000
    assert "[credits ours " in memo["PrivateNote"]
    assert (bench.credit().note, bench.conflicts) == (note.strip(), ())


def test_s10_a_number_that_they_give_is_no_edit(bench: Bench) -> None:
    bench.grant(30)
    bench.until_quiet()
    bench.stage.served.clear()
    memo = only(bench.all_there("CreditMemo"))
    edit_there(bench, "CreditMemo", memo["Id"], DocNumber="CM-77")

    step = bench.step()

    assert (step.looked, step.settled) == (0, 0)
    assert [one for one in bench.stage.served if one.startswith("POST credit")] == []


@under("requestid_retention")
def test_s12_a_total_that_is_not_ours_is_told_to_a_person(bench: Bench) -> None:
    """The answer is lost, and the memo is more when it is found, as with a tax."""
    bench.grant(30)
    bench.strike("answer lost")
    bench.strike("request lost", matching="cdc")
    bench.step()
    memo = only(bench.all_there("CreditMemo"))
    reprice(bench, "CreditMemo", memo["Id"], "32.10")
    bench.strike("request lost", matching="cdc", times=20)

    bench.until_quiet()

    (conflict,) = bench.conflicts
    assert conflict.kind == "not_effective"
    assert (bench.credit().amount, len(bench.all_there("CreditMemo"))) == (usd(30), 1)


def test_s13_a_customer_who_is_not_known_waits_and_none_is_made(bench: Bench) -> None:
    """Nor is another one made who has the same name."""
    _unbind(bench)
    bench.grant(30)
    memo = bench.memo_there("7.00")

    bench.until_quiet(3)

    assert sorted(_waiting(bench)) == [
        "its customer is not known here",
        "the customer is not known there",
    ]
    assert len(bench.all_there("Customer")) == 1
    _bind(bench, bench.customer)
    bench.until_quiet(20)
    assert bench.credit(f"qbo-9130-memo-{memo}").available == usd(7)
    assert len(bench.all_there("CreditMemo")) == 2


def test_s13_a_merged_customer_is_followed_only_by_a_person(bench: Bench) -> None:
    bench.grant(30)
    bench.until_quiet()
    winner = bench.there("Customer", {"DisplayName": "Acme Group"})["Id"]
    outcome = bench.company.person.merge_customers(bench.customer, winner)
    assert isinstance(outcome, Done), outcome

    bench.until_quiet(3)

    (conflict,) = bench.conflicts
    assert "another customer" in conflict.reason
    assert bench.credit().available == usd(0)
    _bind(bench, winner)
    resolve(bench.world, conflict.key, Choice.LOOK_AGAIN)
    bench.until_quiet()
    assert (bench.conflicts, bench.credit().available) == ((), usd(30))


@under("requestid_stores_failures")
def test_s14_an_item_that_is_not_for_sale_stops_the_memo_and_keeps_it(
    bench: Bench,
) -> None:
    """Whoever makes the item active lets it go on."""
    bench.company.person.deactivate("Item", "1")
    bench.grant(30)
    bench.until_quiet(4)
    stopped = bench.conflicts
    edit_there(bench, "Item", "1", Active=True)

    for one in stopped:
        resolve(bench.world, one.key, Choice.LOOK_AGAIN)
    bench.until_quiet()

    assert len(bench.all_there("CreditMemo")) == 1
    assert bench.conflicts == ()


def test_s15_a_memo_of_a_sub_customer_is_that_of_the_sub_customer(
    bench: Bench,
) -> None:
    """It is nobody's here until it is said whose, and stays whose it is there."""
    child = bench.there(
        "Customer",
        {
            "DisplayName": "Acme West",
            "Job": True,
            "ParentRef": {"value": bench.customer},
        },
    )["Id"]
    bench.customer, parent = child, bench.customer
    memo = bench.memo_there("9.00")
    bench.customer = parent

    bench.until_quiet(3)

    assert _waiting(bench) == ["its customer is not known here"]
    found = {
        one["Id"]: one["CustomerRef"]["value"] for one in bench.all_there("CreditMemo")
    }
    assert found[memo] == child
