"""Each page of the table of credits walks along one index, and never sorts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import attrs
import pytest
from sqlalchemy import Connection, text

from credits_core.credit import CreditStatus
from credits_core.events import CreditIssued
from credits_core.identity import CustomerId
from credits_core.search import OPEN_STATUSES, CreditSearch, Sort, Source
from credits_sql import SqlStore
from credits_sql.lookup.choosing import values_of, walk_for
from credits_sql.lookup.walks import WINDOW, rows_on
from credits_sql.statements import Value
from credits_testkit.contracts.events_given import issued
from credits_testkit.contracts.given import DAY, Writer

from .places import TENANT

pytestmark = pytest.mark.extras

CUSTOMERS = tuple(CustomerId(f"customer {number}") for number in range(30))
CUSTOMER = CUSTOMERS[7]
CANCELLED = frozenset({CreditStatus.CANCELLED})

SEARCHES = {
    "date": CreditSearch(),
    "date, of a text": CreditSearch(text="x"),
    "date, in a period": CreditSearch(first=DAY, last=DAY),
    "open_date": CreditSearch(statuses=OPEN_STATUSES),
    "open_date, of a source": CreditSearch(
        statuses=OPEN_STATUSES, source=Source.RETURN
    ),
    "open_available": CreditSearch(
        statuses=OPEN_STATUSES, currency="USD", sort=Sort.AVAILABLE
    ),
    "set_aside": CreditSearch(statuses=CANCELLED),
    "source_date": CreditSearch(source=Source.OVERPAYMENT),
    "customer_date": CreditSearch(sort=Sort.CUSTOMER),
    "customer_date, of one": CreditSearch(customer_id=CUSTOMER),
    "fifo": CreditSearch(customer_id=CUSTOMER, statuses=OPEN_STATUSES, currency="USD"),
}
ALL = {
    f"{name}{' backwards' if way.is_descending else ''}": way
    for name, search in SEARCHES.items()
    for way in (search, search.reversed)
}


@pytest.fixture
def connection(store: SqlStore) -> Iterator[Connection]:
    """A connection to a store with many open credits of some customers."""
    for customer_id in CUSTOMERS:
        credits = [_issued(f"{customer_id} {number}", number) for number in range(100)]
        Writer(store.ledgers(), customer_id).write(*credits)
    with store.engine.connect() as opened:
        opened.execute(text("ANALYZE"))
        if opened.dialect.name == "postgresql":
            # So small a table would be read whole and sorted.
            opened.execute(text("SET enable_seqscan = off"))
            opened.execute(text("SET enable_bitmapscan = off"))
        yield opened


def _issued(name: str, days: int) -> CreditIssued:
    """A credit so many days before and after the middle."""
    day = DAY + timedelta(days=days - 50)
    return attrs.evolve(issued(name, "1"), effective_date=day)


def _plan(connection: Connection, search: CreditSearch, *, is_begun: bool) -> str:
    database, walk = connection.dialect.name, walk_for(search)
    values: dict[str, Value] = dict(values_of(search))
    if is_begun:
        place: dict[str, Value] = {
            "effective_date": DAY.isoformat(),
            "sequence": 5,
            "available": 5,
        }
        values |= {f"after_{one}": place.get(one, "customer 7") for one in walk.key}
    query = rows_on(database, walk, is_begun=is_begun).on(database)
    explain = "EXPLAIN QUERY PLAN " if database == "sqlite" else "EXPLAIN "
    given = {"tenant_id": TENANT, "most": 50, **values}
    found = connection.exec_driver_sql(explain + query.text, query.given(given))
    return "\n".join(str(row[-1]) for row in found)


def test_every_search_walks_along_the_index_that_is_meant(
    connection: Connection,
) -> None:
    """From the beginning and from a place on, in either direction."""
    for name, search in ALL.items():
        for is_begun in (False, True):
            plan = _plan(connection, search, is_begun=is_begun)

            index = name.split(",")[0].split(" ")[0]
            is_meant = connection.dialect.name == "sqlite" or index in {
                *("fifo", "customer_date", "open_available", "set_aside")
            }
            assert f"ix_credits_credit_{index}" in plan or not is_meant, (
                f"{name} {plan}"
            )
            assert "b-tree" not in plan.lower(), f"{name}\n{plan}"
            assert "sort" not in plan.lower(), f"{name}\n{plan}"
            assert "seq scan" not in plan.lower(), f"{name}\n{plan}"


def test_no_walk_looks_at_more_entries_than_its_window(store: SqlStore) -> None:
    """One credit too many is left for the next page, though no row was found."""
    last = attrs.evolve(issued("z", "1"), note="found")
    credits = [issued(f"K{number:05}", "1") for number in range(WINDOW)]
    Writer(store.ledgers()).write(*credits, last)
    search, register = CreditSearch(text="found"), store.register()

    first = register.credits(search, None, 10)
    second = register.credits(search, first.end, 10)

    assert (first.rows, first.end) == ((), (DAY, f"K{WINDOW - 1:05}"))
    assert [row.credit.id for row in second.rows] == ["z"]
    assert second.end is None
