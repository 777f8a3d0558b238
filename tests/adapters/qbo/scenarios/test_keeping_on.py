"""S70 to S88: outages, wrong answers, other installations, and backups."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    EditCredit,
    IssueCredit,
)
from credits_core.identity import CreditId
from credits_core.money import Money
from credits_qbo.engine import Parity, parity
from credits_qbo.settings import Settings
from credits_qbo.store import Dirty, Mark, MemorySyncStore, Tie
from credits_qbo.translate import SeenMemo, marker_in, read_object

from ..acts import only, pay_there
from ..bench import ACME, REALM, Bench, Stage, usd
from .under import under

pytestmark = pytest.mark.extras

C = CreditId("C")


def _writes(bench: Bench, what: str = "POST creditmemo") -> int:
    return sum(one.startswith(what) for one in bench.stage.served)


def _left(bench: Bench) -> int:
    with bench.store.unit() as unit:
        return len(unit.find(Dirty)) + len(unit.find(Mark))


def test_s73_when_too_much_was_asked_for_it_waits_and_goes_on(bench: Bench) -> None:
    """Every request is refused as too many; nothing is lost, and nothing is done."""
    bench.grant(30)
    bench.strike("throttled", matching=" ", times=40)
    for _ in range(3):
        assert bench.step().stopped == "Throttled"
    assert (_left(bench), bench.all_there("CreditMemo")) == (1, [])
    bench.stage.strikes.clear()

    bench.until_quiet(20)

    assert len(bench.all_there("CreditMemo")) == 1


@under("requestid_retention")
@pytest.mark.parametrize("how", ["request lost", "answer lost"])
def test_s74_a_storm_of_outages_is_outlasted(bench: Bench, how: str) -> None:
    """Ten requests in a row end in 504; each is tried again later than before."""
    bench.grant(30)
    bench.use(20)
    bench.strike(how, matching=" ", times=10)

    bench.until_quiet(40)

    assert len(bench.all_there("CreditMemo")) == 1
    assert len(bench.all_there("Payment")) == 1
    assert (bench.open_there(), bench.conflicts) == (usd(80), ())


@pytest.mark.parametrize("code", ["6190", "10200"])
def test_s75_s78_a_company_that_is_closed_stops_everything_and_loses_nothing(
    bench: Bench, code: str
) -> None:
    """The subscription ended, or the company was reset: a person has to see to it."""
    bench.grant(30)
    bench.strike("refused", matching=" ", times=99, code=code)

    step = bench.step()
    bench.grant(5, "D")
    bench.step()

    assert step.stopped
    assert len(bench.ledger.credits) == 2
    bench.stage.strikes.clear()
    bench.until_quiet(20)
    assert len(bench.all_there("CreditMemo")) == 2


def test_s80_what_another_installation_wrote_is_not_ours(bench: Bench) -> None:
    """Two systems of ours write to one company; each knows its own by the mark."""
    bench.grant(30)
    bench.until_quiet()
    memo = only(bench.all_there("CreditMemo"))
    settings = attrs.evolve(bench.world.settings, installation="other")
    other = attrs.evolve(bench.world, settings=settings, store=MemorySyncStore())

    mark = marker_in(memo["PrivateNote"], REALM)

    assert mark is not None
    assert mark.installation == "ours"
    assert other.settings.installation != mark.installation
    theirs = memo["PrivateNote"].replace("[credits ours", "[credits other")
    assert marker_in(theirs, REALM) is None


def test_s81_no_cent_is_made_or_lost_in_sums(bench: Bench) -> None:
    """A third of 100 three times, and what is left of it: each cent is on one side."""
    bench.do(IssueCredit(customer_id=ACME, credit_id=C, amount=usd("33.33")))
    bench.grant("33.34", "D")
    bench.use("33.33", credit="C", receipt="R1")
    bench.use("33.33", credit="D", receipt="R2")

    bench.until_quiet()

    found = parity(bench.world)
    assert found == Parity(equal=2, differences=())
    assert bench.open_there() == bench.due() == usd("33.34")


def test_s82_an_amount_that_they_cannot_hold_is_not_sent(bench: Bench) -> None:
    large = Money(10**15, "USD")
    bench.do(IssueCredit(customer_id=ACME, credit_id=C, amount=large))

    bench.until_quiet(3)

    (conflict,) = bench.conflicts
    assert (conflict.kind, _writes(bench)) == ("unwritable", 0)


def test_s83_what_is_new_over_there_is_left_alone() -> None:
    """Fields and kinds that nobody knows yet neither break nor change anything."""
    settings = Settings(realm_id=REALM, installation="ours", item_id="1")
    plain = {
        "Id": "7",
        "SyncToken": "0",
        "CustomerRef": {"value": "1", "colour": "blue"},
        "TotalAmt": Decimal("5.00"),
        "Balance": Decimal("5.00"),
    }
    odd = {**plain, "Mood": {"value": "good"}, "Line": [{"DetailType": "Dance"}]}

    first = read_object("CreditMemo", plain, settings)

    assert isinstance(first, SeenMemo)
    assert read_object("CreditMemo", odd, settings) == first


@under("requestid_retention")
def test_s84_a_success_with_a_fault_in_it_is_an_unknown_outcome(bench: Bench) -> None:
    bench.grant(30)
    bench.strike("done and refused", "POST creditmemo", code="2020", status=200)

    bench.until_quiet(20)

    assert len(bench.all_there("CreditMemo")) == 1
    assert (bench.conflicts, len(bench.ledger.credits)) == ((), 1)


def test_s85_what_is_refused_for_good_holds_up_no_other(bench: Bench) -> None:
    bench.grant(30)
    bench.grant(5, "D")
    bench.strike("refused", "POST creditmemo", code="2050")

    bench.until_quiet(4)

    (conflict,) = bench.conflicts
    assert conflict.kind == "refused"
    assert len(bench.all_there("CreditMemo")) == 1
    assert _writes(bench) == 2


@under("requestid_retention", "cm_token_bumps_on_apply")
@pytest.mark.parametrize("how", ["request lost", "answer lost"])
def test_s86_granting_using_and_cancelling_stay_in_their_order(
    bench: Bench, how: str
) -> None:
    """Each write goes wrong once, and the end is that of all three."""
    bench.grant(30)
    bench.strike(how)
    bench.step()
    bench.use(20)
    bench.strike(how)
    bench.step()
    revert = CancelMode.REVERT
    bench.do(CancelCredit(customer_id=ACME, credit_id=C, mode=revert))
    bench.strike(how)

    bench.until_quiet(40)

    assert bench.all_there("CreditMemo") == []
    assert bench.all_there("Payment") == []
    assert (bench.open_there(), bench.conflicts) == (usd(100), ())


def test_s87_rows_from_an_older_backup_make_nothing_twice(
    stage_and_url: tuple[Stage, str],
) -> None:
    """The rows of the exchange are those of before the memo and its use were told."""
    store = MemorySyncStore()
    bench = Bench(*stage_and_url, store=store)
    older = store._rows
    bench.grant(30)
    bench.use(20)
    bench.until_quiet()
    store._rows = older

    bench.until_quiet(20)

    assert len(bench.all_there("CreditMemo")) == 1
    assert len(bench.all_there("Payment")) == 1
    assert len(bench.ledger.credits) == 1
    found = parity(bench.world)
    assert isinstance(found, Parity)
    assert found.differences == ()


def test_s88_the_same_credit_written_by_hand_on_both_sides_stays_two(
    bench: Bench,
) -> None:
    """Nobody but a person knows that they are the same, so that none is merged."""
    bench.grant(30)
    bench.memo_there("30.00")

    bench.until_quiet()

    assert len(bench.all_there("CreditMemo")) == 2
    assert len(bench.ledger.credits) == 2
    assert bench.conflicts == ()


def test_hc72_our_own_memo_does_not_come_back_as_another(bench: Bench) -> None:
    """It is told by the feed before and after it was noted here."""
    bench.grant(30)
    bench.strike("answer lost")
    bench.step()

    bench.until_quiet()

    assert len(bench.ledger.credits) == 1
    with bench.store.unit() as unit:
        assert len(unit.find(Tie)) == 1


def test_hc65_a_void_that_they_refuse_is_told_and_not_forgotten(bench: Bench) -> None:
    """Books are closed there: it is void here and not there, and stands so."""
    bench.grant(30)
    bench.until_quiet()
    bench.company.person.close_books(bench.clock.today())
    bench.do(EditCredit(customer_id=ACME, credit_id=C, amount=usd(10)))

    bench.until_quiet(4)

    (conflict,) = bench.conflicts
    found = parity(bench.world)
    assert isinstance(found, Parity)
    (difference,) = found.differences
    assert conflict.kind == "refused"
    assert (difference.reason, found.is_explained) == ("conflict: refused", True)
    assert [(one.key, one.amount) for one in difference.causes] == [
        (conflict.key, usd(-20))
    ]


def test_hc76_a_payment_typed_in_on_both_sides_is_held(bench: Bench) -> None:
    """120 on A on both sides, on the same day: what is left over is not spent."""
    bench.pay(120)
    remote_id = pay_there(bench, "120.00")

    bench.until_quiet()

    credit = bench.credit(f"qbo_unapplied:qbo-9130-{remote_id}")
    assert credit.hold is not None
    assert credit.hold.value == "possible_duplicate"
