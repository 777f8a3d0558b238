"""What a page of the credits table and a balance cost with more and more credits.

``python -m benchmarks.credits_table`` fills SQLite with 10,000 and 100,000 credits;
``--sizes 10000 100000 1000000`` goes on to a million, and ``--store PostgreSQL`` is
the other database. Beside each page stands the best statement on the raw driver.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from returns.pipeline import is_successful

from credits_core.commands import IssueCredit
from credits_core.credit import Manual
from credits_core.entry import Effects, Entry
from credits_core.events import CreditCancelled, CreditIssued, Event
from credits_core.fold import fold
from credits_core.identity import CreditId, CustomerId, TenantId, UserId
from credits_core.money import Money
from credits_core.ports import Change, Ledgers
from credits_core.search import OPEN_STATUSES, CreditSearch, Place, Sort, Source
from credits_sql import SqlStore

from .machine import description
from .rounds import Times, interleaved
from .stores import STORES

RATIO_MAX: Final = 1.5
FLOOR_MAX: Final = 2.0
TODAY: Final = date(2025, 6, 30)
PAGE: Final = 50
_A_CUSTOMER: Final = 500
_ROUNDS: Final = 60
_TENANT: Final = TenantId("benchmark")
_FIRST_DAY: Final = date(2015, 1, 1)
_HOT: Final = CustomerId("customer 3")

SEARCHES: Final[dict[str, CreditSearch]] = {
    "all, oldest first": CreditSearch(),
    "open, newest first": CreditSearch(statuses=OPEN_STATUSES, is_descending=True),
    "open, by amount": CreditSearch(
        statuses=OPEN_STATUSES, currency="USD", sort=Sort.AVAILABLE, is_descending=True
    ),
    "of a source, a year": CreditSearch(
        source=Source.MANUAL, first=date(2018, 1, 1), last=date(2018, 12, 31)
    ),
    "by customer": CreditSearch(sort=Sort.CUSTOMER),
    "of a customer, open": CreditSearch(customer_id=_HOT, statuses=OPEN_STATUSES),
    "of a text nobody wrote": CreditSearch(text="nobody wrote this"),
}


def fill(ledgers: Ledgers, credits: int) -> None:
    """So many *credits*, 500 a customer; of three, two are cancelled."""
    for number in range(0, credits, _A_CUSTOMER):
        customer_id = CustomerId(f"customer {number // _A_CUSTOMER}")
        seen = ledgers.load(customer_id, frozenset())
        events = tuple(_events(number, credits))
        entry = Entry(
            customer_id=customer_id,
            version=seen.version + 1,
            at=datetime(2025, 6, 30, 12, tzinfo=UTC),
            today=TODAY,
            user_id=UserId("import"),
            on_behalf_of=None,
            command=IssueCredit(
                customer_id=customer_id,
                credit_id=CreditId(f"batch {number}"),
                amount=Money(1, "USD"),
            ),
            events=events,
            effects=Effects(),
        )
        change = Change(seen=seen, after=fold(seen, events), entry=entry)
        if not is_successful(ledgers.commit(change)):
            raise RuntimeError("Nobody else should be here.")


def _events(start: int, credits: int) -> Iterator[Event]:
    days = (TODAY - _FIRST_DAY).days
    for number in range(start, min(start + _A_CUSTOMER, credits)):
        # Spread over ten years, so that each day has credits of many customers.
        day = _FIRST_DAY + timedelta(days=number * 7919 % days)
        amount = Money(100 + number * 104_729 % 99_900, "USD")
        name = CreditId(f"C{number:07}")
        yield CreditIssued(
            credit_id=name,
            origin=Manual(),
            amount=amount,
            opening=amount.zero,
            effective_date=day,
            sequence=number,
            number=name,
            note=f"note {number % 97}",
            generated_by=(),
            funded_by=(),
            issued_by=UserId("import"),
            caused_by=None,
        )
        if number % 3:
            yield CreditCancelled(credit_id=name, amount=amount)


def _middle(search: CreditSearch) -> Place | None:
    """A place far into the table, as the ten-thousandth page has."""
    match search.sort:
        case Sort.AVAILABLE:
            return (50_000, "C")
        case Sort.CUSTOMER:
            return ("customer 12", date(2020, 1, 1), "C")
        case Sort.DATE if search.is_fifo:
            return (date(2020, 1, 1), 0, "C")
        case Sort.DATE:
            return (date(2018, 7, 1), "C")


Case = Callable[[], Callable[[], object]]


def cases(store: SqlStore) -> dict[str, Case]:
    """Everything that is timed on one store, by name."""
    register = store.register()

    def page(search: CreditSearch, after: Place | None) -> Case:
        return lambda: lambda: register.credits(search, after, PAGE)

    found: dict[str, Case] = {}
    for name, search in SEARCHES.items():
        found[f"{name}, page 1"] = page(search, None)
        found[f"{name}, deep"] = page(search, _middle(search))
    found["balance"] = lambda: lambda: register.balances((_HOT,), TODAY)
    found["standing"] = lambda: lambda: register.standing(_HOT, TODAY, 20)
    found["raw driver, open, page 1"] = _raw(store)
    return found


def _raw(store: SqlStore) -> Case:
    """The best statement for the newest open credits, without anything around it."""
    pooled = store.engine.raw_connection()
    connection: Any = pooled.driver_connection
    if store.engine.dialect.name == "postgresql":
        connection.autocommit = True
    mark = "?" if store.engine.dialect.name == "sqlite" else "%s"
    query = (
        f"SELECT * FROM credits_credit WHERE tenant_id = {mark} AND is_open = 1"  # noqa: S608
        f" ORDER BY effective_date DESC, id DESC LIMIT {PAGE + 1}"
    )

    def read() -> object:
        # It is taken from the pool for as long as it is read from.
        assert pooled.is_valid
        return connection.execute(query, (_TENANT,)).fetchall()

    return lambda: read


def measured(store: str, sizes: list[int]) -> Times:
    """How long each case takes with each number of credits."""
    with ExitStack() as stack:
        new_store = stack.enter_context(STORES[store]())
        named: dict[str, Case] = {}
        for size in sizes:
            kept = new_store()
            stack.callback(kept.close)
            fill(kept.ledgers, size)
            kept.settle()
            assert kept.database is not None
            for name, case in cases(kept.database).items():
                named[f"{size} {name}"] = case
        return interleaved(named, _ROUNDS, 5)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", default="SQLite", choices=("SQLite", "PostgreSQL"))
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000])
    chosen = parser.parse_args()
    print(description(), flush=True)
    times = measured(chosen.store, chosen.sizes)
    first, last = chosen.sizes[0], chosen.sizes[-1]
    print(f"{chosen.store}: median ms by credits stored (bar: {RATIO_MAX}x)")
    names = [one.partition(" ")[2] for one in times.seconds]
    for name in dict.fromkeys(names):
        medians = (times.median_ms(f"{size} {name}") for size in chosen.sizes)
        figures = "".join(f"{median:>10.3f}" for median in medians)
        ratio = times.ratio(f"{last} {name}", f"{first} {name}")
        print(f"  {name:<38}{figures}   {ratio:.2f}x")
    page, floor = "open, newest first, page 1", "raw driver, open, page 1"
    over = times.ratio(f"{last} {page}", f"{last} {floor}")
    print(f"  {page} over the raw driver: {over:.2f}x (bar: {FLOOR_MAX}x)")


if __name__ == "__main__":
    main()
