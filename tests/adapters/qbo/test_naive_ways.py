"""Simpler ways to do it are caught by the same stories: each makes a memo again."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager

import attrs
import pytest
from typing_extensions import override

from credits_qbo.gateway import Answered, Gateway, Outcome, Selection
from credits_qbo.store import MemorySyncStore, Record, SyncStore, Tie, Unit
from qbo_simulator import Switches

from .bench import Bench, DiedError, Stage
from .dying import PassingOn

pytestmark = pytest.mark.extras

FORGETFUL = Switches.of(requestid_retention=1)


class _NotedAfterwards(PassingOn):
    """Rows of which a write that is begun is not one."""

    @override
    def put(self, record: Record) -> None:
        if not (isinstance(record, Tie) and record.is_open):
            super().put(record)


class NotedAfterwards(MemorySyncStore):
    """The naive way: what belongs together is noted once the answer is there."""

    @override
    @contextmanager
    def unit(self) -> Generator[Unit]:
        with super().unit() as unit:
            yield _NotedAfterwards(unit)


class NeverSearching(Gateway):
    """The naive way: the request id alone has to prevent that it is made twice."""

    @override
    def pages(self, selection: Selection) -> Iterator[Outcome]:
        yield Answered(body={"QueryResponse": {}})


def _after_a_death(place: tuple[Stage, str], store: SyncStore) -> int:
    bench = Bench(*place, switches=FORGETFUL, store=store)
    bench.grant(30)
    bench.session.dies = "after"
    with pytest.raises(DiedError):
        bench.step()
    bench.timer.wait(3_600)
    bench.sync = bench.another("the next one")
    bench.until_quiet(20)
    return len(bench.all_there("CreditMemo"))


def test_noting_it_after_the_answer_makes_many(
    stage_and_url: tuple[Stage, str],
) -> None:
    assert _after_a_death(stage_and_url, MemorySyncStore()) == 1
    assert _after_a_death(stage_and_url, NotedAfterwards()) > 1


@pytest.mark.parametrize(("searches", "memos"), [(True, 1), (False, 2)])
def test_a_request_id_alone_makes_two_when_it_is_forgotten(
    stage_and_url: tuple[Stage, str], searches: bool, memos: int
) -> None:
    """The answer is lost, the feed is silent, and the id is known for a minute."""
    bench = Bench(*stage_and_url, switches=FORGETFUL)
    if not searches:
        world = bench.world
        naive = NeverSearching(
            world.gateway.realm_id,
            world.gateway._connector,
            world.gateway._pace,
            bench.session,
        )
        world = attrs.evolve(world, gateway=naive)
        bench.sync = attrs.evolve(bench.sync, world=world)
    bench.grant(30)
    bench.strike("answer lost")
    bench.strike("request lost", matching="cdc", times=9)

    for _ in range(4):
        bench.step()
        bench.timer.wait(600)

    assert len(bench.all_there("CreditMemo")) == memos
