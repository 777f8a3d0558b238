"""Changes there are read by the other side's time, and none falls in between."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from credits_core.identity import TenantId
from credits_qbo.engine import Found, poll
from credits_qbo.store import Place, SqlSyncStore, create_tables
from credits_sql import open_store

from .bench import REALM, Bench, Stage, usd

pytestmark = pytest.mark.extras


def _place(bench: Bench) -> str:
    with bench.store.unit() as unit:
        found = unit.get(Place, "changes")
    assert found is not None
    return found.value


def test_an_idle_company_costs_one_request_a_step(bench: Bench) -> None:
    bench.grant(30)
    bench.until_quiet()
    bench.stage.served.clear()

    for _ in range(3):
        bench.step()

    assert [one.split("?")[0] for one in bench.stage.served] == ["GET cdc"] * 3


def test_the_place_is_the_time_of_the_other_side(bench: Bench) -> None:
    bench.timer.wait(90)

    poll(bench.world)

    assert _place(bench) == bench.clock.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def test_a_feed_that_fails_leaves_the_place_where_it_was(bench: Bench) -> None:
    before = _place(bench)
    memo = bench.memo_there("30.00")
    bench.strike("request lost", matching="cdc")
    stopped = bench.step().stopped

    after = _place(bench)
    bench.until_quiet()

    assert (stopped, after) == ("Transient", before)
    assert bench.credit(f"qbo-9130-memo-{memo}").available == usd(30)


def test_s57_rows_that_are_told_again_are_no_news(bench: Bench) -> None:
    """S57: the overlap of five minutes tells the same memo again."""
    bench.memo_there("30.00")
    bench.until_quiet()
    bench.timer.wait(10)

    assert poll(bench.world) == Found(rows=1, news=0)


def test_s61_after_too_long_a_pause_everything_is_looked_at(bench: Bench) -> None:
    """S61: 40 days; a memo was deleted and another one made, and both are noticed."""
    bench.grant(30)
    bench.until_quiet()
    (memo,) = bench.all_there("CreditMemo")
    bench.company.person.delete("CreditMemo", memo["Id"])
    other = bench.memo_there("12.00")
    bench.timer.wait(timedelta(days=40).total_seconds())

    bench.until_quiet()

    assert bench.credit().available == usd(0)
    assert bench.credit(f"qbo-9130-memo-{other}").available == usd(12)


def test_s62_what_was_made_and_deleted_in_between_is_nothing(bench: Bench) -> None:
    """S62: only a trace of an unknown memo is told."""
    memo = bench.memo_there("30.00")
    bench.company.person.delete("CreditMemo", memo)

    bench.until_quiet()

    assert (dict(bench.ledger.credits), bench.conflicts) == ({}, ())


def test_nobody_polls_before_the_beginning_was_said(bench: Bench) -> None:
    with bench.store.unit() as unit:
        unit.drop(Place, "changes")

    with pytest.raises(ValueError, match="from when on"):
        poll(bench.world)


def test_ledgers_and_rows_may_be_in_one_database(
    stage_and_url: tuple[Stage, str], tmp_path: Path
) -> None:
    with open_store(f"sqlite:///{tmp_path}/books.db", TenantId("shop")) as books:
        create_tables(books.engine)
        rows = SqlSyncStore(books.engine, "shop", REALM)
        bench = Bench(*stage_and_url, ledgers=books.ledgers(), store=rows)
        bench.grant(30)
        bench.use(20)
        bench.memo_there("7.00")

        bench.until_quiet()

        assert bench.open_there() == bench.due() == usd(80)
        assert sum(one.available.minor for one in bench.ledger.credits.values()) == 1700
        assert bench.conflicts == ()
