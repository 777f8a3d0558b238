"""What a mixed payment costs when its customer has more and more history.

It should cost the same: with 1,000,000 rows of history at most 1.3 times what it costs
with 10. Half of the rows are entries of the journal, half are voided applications.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Final

from sqlalchemy import Connection, text

from .credits_of_a_customer import fill, payments
from .rounds import Times, interleaved
from .stores import STORES, Store

SIZES: Final = (10, 1_000_000)
RATIO_MAX: Final = 1.3
_CREDITS: Final = 1_000
_ROUNDS: Final = 200
_WARM_UP: Final = 20

_JOURNAL: Final = """
INSERT INTO credits_journal
    (tenant_id, customer_id, version, at, user_id, on_behalf_of, command, key, body)
SELECT
    tenant_id, customer_id, version + n, at, user_id, on_behalf_of, command, key, body
FROM (SELECT * FROM credits_journal ORDER BY version DESC LIMIT 1) AS last, numbers
"""
_APPLICATIONS: Final = """
INSERT INTO credits_application
    (tenant_id, customer_id, number, payment_id, credit_id, invoice_id, currency,
     amount, date, voided_on)
SELECT tenant_id, customer_id, number + n, payment_id, credit_id, invoice_id, currency,
    amount, date, date
FROM (SELECT * FROM credits_application ORDER BY number DESC LIMIT 1) AS last, numbers
"""
_HEAD: Final = (
    "UPDATE credits_ledger SET version = version + {n}, entries = entries + {n}"
)
_NUMBERS: Final = """
WITH RECURSIVE numbers (n) AS (
    SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {n})
"""


def run() -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    yield f"A mixed payment by rows of history of its customer (bar: {RATIO_MAX}x)"
    sizes = "".join(f"{size:>12,}" for size in SIZES)
    yield f"  {'median ms at':<12}{sizes}   ratio"
    for name in ("SQLite", "PostgreSQL"):
        yield _row(name, measured(name))


def measured(name: str) -> Times:
    """How long payments take in the store of that *name*."""
    with ExitStack() as stack:
        new_store = stack.enter_context(STORES[name]())
        cases: dict[str, Callable[[], Callable[[], object]]] = {}
        for size in SIZES:
            store = new_store()
            stack.callback(store.close)
            fill(store.ledgers, _CREDITS)
            paying = payments(store.ledgers)
            next(paying)()
            _grow(store, size // 2)
            store.settle()
            cases[str(size)] = paying.__next__
        return interleaved(cases, _ROUNDS, _WARM_UP)


def _grow(store: Store, rows: int) -> None:
    """As if so many commands had been carried out and as many entries voided."""
    with store.begin() as connection:
        for insert in (_JOURNAL, _APPLICATIONS):
            _run(connection, insert, rows)
        connection.execute(text(_HEAD.format(n=rows)))


def _run(connection: Connection, insert: str, rows: int) -> None:
    numbers = _NUMBERS.format(n=rows)
    if connection.dialect.name == "sqlite":
        connection.execute(text(numbers + insert))
    else:
        into, select = insert.split("SELECT", 1)
        connection.execute(text(f"{into} {numbers} SELECT {select}"))


def _row(name: str, times: Times) -> str:
    medians = "".join(f"{times.median_ms(str(size)):>12.3f}" for size in SIZES)
    ratio = times.ratio(str(SIZES[-1]), str(SIZES[0]))
    verdict = "holds" if ratio <= RATIO_MAX else "BROKEN"
    return f"  {name:<12}{medians}   {ratio:.2f}: {verdict}"
