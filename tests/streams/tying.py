"""Whether every way of asking comes to the same, at each checkpoint of a stream.

``python -m tests.streams.tying STREAM`` plays a stream in memory, or on the database
of ``--store``, and prints a line for each checkpoint. It ends with 0 if all tie out.
The database is a place such as ``sqlite:///tying.db``, or one on PostgreSQL, in which
the tenant ``tying`` has nothing yet.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from time import process_time
from typing import Final

import attrs

from credits_cli.stream import CHECKPOINT, Checks, Outcome, Replay, read_lines
from credits_core.desk import Desk
from credits_core.enquiries import (
    AvailableCredit,
    Basis,
    CreditsAsOf,
    CreditsTable,
    CustomerProfile,
    RollForward,
    RollForwardOfPeriod,
)
from credits_core.identity import CustomerId, TenantId
from credits_core.laws import state_violations
from credits_core.money import Money
from credits_core.ports import Ledgers, Register
from credits_core.search import OPEN_STATUSES, CreditSearch
from credits_memory import HandClock, MemoryLedgers, MemoryRegister
from credits_sql import open_store
from credits_testkit.occasions import BOSS

CURRENCY: Final = "GBP"
BEGINNING: Final = date(2000, 1, 1)
NOTHING: Final = Money(0, CURRENCY)
_PROFILES_MAX: Final = 40


@attrs.frozen(kw_only=True)
class Told:
    """What is left of all credits, as each way of asking tells it.

    *ledgers* adds up the credits of the whole ledgers, of which the laws were
    looked at; *figures* is what the stream demands. *moved* is what was applied and
    what was given up since the beginning, which has to be as *demanded*.
    """

    figures: Money
    table: Money
    balances: Money
    aged: Money
    rolled: Money
    ledgers: Money
    broken: tuple[str, ...]
    moved: tuple[Money, Money]
    demanded: tuple[Money, Money]

    @property
    def ties_out(self) -> bool:
        """Whether all of them are the same, and no law is broken."""
        ways = (self.table, self.balances, self.aged, self.rolled, self.ledgers)
        is_alike = all(one == self.figures for one in ways)
        return not self.broken and is_alike and self.moved == self.demanded


def played(
    stream: Path, ledgers: Ledgers, register: Register, *, laws: bool = False
) -> Iterator[tuple[Outcome, Desk]]:
    """Each checkpoint when it is reached, and a desk that can be asked there."""
    replay = Replay(ledgers, currency=CURRENCY, checks=Checks(laws=laws))
    with stream.open("rb") as file:
        for outcome in replay.play(read_lines(file, currency=CURRENCY)):
            if outcome.differences:
                raise ValueError(outcome.differences[0].sentence)
            if outcome.name == CHECKPOINT:
                clock = HandClock(outcome.line.at)
                yield outcome, Desk(ledgers=ledgers, clock=clock, register=register)


def told(desk: Desk, outcome: Outcome) -> Told:
    """What each way of asking comes to, for all customers at that moment."""
    day, customers = outcome.line.at.date(), tuple(desk.ledgers.customers())
    recorded = CreditsAsOf(day=day, basis=Basis.RECORDED)
    whole = [desk.ledgers.load_whole(one) for one in customers]
    credits = (one for ledger in whole for one in ledger.credits.values())
    since_then = rolled(desk, BEGINNING, day)
    applied = since_then.applied - since_then.returned
    return Told(
        figures=Money.of(outcome.figures["available"], CURRENCY),
        table=_of_table(desk),
        balances=_of_balances(desk, customers),
        aged=sum(
            (one.total for one in desk.ask(recorded, BOSS).unwrap().totals),
            start=NOTHING,
        ),
        rolled=since_then.closing,
        ledgers=sum((one.available for one in credits), start=NOTHING),
        broken=tuple(
            one.sentence for ledger in whole for one in state_violations(ledger)
        ),
        moved=(applied, since_then.cancelled + since_then.written_off),
        demanded=(
            Money.of(outcome.figures["applied"], CURRENCY),
            Money.of(outcome.figures["written_off"], CURRENCY),
        ),
    )


def _of_table(desk: Desk) -> Money:
    total, cursor = NOTHING, None
    search = CreditSearch(statuses=OPEN_STATUSES)
    while True:
        query = CreditsTable(search=search, size=500, cursor=cursor)
        page = desk.ask(query, BOSS).unwrap()
        total = sum((row.credit.available for row in page.rows), start=total)
        cursor = page.later
        if cursor is None:
            return total


def _of_balances(desk: Desk, customers: tuple[CustomerId, ...]) -> Money:
    found = desk.ask(AvailableCredit(customer_ids=customers), BOSS).unwrap()
    for one in customers[:_PROFILES_MAX]:
        profile = desk.ask(CustomerProfile(customer_id=one), BOSS).unwrap()
        if profile.balances != found.balances[one]:
            raise ValueError(f"The profile of {one} tells of another balance.")
    balances = (one.total for some in found.balances.values() for one in some)
    return sum(balances, start=NOTHING)


def rolled(desk: Desk, first: date, last: date) -> RollForward:
    """The roll-forward of all customers, by recorded days."""
    period = RollForwardOfPeriod(first=first, last=last, basis=Basis.RECORDED)
    (figures,) = desk.ask(period, BOSS).unwrap().totals
    return figures


def main() -> int:
    """Play a stream and print what was told at each checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stream", type=Path)
    parser.add_argument("--store", help="the URL of an empty database")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        memory = MemoryLedgers()
        ledgers: Ledgers = memory
        register: Register = MemoryRegister(memory)
        if chosen.store:
            store = stack.enter_context(open_store(chosen.store, TenantId("tying")))
            ledgers, register = store.ledgers(), store.register()
        return _printed(chosen.stream, ledgers, register)


def _printed(stream: Path, ledgers: Ledgers, register: Register) -> int:
    is_tied = True
    for outcome, desk in played(stream, ledgers, register, laws=True):
        found = told(desk, outcome)
        verdict = "ties out" if found.ties_out else f"DIFFERS: {found}"
        day, customers = outcome.line.at.date(), sum(1 for _ in ledgers.customers())
        line = f"{day}  {customers:>5} customers  {found.figures}  {verdict}"
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
        is_tied = is_tied and found.ties_out
    sys.stdout.write(f"{process_time():.0f} seconds of processor time\n")
    return 0 if is_tied else 1


if __name__ == "__main__":
    sys.exit(main())
