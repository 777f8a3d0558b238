"""On a year of real invoices, every way of asking comes to the same (R20 to R24)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest

from credits_core.identity import TenantId
from credits_core.money import Money
from credits_memory import MemoryLedgers, MemoryRegister
from credits_sql import open_store

from .lines_of_scenarios import DATA
from .tying import CURRENCY, NOTHING, Told, played, told

pytestmark = pytest.mark.extras

STREAM = DATA / "small_commands.jsonl.gz"
CHECKPOINTS = 13


def test_at_every_checkpoint_all_ways_of_asking_tie_out() -> None:
    """Table, profiles, balances, ageing, roll-forward and ledgers, and the laws."""
    ledgers = MemoryLedgers()
    count = 0
    for outcome, desk in played(STREAM, ledgers, MemoryRegister(ledgers)):
        found = told(desk, outcome)
        assert found.ties_out, found
        assert found.figures.is_positive
        count += 1

    assert count == CHECKPOINTS


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path}/b.db"
    return str(request.getfixturevalue("postgres_url"))


def test_the_tables_of_a_database_tie_out_too(place: str) -> None:
    """The first month."""
    with open_store(place, TenantId("tying")) as store:
        outcome, desk = next(played(STREAM, store.ledgers(), store.register()))

        found = told(desk, outcome)
        assert found.ties_out, found


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
        moved=(NOTHING, NOTHING),
        demanded=(NOTHING, NOTHING),
    )

    assert same.ties_out
    told_otherwise: dict[str, Any] = {way: Money(1, CURRENCY)}
    assert not attrs.evolve(same, **told_otherwise).ties_out
    assert not attrs.evolve(same, broken=("A law is broken.",)).ties_out
    for moved in ((Money(1, CURRENCY), NOTHING), (NOTHING, Money(1, CURRENCY))):
        assert not attrs.evolve(same, moved=moved).ties_out
