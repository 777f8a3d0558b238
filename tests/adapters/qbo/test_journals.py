"""Journals and ledgers that are read from where one stopped are the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typing_extensions import override

from credits_core.commands import IssueCredit
from credits_core.desk import Desk
from credits_core.identity import CreditId, CustomerId, TenantId
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers
from credits_memory import MemoryLedgers
from credits_qbo.engine.journals import NewestLedgers, entries_after, versions_of
from credits_sql import SqlLedgers, create_schema
from credits_sql.engines import new_engine

from .bench import ACME, ANNA, usd
from .schedules.stopped import HandClock

pytestmark = pytest.mark.extras

KEPT_MAX = 64
"""How many whole ledgers are kept at most."""


class CountingLedgers(SqlLedgers):
    """Ledgers in a database that note whose was read whole."""

    def __init__(self, engine: Engine, tenant_id: TenantId) -> None:
        super().__init__(engine, tenant_id)
        self.whole: list[str] = []

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        self.whole.append(customer_id)
        return super().load_whole(customer_id)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = new_engine(f"sqlite:///{tmp_path}/books.db")
    create_schema(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def counting(engine: Engine) -> CountingLedgers:
    return CountingLedgers(engine, TenantId("t"))


@pytest.fixture(params=["memory", "sqlite"])
def ledgers(request: pytest.FixtureRequest, engine: Engine) -> Ledgers:
    """Ledgers that are read from the beginning, and such that are not."""
    if request.param == "memory":
        return MemoryLedgers()
    return SqlLedgers(engine, TenantId("t"))


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


def test_a_whole_ledger_is_not_read_again_before_it_changes(
    counting: CountingLedgers,
) -> None:
    newest = NewestLedgers()
    _grant(counting, "a")
    counting.whole.clear()

    for _ in range(3):
        newest.of(counting, ACME)
    before = list(counting.whole)
    _grant(counting, "b")
    counting.whole.clear()
    for _ in range(3):
        newest.of(counting, ACME)

    assert (before, counting.whole) == ([ACME], [ACME])


def test_only_so_many_ledgers_are_kept(counting: CountingLedgers) -> None:
    """The last one of them finds no place, and all begin anew."""
    newest = NewestLedgers()
    names = [CustomerId(f"customer {number}") for number in range(KEPT_MAX + 1)]
    for name in names[:KEPT_MAX]:
        newest.of(counting, name)
    newest.of(counting, names[0])
    full = len(counting.whole)
    newest.of(counting, names[KEPT_MAX])
    newest.of(counting, names[0])

    assert (full, len(counting.whole)) == (KEPT_MAX, KEPT_MAX + 2)


def test_the_ledgers_of_two_tenants_are_told_apart(engine: Engine) -> None:
    """Both have a customer of that name, whose ledgers have come as far."""
    newest = NewestLedgers()
    ours, theirs = (SqlLedgers(engine, TenantId(one)) for one in ("t", "u"))
    _grant(ours, "a")
    _grant(theirs, "b")

    assert list(newest.of(ours, ACME).credits) == ["a"]
    assert list(newest.of(theirs, ACME).credits) == ["b"]
