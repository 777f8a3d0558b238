"""A database with very many credits, written with the driver alone.

One credit of twenty is of the same, large customer; the others have 500 credits each.
Three of ten credits are open, one of them used in part. The indexes of the
table are made at the end, as whoever loads so much would do it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from credits_core.commands import IssueCredit
from credits_core.entry import Effects, Entry
from credits_core.identity import CreditId, CustomerId, TenantId, UserId
from credits_core.money import Money
from credits_sql import SqlStore
from credits_sql.rows import Owner, journal_row
from credits_sql.tables import balance, credit, journal, ledger

TENANT: Final = TenantId("benchmark")
TODAY: Final = date(2025, 6, 30)
HOT: Final = CustomerId("customer 0")
USUAL: Final = CustomerId("customer 3")
FIRST_DAY: Final = date(2015, 1, 1)
_DAYS: Final = (TODAY - FIRST_DAY).days
_A_CUSTOMER: Final = 500
_ENTRIES: Final = 20
_GONE: Final = 7
_AT: Final = datetime(2025, 6, 30, 12, tzinfo=UTC)

Rows = Iterable[tuple[Any, ...]]


def _columns(table: Any) -> list[str]:  # noqa: ANN401 - a table of SQLAlchemy
    return [one.name for one in table.c if one.computed is None]


_CREDIT: Final = _columns(credit)
_BALANCES: Final = (
    f"INSERT INTO {balance.name} (tenant_id, customer_id, currency, available)"  # noqa: S608
    " SELECT tenant_id, customer_id, currency, CAST(sum(available) AS BIGINT)"
    f" FROM {credit.name} GROUP BY tenant_id, customer_id, currency"
)


_OF_SQLITE: Final = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index'"
    " AND tbl_name = 'credits_credit' AND name LIKE 'ix_%'"
)
_OF_POSTGRESQL: Final = (
    "SELECT indexname, indexdef FROM pg_indexes"
    " WHERE tablename = 'credits_credit' AND indexname LIKE 'ix_%'"
)


def fill(store: SqlStore, credits: int) -> None:
    """Write so many *credits* into an empty store."""
    connection: Any = store.engine.raw_connection()
    driver = connection.driver_connection
    makers = _without_indexes(driver)
    customers = [CustomerId(f"customer {n}") for n in range(_customers(credits))]
    heads = ((TENANT, one, _ENTRIES, _ENTRIES) for one in customers)
    _write(driver, ledger.name, [one.name for one in ledger.c], heads)
    rows = (_credit(number, credits) for number in range(credits))
    _write(driver, credit.name, _CREDIT, rows)
    _write(driver, journal.name, _columns(journal), _entries(customers))
    driver.execute(_BALANCES)
    for maker in makers:
        driver.execute(maker)
    driver.commit()
    connection.close()


def _customers(credits: int) -> int:
    return max(5, credits // _A_CUSTOMER)


def _credit(number: int, credits: int) -> tuple[Any, ...]:
    """The row of a credit; ten years have some of each day, of many customers."""
    whose = 0 if number % 20 == 0 else 1 + number % (_customers(credits) - 1)
    amount = 100 + number * 104_729 % 99_900
    kind = number % 10
    used = {0: 0, 1: 0, 2: amount // 3}.get(kind, amount if kind < _GONE else 0)
    cancelled = amount if kind in {_GONE, _GONE + 1} else 0
    deleted = amount if kind > _GONE + 1 else 0
    day = FIRST_DAY + timedelta(days=number * 7919 % _DAYS)
    is_memo = number % 7 == 0
    facts = {
        "tenant_id": TENANT,
        "customer_id": f"customer {whose}",
        "id": f"C{number:07}",
        "origin": "FromRemoteMemo" if is_memo else "Manual",
        "origin_system": "books" if is_memo else None,
        "origin_remote_id": str(number) if is_memo else None,
        "currency": "EUR" if number % 11 == 0 else "USD",
        "amount": amount,
        "used": used,
        "cancelled": cancelled,
        "deleted": deleted,
        "opening": 0,
        "effective_date": day.isoformat(),
        "sequence": number,
        "number": f"C{number:07}",
        "note": f"note {number % 97}",
        "generated_by": "[]",
        "issued_by": "import",
        "is_cancelled": bool(cancelled),
        "is_deleted": bool(deleted),
        "remote_amount": amount if is_memo else None,
        "revision": 0,
    }
    return tuple(map(facts.get, _CREDIT))


def _entries(customers: Iterable[CustomerId]) -> Iterator[tuple[Any, ...]]:
    """The latest entries of each customer; whole journals would tell nothing more."""
    names = _columns(journal)
    for customer_id, number in itertools.product(customers, range(_ENTRIES)):
        entry = Entry(
            customer_id=customer_id,
            version=number + 1,
            at=_AT,
            today=TODAY,
            user_id=UserId("import"),
            on_behalf_of=None,
            command=IssueCredit(
                customer_id=customer_id,
                credit_id=CreditId(f"{customer_id} {number}"),
                amount=Money(100, "USD"),
            ),
            events=(),
            effects=Effects(),
        )
        row = journal_row(Owner(TENANT, customer_id), entry)
        yield tuple(row[name] for name in names)


def _write(driver: Any, table: str, columns: list[str], rows: Rows) -> None:  # noqa: ANN401
    names = ", ".join(columns)
    if hasattr(driver, "executemany"):
        places = ", ".join("?" * len(columns))
        driver.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608
        return
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _without_indexes(driver: Any) -> list[str]:  # noqa: ANN401 - of either driver
    """Drop the indexes of the table of credits; what makes each of them again."""
    is_sqlite = hasattr(driver, "executemany")
    wanted = _OF_SQLITE if is_sqlite else _OF_POSTGRESQL
    found = driver.execute(wanted).fetchall()
    for name, _ in found:
        driver.execute(f"DROP INDEX {name}")
    return [made for _, made in found]
