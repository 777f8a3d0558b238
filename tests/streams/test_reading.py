"""On a year of real invoices, every way of asking comes to the same (R20 to R24)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest

from credits_cli.stream import Outcome
from credits_core.desk import Desk
from credits_core.identity import TenantId
from credits_core.money import Money
from credits_memory import MemoryLedgers, MemoryRegister
from credits_sql import open_store

from .lines_of_scenarios import DATA
from .tying import BEGINNING, CURRENCY, NOTHING, Told, played, rolled, told

pytestmark = pytest.mark.extras

STREAM = DATA / "small_commands.jsonl.gz"
CHECKPOINTS = 13


def _moves_as_demanded(desk: Desk, outcome: Outcome) -> None:
    """What the stream says was applied and given up is what the roll-forward has."""
    figures = rolled(desk, BEGINNING, outcome.line.at.date())
    applied = figures.applied - figures.returned
    gone = figures.cancelled + figures.written_off

    assert applied == Money.of(outcome.figures["applied"], CURRENCY)
    assert gone == Money.of(outcome.figures["written_off"], CURRENCY)


def test_at_every_checkpoint_all_ways_of_asking_tie_out() -> None:
    """Table, profiles, balances, ageing, roll-forward and ledgers, and the laws."""
    ledgers = MemoryLedgers()
    count = 0
    for outcome, desk in played(STREAM, ledgers, MemoryRegister(ledgers)):
        found = told(desk, outcome)
        assert found.ties_out, found
        assert found.figures.is_positive
        _moves_as_demanded(desk, outcome)
        count += 1

    assert count == CHECKPOINTS


def test_the_tables_of_a_database_tie_out_too(tmp_path: Path) -> None:
    """The first month, in SQLite."""
    with open_store(f"sqlite:///{tmp_path}/b.db", TenantId("T")) as store:
        outcome, desk = next(played(STREAM, store.ledgers(), store.register()))

        found = told(desk, outcome)
        assert found.ties_out, found
        _moves_as_demanded(desk, outcome)


@pytest.mark.parametrize("way", ["table", "balances", "aged", "rolled", "ledgers"])
def test_a_cent_that_only_one_of_them_tells_does_not_tie_out(way: str) -> None:
    same = Told(
        figures=NOTHING,
        table=NOTHING,
        balances=NOTHING,
        aged=NOTHING,
        rolled=NOTHING,
        ledgers=NOTHING,
        broken=(),
    )

    assert same.ties_out
    told_otherwise: dict[str, Any] = {way: Money(1, CURRENCY)}
    assert not attrs.evolve(same, **told_otherwise).ties_out
    assert not attrs.evolve(same, broken=("A law is broken.",)).ties_out
