"""The floor on SQLite: the driver alone, and as few statements as will do."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from . import shape, tables


def fill(file: Path) -> None:
    """Make the tables in *file*, with what is there before the first payment."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = WAL")
    for table in tables.TABLES:
        # A key that is the number of the row itself needs no index beside it.
        connection.execute(
            table.replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY")
            + (" WITHOUT ROWID" if "TABLE book" in table else "")
        )
    for name, width, rows in tables.rows():
        places = ",".join("?" * width)
        connection.executemany(f"INSERT INTO {name} VALUES ({places})", rows)  # noqa: S608 - names from above
    for index in tables.INDEXES:
        connection.execute(index)
    connection.commit()
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def paying(
    file: Path, turns: Iterable[tuple[int, int]]
) -> Iterator[Callable[[], object]]:
    """Payments, each to be carried out by calling it."""
    connection = sqlite3.connect(file, isolation_level=None, cached_statements=256)
    execute = connection.execute
    for pragma in (
        "busy_timeout = 30000",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "cache_size = -65536",
        "mmap_size = 268435456",
    ):
        execute(f"PRAGMA {pragma}")
    for number, customer in turns:
        yield _payment(execute, number, customer)


def _payment(
    execute: Callable[..., sqlite3.Cursor], number: int, customer: int
) -> Callable[[], object]:
    def pay() -> None:
        execute("BEGIN IMMEDIATE")
        try:
            _pay(execute, number, customer)
            execute("COMMIT")
        except BaseException:
            execute("ROLLBACK")
            raise

    return pay


def _pay(execute: Callable[..., sqlite3.Cursor], number: int, customer: int) -> None:
    total, paid = execute(
        "SELECT total, paid FROM invoice WHERE tenant = ? AND id = ? AND customer = ?",
        (1, customer, customer),
    ).fetchone()
    credits = execute(
        "SELECT id, available FROM credit WHERE tenant = ? AND customer = ?"
        " AND currency = ? AND is_open = 1 ORDER BY day, sequence LIMIT 8",
        (1, customer, "USD"),
    ).fetchall()
    (one, one_taken, one_left), (two, two_taken, two_left) = taken(credits)
    paid += shape.CASH + shape.FROM_CREDITS
    if paid > total:
        raise RuntimeError("More than is due.")
    now = int(time.time())
    execute(
        "INSERT INTO payment VALUES (?,?,?,?,?,?,?,?,?)",
        (
            *(number, 1, customer, customer, shape.CASH, shape.FROM_CREDITS),
            *("cash", f"key {number}", now),
        ),
    )
    execute(
        "INSERT INTO application VALUES (?,?,?,?,?,?,?,?),(?,?,?,?,?,?,?,?)",
        (
            *(number * 2, 1, number, one, customer, one_taken, now, None),
            *(number * 2 + 1, 1, number, two, customer, two_taken, now, None),
        ),
    )
    execute(
        "UPDATE credit SET available = CASE id WHEN ?1 THEN ?2 ELSE ?4 END,"
        " is_open = CASE id WHEN ?1 THEN ?2 > 0 ELSE ?4 > 0 END,"
        " version = version + 1 WHERE id IN (?1, ?3)",
        (one, one_left, two, two_left),
    )
    execute(
        "INSERT INTO journal VALUES"
        " (?,?,?,?,?,?,?,?),(?,?,?,?,?,?,?,?),(?,?,?,?,?,?,?,?)",
        [figure for row in told(number, customer, credits, now) for figure in row],
    )
    execute(
        "UPDATE invoice SET paid = ?, status = ?, version = version + 1 WHERE id = ?",
        (paid, "paid" if paid == total else "open", customer),
    )
    execute(
        "UPDATE book SET available = available - ?, version = version + 1"
        " WHERE tenant = 1 AND customer = ? AND currency = 'USD'",
        (shape.FROM_CREDITS, customer),
    )
    execute(
        "INSERT INTO told VALUES (?,?,?,?,?,?)",
        (number, 1, "payment", json.dumps({"payment": number}), now, None),
    )


def taken(credits: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """What is taken of the oldest credits, and what is left of each."""
    short = shape.FROM_CREDITS
    found: list[tuple[int, int, int]] = []
    for credit, available in credits:
        part = min(available, short)
        found.append((credit, part, available - part))
        short -= part
        if not short:
            return found
    raise RuntimeError("Not enough credit.")


def told(
    number: int, customer: int, credits: list[tuple[int, int]], now: int
) -> Iterator[tuple[int | str, ...]]:
    """One row of the journal for the payment, and one for each credit."""
    body = {"invoice": customer, "cash": shape.CASH, "credit": shape.FROM_CREDITS}
    yield (number * 4, 1, now, "anna", "received", "payment", number, json.dumps(body))
    for place, (credit, part, _) in enumerate(taken(credits), 1):
        body = {"payment": number, "amount": part}
        yield (
            *(number * 4 + place, 1, now, "anna", "applied"),
            *("credit", credit, json.dumps(body)),
        )
