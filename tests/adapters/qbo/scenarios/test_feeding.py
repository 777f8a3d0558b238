"""S56 to S67: changes that are told late, twice, wrongly, or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from credits_core.identity import CreditId
from credits_qbo.engine import poll, start
from credits_qbo.instants import instant, told
from credits_qbo.store import Mark, Place, Unit
from credits_qbo.translate import Unreadable, read_object

from ..acts import only, reprice
from ..bench import Bench, DiedError, usd
from .under import under

pytestmark = pytest.mark.extras


def _of(memo: str) -> str:
    return f"qbo-9130-memo-{memo}"


@under("cdc_boundary")
def test_s56_a_day_without_news_is_caught_up_with(bench: Bench) -> None:
    memo = bench.memo_there("30.00")
    bench.strike("request lost", matching="cdc", times=3)
    for _ in range(3):
        assert bench.step().stopped
    bench.timer.wait(timedelta(days=1).total_seconds())

    bench.until_quiet()

    assert bench.credit(_of(memo)).available == usd(30)


@under("cdc_boundary")
@pytest.mark.parametrize("days", [-1, 1])
def test_s58_a_clock_that_is_wrong_misses_nothing(bench: Bench, days: int) -> None:
    """Ours is a day off; what was read is reckoned by the time of the other side."""
    bench.clock.is_ahead = timedelta(days=days)
    with bench.store.unit() as unit:
        unit.drop(Place, "changes")
    assert start(bench.world) is None
    bench.timer.wait(60)
    memo = bench.memo_there("30.00")

    bench.until_quiet()
    later = bench.memo_there("7.00")
    bench.until_quiet()

    assert bench.credit(_of(memo)).amount == usd(30)
    assert bench.credit(_of(later)).amount == usd(7)


def test_s59_a_row_that_comes_late_with_an_earlier_time_is_still_seen(
    bench: Bench,
) -> None:
    """The place is moved on over it by two minutes; the overlap covers it."""
    memo = bench.memo_there("30.00")
    late = bench.timer.now() + timedelta(minutes=2)
    with bench.store.unit() as unit:
        unit.put(
            Place(name="changes", value=late.strftime("%Y-%m-%dT%H:%M:%S.000000Z"))
        )

    bench.until_quiet()

    assert bench.credit(_of(memo)).available == usd(30)


def test_s60_more_than_a_thousand_changes_lose_none(bench: Bench) -> None:
    """What is cut off after a thousand rows is asked for in another way."""
    for _ in range(1_003):
        bench.memo_there("1.00")

    found = poll(bench.world)

    with bench.store.unit() as unit:
        assert len(unit.find(Mark)) == 1_003
    assert getattr(found, "rows", 0) >= 1_003


def test_s63_a_row_that_makes_no_sense_holds_up_no_other(bench: Bench) -> None:
    """It is put aside, asked for again later, and the place moves on."""
    odd = bench.memo_there("5.00")
    good = bench.memo_there("7.00")
    bench.strike("request lost", matching=f"GET creditmemo/{odd}?", times=3)

    bench.step()

    assert bench.credit(_of(good)).available == usd(7)
    assert CreditId(_of(odd)) not in bench.ledger.credits
    bench.until_quiet(20)
    assert bench.credit(_of(odd)).available == usd(5)
    settings = bench.world.settings
    read = read_object("CreditMemo", {"Id": "7", "TotalAmt": "much"}, settings)
    assert isinstance(read, Unreadable)


def test_s65_a_time_in_the_future_moves_no_place(bench: Bench) -> None:
    """A memo was changed next year, as it says; the next change is seen as well."""
    bench.timer.wait(60)
    memo = bench.memo_there("30.00")
    bench.until_quiet()
    with bench.store.unit() as unit:
        place = unit.get(Place, "changes")
    assert place is not None
    assert place.value <= told(bench.timer.now() + timedelta(seconds=60))
    reprice(bench, "CreditMemo", memo, "31.00")
    bench.until_quiet()
    assert bench.credit(_of(memo)).available == usd(31)
    assert poll(bench.world) == poll(bench.world)


def test_s66_the_hour_that_comes_twice_is_two_hours(bench: Bench) -> None:
    """On 1 November 2026 the clocks in California go back at two."""
    first = instant("2026-11-01T01:30:00-07:00")
    second = instant("2026-11-01T01:30:00-08:00")
    assert first is not None
    assert second is not None

    assert second - first == timedelta(hours=1)
    assert told(second) == "2026-11-01T09:30:00Z"
    assert instant("2026-11-01T01:30:00") is None
    assert bench.step().stopped == ""


def test_s67_a_process_that_dies_before_the_place_moved_reads_again(
    bench: Bench,
) -> None:
    """What was noted and how far it was read are one; after it, nothing is twice."""
    memo = bench.memo_there("30.00")
    with pytest.raises(DiedError), bench.store.unit() as unit:
        _note_and_die(unit, memo)
    with bench.store.unit() as unit:
        assert unit.find(Mark) == ()

    bench.until_quiet()
    bench.until_quiet()

    assert bench.credit(_of(memo)).available == usd(30)
    assert len(bench.ledger.credits) == 1
    assert only(bench.all_there("CreditMemo"))["Id"] == memo


def _note_and_die(unit: Unit, memo: str) -> None:
    unit.put(Mark(entity="CreditMemo", remote_id=memo, stamp=1))
    raise DiedError
