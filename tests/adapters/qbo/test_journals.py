"""Journals and ledgers that are read from where one stopped are the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from credits_core.commands import IssueCredit
from credits_core.desk import Desk
from credits_core.identity import CreditId, CustomerId, TenantId
from credits_core.ports import Ledgers
from credits_memory import MemoryLedgers
from credits_qbo.engine.journals import NewestLedgers, entries_after, versions_of
from credits_sql import SqlLedgers, create_schema
from credits_sql.engines import new_engine

from .bench import ACME, ANNA, usd
from .schedules.stopped import HandClock

pytestmark = pytest.mark.extras


@pytest.fixture(params=["memory", "sqlite"])
def ledgers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledgers]:
    """Ledgers that are read from the beginning, and such that are not."""
    if request.param == "memory":
        yield MemoryLedgers()
        return
    engine = new_engine(f"sqlite:///{tmp_path}/books.db")
    create_schema(engine)
    yield SqlLedgers(engine, TenantId("t"))
    engine.dispose()


def _grant(ledgers: Ledgers, name: str) -> None:
    credit = IssueCredit(customer_id=ACME, credit_id=CreditId(name), amount=usd(5))
    Desk(ledgers=ledgers, clock=HandClock()).submit(credit, ANNA).unwrap()


def test_what_is_new_in_a_journal_is_its_end(ledgers: Ledgers) -> None:
    for name in "abcde":
        _grant(ledgers, name)

    told = [list(entries_after(ledgers, ACME, after)) for after in (0, 3, 5)]

    whole = list(ledgers.journal(ACME))
    assert told == [whole, whole[3:], []]
    assert versions_of(ledgers, [ACME])[ACME] == 5
    assert (
        versions_of(ledgers, [CustomerId("nobody")]).get(CustomerId("nobody"), 0) == 0
    )


def test_a_whole_ledger_is_read_again_once_it_has_changed(ledgers: Ledgers) -> None:
    newest = NewestLedgers()
    _grant(ledgers, "a")
    first = newest.of(ledgers, ACME)
    assert newest.of(ledgers, ACME) == first == ledgers.load_whole(ACME)

    _grant(ledgers, "b")

    assert newest.of(ledgers, ACME) == ledgers.load_whole(ACME) != first
