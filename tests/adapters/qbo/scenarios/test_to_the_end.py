"""S12, S65, S67, S78 and S80, told to their ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import attrs
import pytest

from credits_core.identity import CreditId
from credits_qbo.engine import (
    Choice,
    MemoKey,
    Parity,
    key_text,
    parity,
    poll,
    resolve,
)
from credits_qbo.store import Mark, Place, Record, Tie
from credits_qbo.store.records import written
from credits_qbo.translate import Marker, image_from, marked
from qbo_simulator import Switches
from qbo_simulator.switches import Boundary

from ..acts import only, reprice
from ..bench import REALM, Bench, DiedError, Stage, usd
from ..dying import DyingStore, is_agreed_on
from .under import under

pytestmark = pytest.mark.extras

C = CreditId("C")


def _agree(bench: Bench) -> None:
    assert bench.conflicts == ()
    found = parity(bench.world)
    assert isinstance(found, Parity)
    assert found.differences == ()


def _of(memo: str) -> str:
    return f"qbo-9130-memo-{memo}"


def _writes(bench: Bench) -> list[str]:
    return [one for one in bench.stage.served if one.startswith("POST creditmemo")]


@under("requestid_retention")
@pytest.mark.parametrize("choice", [Choice.KEEP_HERE, Choice.TAKE_THEIRS])
def test_s12_a_tax_that_they_add_changes_nothing_until_a_person_decides(
    bench: Bench, choice: Choice
) -> None:
    """Both amounts are told; neither side is written to; then one of them holds."""
    bench.grant(30)
    bench.strike("answer lost")
    bench.strike("request lost", matching="cdc")
    bench.step()
    memo = only(bench.all_there("CreditMemo"))["Id"]
    reprice(bench, "CreditMemo", memo, "32.10")
    bench.until_quiet(6)
    bench.stage.served.clear()
    bench.until_quiet(6)

    (conflict,) = bench.conflicts
    here, there = image_from(conflict.here), image_from(conflict.there)
    assert conflict.kind == "not_effective"
    assert here is not None
    assert there is not None
    assert (here.total, there.total) == (usd(30), usd("32.10"))
    assert (bench.credit().amount, _writes(bench)) == (usd(30), [])
    found = parity(bench.world)
    assert isinstance(found, Parity)
    (difference,) = found.differences
    assert (difference.reason, found.is_explained) == ("conflict: not_effective", True)

    assert resolve(bench.world, conflict.key, choice) == ""
    bench.until_quiet()

    amount = usd(30) if choice is Choice.KEEP_HERE else usd("32.10")
    assert bench.credit().amount == amount
    assert int(only(bench.all_there("CreditMemo"))["TotalAmt"]) == amount.minor
    _agree(bench)


@under("cdc_boundary")
def test_s65_a_row_of_next_year_is_read_once_and_hides_nothing(bench: Bench) -> None:
    memo = bench.memo_there("30.00")
    bench.until_quiet()
    bench.clock.is_ahead = timedelta(days=365)
    reprice(bench, "CreditMemo", memo, "31.00")
    bench.clock.is_ahead = timedelta(0)

    bench.until_quiet()

    assert bench.credit(_of(memo)).amount == usd(31)
    with bench.store.unit() as unit:
        place = unit.get(Place, "changes")
    assert place is not None
    assert place.value <= written(bench.timer.now())
    version = bench.ledger.version
    for _ in range(3):
        bench.timer.wait(600)
        assert (bench.step().looked, bench.ledger.version) == (0, version)
    reprice(bench, "CreditMemo", memo, "32.00")
    other = bench.memo_there("7.00")
    bench.until_quiet()
    assert bench.credit(_of(memo)).amount == usd(32)
    assert bench.credit(_of(other)).amount == usd(7)
    _agree(bench)


def _at_the_place(record: Record) -> bool:
    return isinstance(record, Place) and record.name == "changes"


def _at_the_beginning(record: Record) -> bool:
    return isinstance(record, Tie) and bool(record.taking)


@pytest.mark.parametrize("boundary", Boundary)
@pytest.mark.parametrize("dies_at", [_at_the_place, _at_the_beginning, is_agreed_on])
def test_s67_a_process_that_dies_anywhere_while_it_reads_is_followed_by_the_same_rows(
    stage_and_url: tuple[Stage, str],
    dies_at: Callable[[Record], bool],
    boundary: Boundary,
) -> None:
    """At the place, before the credit is here, and after it is here."""
    store = DyingStore()
    switches = attrs.evolve(Switches(), cdc_boundary=boundary)
    bench = Bench(*stage_and_url, switches=switches, store=store)
    memos = [bench.memo_there(amount) for amount in ("30.00", "7.00")]
    with store.unit() as unit:
        before = unit.get(Place, "changes")
    store.is_to_die, store.dies_at = True, dies_at
    with pytest.raises(DiedError):
        bench.step()
    if dies_at is _at_the_place:
        with store.unit() as unit:
            assert (unit.get(Place, "changes"), unit.find(Mark)) == (before, ())
    bench.timer.wait(3_600)
    bench.sync = bench.another("the next one")

    bench.until_quiet()
    with store.unit() as unit:
        assert before is not None
        unit.put(before)
    poll(bench.world)
    bench.until_quiet()

    assert sorted(bench.ledger.credits) == sorted(map(_of, memos))
    assert [bench.credit(_of(one)).available for one in memos] == [usd(30), usd(7)]
    assert len(bench.all_there("CreditMemo")) == 2
    _agree(bench)


def test_s78_a_company_that_was_reset_is_frozen_as_it_was(bench: Bench) -> None:
    """Nothing is written to it, nothing that belonged together is forgotten."""
    bench.grant(30)
    bench.until_quiet()
    theirs = bench.memo_there("7.00")
    with bench.store.unit() as unit:
        before = unit.find(Tie)
    bench.strike("refused", matching=" ", times=999, code="10200")
    bench.grant(5, "D")
    bench.use(10)
    bench.stage.served.clear()

    for _ in range(5):
        assert bench.step().stopped
        bench.timer.wait(3_600)

    assert _writes(bench) == []
    with bench.store.unit() as unit:
        assert [one for one in unit.find(Tie) if one.base] == list(before)
    assert (bench.credit().available, bench.credit("D").available) == (usd(20), usd(5))
    bench.stage.strikes.clear()
    bench.until_quiet(20)
    assert bench.credit(_of(theirs)).available == usd(7)
    assert len(bench.all_there("CreditMemo")) == 3
    _agree(bench)


@under("requestid_retention")
@pytest.mark.parametrize("how", ["request lost", "answer lost"])
def test_s80_a_memo_of_another_installation_is_read_in_and_never_adopted(
    bench: Bench, how: str
) -> None:
    """It bears the very request id of ours, whose outcome is not known."""
    bench.grant(30)
    bench.strike(how)
    bench.step()
    with bench.store.unit() as unit:
        tie = unit.get(Tie, key_text(MemoKey(C)))
    assert tie is not None
    marker = Marker(installation="other", request_id=tie.request_id)
    memo = bench.memo_there("30.00")
    bench.company.person.edit(
        "CreditMemo", memo, {"PrivateNote": marked("theirs", marker, REALM)}
    )

    bench.until_quiet(20)

    assert sorted(bench.ledger.credits) == ["C", _of(memo)]
    assert [one.available for one in bench.ledger.credits.values()] == [usd(30)] * 2
    assert len(bench.all_there("CreditMemo")) == 2
    with bench.store.unit() as unit:
        ours = unit.get(Tie, key_text(MemoKey(C)))
    assert ours is not None
    assert ours.remote_id != memo
    _agree(bench)
