"""Answers that are lost, processes that die, and others who are faster."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import attrs
import pytest

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    EditCredit,
    EditPayment,
    VoidPayment,
)
from credits_core.identity import CreditId, PaymentId
from credits_qbo.engine import key_text, resolve
from credits_qbo.engine.keys import MemoKey
from credits_qbo.store import Dirty, Mark, Tie
from qbo_simulator import Switches

from .bench import ACME, Bench, DiedError, DyingSession, Stage, usd
from .dying import DyingStore

pytestmark = pytest.mark.extras

C = CreditId("C")


def _grant(bench: Bench) -> None:
    bench.grant(30)


def _use(bench: Bench) -> None:
    bench.grant(30)
    bench.use(20)


def _edit(bench: Bench) -> None:
    bench.grant(30)
    bench.until_quiet()
    bench.do(EditCredit(customer_id=ACME, credit_id=C, amount=usd(45)))


def _revert(bench: Bench) -> None:
    bench.grant(30)
    bench.use(20)
    bench.until_quiet()
    bench.do(CancelCredit(customer_id=ACME, credit_id=C, mode=CancelMode.REVERT))


def _pay(bench: Bench) -> None:
    bench.pay(120)
    bench.use(15, credit="overpayment:P", invoice="B")


def _less(bench: Bench) -> None:
    bench.pay(120)
    bench.until_quiet()
    bench.do(EditPayment(customer_id=ACME, payment_id=PaymentId("P"), amount=usd(90)))


def _void(bench: Bench) -> None:
    bench.pay(60)
    bench.until_quiet()
    bench.do(VoidPayment(customer_id=ACME, payment_id=PaymentId("P")))


def _line(amount: str) -> dict[str, object]:
    return {
        "Amount": amount,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }


Story = Callable[[Bench], None]
STORIES: tuple[Story, ...] = (_grant, _use, _edit, _revert, _pay, _less, _void)


def _pictured(bench: Bench) -> tuple[object, ...]:
    """The money there, without ids and notes, and what is due and open here."""
    memos = [
        (int(one["TotalAmt"]), int(one["Balance"]))
        for one in bench.all_there("CreditMemo")
    ]
    payments = [
        (
            int(one["TotalAmt"]),
            int(one.get("UnappliedAmt", 0)),
            sorted(int(line["Amount"]) for line in one.get("Line", [])),
        )
        for one in bench.all_there("Payment")
    ]
    there = [bench.open_there(name) for name in ("A", "B")]
    here = [bench.due(name) for name in ("A", "B")]
    return sorted(memos), sorted(payments), there, here, bench.ledger.credits


@cache
def _undisturbed(place: tuple[Stage, str], story: Story) -> tuple[object, ...]:
    bench = Bench(*place)
    story(bench)
    bench.until_quiet()
    return _pictured(bench)


@pytest.mark.parametrize("how", ["request lost", "answer lost", "throttled"])
@pytest.mark.parametrize("story", STORIES)
def test_s2_what_is_lost_on_the_way_changes_nothing_in_the_end(
    stage_and_url: tuple[Stage, str], story: Story, how: str
) -> None:
    """S1 to S3: two writes go wrong, where a request id is forgotten in a minute."""
    expected = _undisturbed(stage_and_url, story)
    switches = Switches.of(requestid_retention=1)
    bench = Bench(*stage_and_url, switches=switches)
    story(bench)
    bench.strike(how, times=2)

    bench.until_quiet(30)

    assert _pictured(bench)[:4] == expected[:4]
    assert bench.conflicts == ()


@pytest.mark.parametrize("dies", ["before", "after"])
@pytest.mark.parametrize("story", STORIES)
def test_s1_s3_a_process_that_dies_is_followed_by_one_that_goes_on(
    stage_and_url: tuple[Stage, str], story: Story, dies: str
) -> None:
    """S1 and S3: the write was stored before it was sent, with its request id."""
    expected = _undisturbed(stage_and_url, story)
    switches = Switches.of(requestid_retention=1)
    bench = Bench(*stage_and_url, switches=switches)
    story(bench)
    bench.session.dies = dies
    with pytest.raises(DiedError):
        bench.until_quiet()
    bench.timer.wait(3_600)
    bench.sync = bench.another("the next one")

    bench.until_quiet(30)

    assert _pictured(bench)[:4] == expected[:4]
    assert bench.conflicts == ()


def test_s51_the_feed_is_faster_than_our_own_note_of_what_we_made(bench: Bench) -> None:
    """S51: the process died after the memo was made; the feed tells of it first."""
    bench.grant(30)
    bench.session.dies = "after"
    with pytest.raises(DiedError):
        bench.step()
    (memo,) = bench.all_there("CreditMemo")
    with bench.store.unit() as unit:
        unit.put(Mark(entity="CreditMemo", remote_id=memo["Id"], stamp=1))
        waiting = unit.find(Dirty)
        for dirty in waiting:
            unit.put(attrs.evolve(dirty, not_before="9"))

    bench.step()

    with bench.store.unit() as unit:
        (tie,) = unit.find(Tie)
    assert (tie.remote_id, tie.is_open) == (memo["Id"], False)
    assert len(bench.ledger.credits) == 1
    assert len(bench.all_there("CreditMemo")) == 1


@pytest.mark.parametrize("feed", ["tells of it", "is silent"])
def test_s6_an_edit_waits_until_what_was_begun_is_known(
    bench: Bench, feed: str
) -> None:
    """S6: the amount changes while nobody knows whether the first one arrived.

    Whether the feed tells of the memo first or a search finds it, the edit follows.
    """
    bench.grant(30)
    bench.strike("answer lost")
    if feed == "is silent":
        bench.strike("request lost", matching="cdc", times=9)
    bench.step()
    bench.do(EditCredit(customer_id=ACME, credit_id=C, amount=usd(45)))

    bench.until_quiet(30)

    (memo,) = bench.all_there("CreditMemo")
    assert (int(memo["TotalAmt"]), memo["SyncToken"]) == (4500, "1")


def test_s5_a_remembered_answer_about_a_deleted_memo_is_not_believed(
    bench: Bench,
) -> None:
    """S5: the answer was lost, somebody deletes the memo, and the id is replayed."""
    bench.grant(30)
    bench.strike("answer lost")
    bench.step()
    (memo,) = bench.all_there("CreditMemo")
    bench.company.person.delete("CreditMemo", memo["Id"])

    for _ in range(4):
        bench.step()
        bench.timer.wait(600)

    (conflict,) = bench.conflicts
    assert (conflict.kind, bench.all_there("CreditMemo")) == ("deleted_there", [])


def test_a_memo_that_goes_while_its_use_is_told_poisons_nothing(bench: Bench) -> None:
    """The payment is refused because the memo is not there; what was new has no id."""
    bench.grant(30)
    bench.step()
    (memo,) = bench.all_there("CreditMemo")
    bench.use(20)
    person = bench.company.person
    bench.session.meanwhile = lambda: person.delete("CreditMemo", memo["Id"])

    bench.until_quiet(20)

    with bench.store.unit() as unit:
        assert all(one.remote_id for one in unit.find(Mark))
    assert bench.all_there("Payment") == []
    assert bench.credit().available == usd(0), bench.credit()
    assert bench.due() == bench.open_there(), bench.conflicts


@pytest.mark.parametrize("dies", [False, True])
def test_a_use_that_was_taken_back_before_it_was_told_asks_nobody(
    bench: Bench, *, dies: bool
) -> None:
    """The payment is sent again when its memo is gone: it is not wanted any more."""
    bench.grant(30)
    bench.step()
    bench.use(20)
    if dies:
        bench.session.dies = "before"
        with pytest.raises(DiedError):
            bench.step()
        bench.timer.wait(3_600)
        bench.sync = bench.another("the next one")
    else:
        bench.strike("request lost")
        bench.step()
    bench.do(CancelCredit(customer_id=ACME, credit_id=C, mode=CancelMode.REVERT))

    bench.until_quiet(30)

    assert bench.conflicts == ()
    assert bench.all_there("Payment") == bench.all_there("CreditMemo") == []
    assert bench.due() == bench.open_there()


@pytest.mark.parametrize("then", ["raised", "deleted"])
def test_what_changes_while_a_process_is_dead_is_noticed(
    stage_and_url: tuple[Stage, str], then: str
) -> None:
    """S67: it died after it had read in a memo, and before it noted that it had."""
    store = DyingStore()
    bench = Bench(*stage_and_url, store=store)
    memo = bench.memo_there("30.00")
    store.is_to_die = True
    with pytest.raises(DiedError):
        bench.step()
    if then == "raised":
        bench.company.person.edit("CreditMemo", memo, {"Line": [_line("35.00")]})
    else:
        bench.company.person.delete("CreditMemo", memo)
    bench.timer.wait(3_600)
    bench.sync = bench.another("the next one")

    bench.until_quiet()

    (credit,) = bench.ledger.credits.values()
    assert credit.live == usd(35 if then == "raised" else 0)
    assert [int(one["TotalAmt"]) for one in bench.all_there("CreditMemo")] == (
        [3500] if then == "raised" else []
    )
    assert bench.conflicts == ()


def test_money_that_goes_while_a_process_is_dead_is_missed(
    stage_and_url: tuple[Stage, str],
) -> None:
    """It died after it had read in a payment, and before it noted that it had."""
    store = DyingStore()
    bench = Bench(*stage_and_url, store=store)
    customer = {"value": bench.customer}
    payment = bench.there("Payment", {"CustomerRef": customer, "TotalAmt": "75.00"})
    store.is_to_die = True
    with pytest.raises(DiedError):
        bench.step()
    bench.company.person.delete("Payment", payment["Id"])
    bench.timer.wait(3_600)
    bench.sync = bench.another("the next one")

    bench.until_quiet()

    (receipt,) = bench.ledger.payments.values()
    assert receipt.is_void
    assert bench.conflicts == ()


def test_who_slept_for_longer_than_the_lease_writes_no_row(bench: Bench) -> None:
    """S4: another one has done it meanwhile, and what it noted stays."""
    bench.grant(30)
    second = bench.another("second")
    second_session = DyingSession()
    second.world.gateway._session = second_session
    second.world.gateway._library.session = second_session

    def sleep() -> None:
        bench.timer.wait(bench.world.settings.lease_seconds + 1)
        second.step()

    bench.session.meanwhile = sleep
    overtaken = bench.step()

    with bench.store.unit() as unit:
        (tie,) = unit.find(Tie)
    assert overtaken.stopped == "somebody else has taken over"
    assert (tie.is_open, tie.generation) == (False, 1)
    assert len(bench.all_there("CreditMemo")) == 1


def test_s4_two_workers_make_one_memo(bench: Bench) -> None:
    """S4: the second has no lease; and if it had, it would send the same id."""
    bench.grant(30)
    first, second = bench.sync, bench.another("second")
    assert first._lease()

    refused = second.step()
    bench.timer.wait(first.world.settings.lease_seconds + 1)
    taken = second.step()

    assert refused.stopped == "somebody else is at work"
    assert (taken.settled, len(bench.all_there("CreditMemo"))) == (1, 1)


def test_s17_a_memo_that_moved_for_another_reason_is_changed_all_the_same(
    bench: Bench,
) -> None:
    """S17: a note there moves the token; the amount is still what was agreed on."""
    bench.grant(30)
    bench.step()
    (memo,) = bench.all_there("CreditMemo")
    bench.company.person.edit("CreditMemo", memo["Id"], {"PrivateNote": "seen"})
    bench.do(EditCredit(customer_id=ACME, credit_id=C, amount=usd(45)))

    bench.until_quiet()

    (after,) = bench.all_there("CreditMemo")
    assert (int(after["TotalAmt"]), after["PrivateNote"]) == (4500, "seen")
    assert bench.conflicts == ()


def test_s18_an_update_leaves_what_is_not_ours_as_it_was(bench: Bench) -> None:
    """S18: the number, the day, the notes and the rest are the same afterwards."""
    bench.grant(30)
    bench.step()
    (before,) = bench.all_there("CreditMemo")
    bench.do(EditCredit(customer_id=ACME, credit_id=C, amount=usd(45)))

    bench.until_quiet()

    (after,) = bench.all_there("CreditMemo")
    ours = {"Line", "TotalAmt", "Balance", "RemainingCredit", "SyncToken", "MetaData"}
    kept = {key: one for key, one in before.items() if key not in ours}
    assert {key: after.get(key) for key in kept} == kept


def test_hc75_a_read_that_fails_deletes_nothing(bench: Bench) -> None:
    """HC-75: only "not there" means deleted; a broken answer means nothing."""
    bench.grant(30)
    bench.step()
    (memo,) = bench.all_there("CreditMemo")
    bench.company.person.edit("CreditMemo", memo["Id"], {"PrivateNote": "x"})
    with bench.store.unit() as unit:
        unit.put(Mark(entity="CreditMemo", remote_id=memo["Id"], stamp=1))
    bench.strike("request lost", matching="GET creditmemo/", times=3)

    bench.until_quiet(30)

    assert bench.credit().available == usd(30)


def test_s76_closed_books_are_told_to_a_person_and_nothing_is_tried_for_ever(
    bench: Bench,
) -> None:
    """S76: the other side refuses, and the next step does not ask again."""
    bench.company.person.close_books(bench.clock.today())
    bench.grant(30)
    for _ in range(6):
        bench.step()
        bench.timer.wait(600)

    (conflict,) = bench.conflicts

    writes = [one for one in bench.stage.served if one.startswith("POST creditmemo")]
    assert (conflict.kind, len(writes)) == ("refused", 1)
    assert conflict.reason.startswith(("6200", "6210"))
    assert conflict.key == key_text(MemoKey(C))


def test_there_is_nothing_to_settle_where_there_is_no_conflict(bench: Bench) -> None:
    from credits_qbo.engine import Choice

    with pytest.raises(ValueError, match="There is no conflict"):
        resolve(bench.world, "nothing", Choice.LOOK_AGAIN)
