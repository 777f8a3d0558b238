"""``credits sync resolve`` decides the conflict that was listed, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import attrs
import pytest
from typing_extensions import override

from credits_cli.failures import RefusedError
from credits_cli.sync.deciding import decide
from credits_core.commands import EditCredit
from credits_core.identity import CreditId, CustomerId
from credits_core.ledger import Ledger
from credits_core.ports import GaveWayError
from credits_memory import MemoryLedgers
from credits_qbo.engine import BUSY, Choice, Sync, resolve
from credits_qbo.gateway import Timer
from credits_qbo.store import Conflict
from tests.adapters.qbo.acts import reprice
from tests.adapters.qbo.bench import ACME, Bench, Stage, served, usd

pytestmark = pytest.mark.extras

Act = Callable[[], object]


@pytest.fixture(scope="module")
def stage_and_url() -> Iterator[tuple[Stage, str]]:
    stage = Stage()
    with served(stage) as url:
        yield stage, url


class Meanwhile(Timer):
    """The time of a bench, on which something happens while somebody waits."""

    def __init__(self, timer: Timer, *acts: Act) -> None:
        self._timer = timer
        self._acts = list(acts)

    @override
    def now(self) -> datetime:
        return self._timer.now()

    @override
    def wait(self, seconds: float) -> None:
        self._timer.wait(seconds)
        if self._acts:
            self._acts.pop(0)()


class GivingWay(MemoryLedgers):
    """Ledgers whose blocks give way to others for some time."""

    is_crowded = False

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        if self.is_crowded:
            raise GaveWayError
        return super().load_whole(customer_id)


@pytest.fixture
def ledgers() -> GivingWay:
    return GivingWay()


@pytest.fixture
def bench(stage_and_url: tuple[Stage, str], ledgers: GivingWay) -> Bench:
    """Both sides have changed the same memo, and a person is asked."""
    bench = Bench(*stage_and_url, ledgers=ledgers)
    bench.grant(30)
    bench.step()
    _change_both(bench, 45, "60.00")
    for _ in range(3):
        bench.step()
    return bench


def _change_both(bench: Bench, here: int, there: str) -> None:
    (memo,) = bench.all_there("CreditMemo")
    reprice(bench, "CreditMemo", str(memo["Id"]), there)
    name = CreditId("C")
    bench.do(EditCredit(customer_id=ACME, credit_id=name, amount=usd(here)))


def _asked(bench: Bench) -> Conflict:
    (conflict,) = bench.conflicts
    return conflict


def _busy(bench: Bench, during: Act = lambda: None) -> Sync:
    """The exchange, whose lease another has until somebody waited once for it."""
    other = bench.another("other").alone()
    assert other.__enter__()

    def end() -> None:
        other.__exit__(None, None, None)
        during()

    timer = Meanwhile(bench.timer, end)
    return attrs.evolve(bench.sync, world=attrs.evolve(bench.world, timer=timer))


def test_a_step_under_way_is_waited_for(bench: Bench) -> None:
    decide(_busy(bench), _asked(bench), Choice.KEEP_HERE)

    bench.until_quiet()

    assert bench.conflicts == ()
    assert [int(one["TotalAmt"]) for one in bench.all_there("CreditMemo")] == [4500]


def test_what_the_step_under_way_has_ended_is_over(bench: Bench) -> None:
    meant = _asked(bench)

    def end() -> None:
        resolve(bench.world, meant.key, Choice.LOOK_AGAIN)

    with pytest.raises(RefusedError, match=r"^It is over: nobody is asked about it"):
        decide(_busy(bench, end), meant, Choice.KEEP_HERE)


def test_a_decision_is_not_carried_over_to_another_conflict(bench: Bench) -> None:
    """While the command waits, the memo is changed there once more."""
    meant = _asked(bench)

    def change() -> None:
        (memo,) = bench.all_there("CreditMemo")
        reprice(bench, "CreditMemo", str(memo["Id"]), "70.00")
        bench.step()

    with pytest.raises(RefusedError, match=r"^It is another one by now"):
        decide(_busy(bench, change), meant, Choice.TAKE_THEIRS)
    assert _asked(bench).there != meant.there


def test_whoever_waits_in_vain_is_refused(bench: Bench) -> None:
    meant = _asked(bench)
    settings = attrs.evolve(bench.world.settings, lease_seconds=10_000)
    other = attrs.evolve(bench.world, settings=settings)
    with (
        Sync(world=other, holder="other").alone(),
        pytest.raises(RefusedError, match=f"^It stays as it is: {BUSY}"),
    ):
        decide(bench.sync, meant, Choice.KEEP_HERE)


def test_others_at_work_on_the_books_are_a_refusal(
    bench: Bench, ledgers: GivingWay
) -> None:
    ledgers.is_crowded = True

    with pytest.raises(RefusedError, match="others were at work on the books"):
        decide(bench.sync, _asked(bench), Choice.TAKE_THEIRS)

    ledgers.is_crowded = False
    decide(bench.sync, _asked(bench), Choice.TAKE_THEIRS)
