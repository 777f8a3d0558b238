"""On a year of real invoices, every way of asking comes to the same (R20 to R24)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from credits_cli.stream import CHECKPOINT, Line, Outcome, Replay, read_lines
from credits_core.desk import Desk
from credits_core.enquiries import (
    AvailableCredit,
    Basis,
    CreditsAsOf,
    CreditsTable,
    RollForward,
    RollForwardOfPeriod,
)
from credits_core.identity import CustomerId, TenantId
from credits_core.money import Money
from credits_core.ports import Ledgers, Register
from credits_core.search import OPEN_STATUSES, CreditSearch
from credits_memory import HandClock, MemoryLedgers, MemoryRegister
from credits_sql import open_store
from credits_testkit.occasions import BOSS

from .lines_of_scenarios import DATA

pytestmark = pytest.mark.extras

STREAM = DATA / "small_commands.jsonl.gz"
BEGINNING = date(2000, 1, 1)


def _lines() -> Iterator[Line]:
    with STREAM.open("rb") as file:
        yield from read_lines(file, currency="GBP")


def _checkpoints(ledgers: Ledgers) -> Iterator[tuple[Outcome, date]]:
    """Each checkpoint when it is reached, and its day."""
    replay = Replay(ledgers, currency="GBP")
    for outcome in replay.play(_lines()):
        if outcome.name == CHECKPOINT:
            yield outcome, outcome.line.at.date()


def _desk(ledgers: Ledgers, register: Register, outcome: Outcome) -> Desk:
    clock = HandClock(outcome.line.at)
    return Desk(ledgers=ledgers, clock=clock, register=register)


def _of_table(desk: Desk) -> tuple[Money, int]:
    """What is left in the whole table, and in how many credits."""
    total, count, cursor = Money(0, "GBP"), 0, None
    search = CreditSearch(statuses=OPEN_STATUSES)
    while True:
        query = CreditsTable(search=search, size=500, cursor=cursor)
        page = desk.ask(query, BOSS).unwrap()
        for row in page.rows:
            total += row.credit.available
        count += len(page.rows)
        cursor = page.later
        if cursor is None:
            return total, count


def _of_profiles(desk: Desk, customers: tuple[CustomerId, ...]) -> Money:
    found = desk.ask(AvailableCredit(customer_ids=customers), BOSS).unwrap()
    balances = [one for some in found.balances.values() for one in some]
    return sum((one.total for one in balances), start=Money(0, "GBP"))


def _rolled(desk: Desk, day: date) -> RollForward:
    period = RollForwardOfPeriod(first=BEGINNING, last=day, basis=Basis.RECORDED)
    (figures,) = desk.ask(period, BOSS).unwrap().totals
    return figures


def _ties_out(desk: Desk, outcome: Outcome, day: date) -> None:
    wanted = Money.of(outcome.figures["available"], "GBP")
    customers = tuple(desk.ledgers.customers())
    at_day = CreditsAsOf(day=day, basis=Basis.RECORDED)
    (aged,) = desk.ask(at_day, BOSS).unwrap().totals

    assert _of_table(desk) == (wanted, int(outcome.figures["open_credits"]))
    assert _of_profiles(desk, customers) == wanted
    assert aged.total == wanted
    figures = _rolled(desk, day)
    assert figures.closing == wanted
    applied = figures.applied - figures.returned
    assert applied == Money.of(outcome.figures["applied"], "GBP")
    gone = figures.cancelled + figures.written_off
    assert gone == Money.of(outcome.figures["written_off"], "GBP")


def test_at_checkpoints_all_ways_of_asking_tie_out() -> None:
    """Table, balances, ageing and roll-forward, against the figures demanded."""
    ledgers = MemoryLedgers()
    register = MemoryRegister(ledgers)
    count = 0
    for number, (outcome, day) in enumerate(_checkpoints(ledgers)):
        assert outcome.differences == ()
        if number % 4 == 3:
            _ties_out(_desk(ledgers, register, outcome), outcome, day)
            count += 1
        if count == 2:
            break

    assert count == 2


def test_the_tables_of_a_database_tie_out_too(tmp_path: Path) -> None:
    """The first month, in SQLite."""
    with open_store(f"sqlite:///{tmp_path}/b.db", TenantId("T")) as store:
        ledgers, register = store.ledgers(), store.register()
        outcome, day = next(_checkpoints(ledgers))

        assert outcome.differences == ()
        _ties_out(_desk(ledgers, register, outcome), outcome, day)
