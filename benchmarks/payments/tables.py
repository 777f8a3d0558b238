"""The tables of the floors: as few as hold what a payment changes, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from . import shape

TABLES: Final = (
    """CREATE TABLE book (
        tenant INTEGER NOT NULL, customer INTEGER NOT NULL, currency TEXT NOT NULL,
        available BIGINT NOT NULL, version INTEGER NOT NULL,
        PRIMARY KEY (tenant, customer, currency))""",
    """CREATE TABLE invoice (
        id BIGINT PRIMARY KEY, tenant INTEGER NOT NULL, customer INTEGER NOT NULL,
        currency TEXT NOT NULL, total BIGINT NOT NULL, paid BIGINT NOT NULL,
        status TEXT NOT NULL, version INTEGER NOT NULL)""",
    """CREATE TABLE credit (
        id BIGINT PRIMARY KEY, tenant INTEGER NOT NULL, customer INTEGER NOT NULL,
        currency TEXT NOT NULL, day INTEGER NOT NULL, sequence INTEGER NOT NULL,
        amount BIGINT NOT NULL, available BIGINT NOT NULL CHECK (available >= 0),
        is_open INTEGER NOT NULL, note TEXT NOT NULL, version INTEGER NOT NULL)""",
    """CREATE TABLE payment (
        id BIGINT PRIMARY KEY, tenant INTEGER NOT NULL, customer INTEGER NOT NULL,
        invoice BIGINT NOT NULL REFERENCES invoice (id),
        cash BIGINT NOT NULL, credit BIGINT NOT NULL, method TEXT NOT NULL,
        key TEXT NOT NULL, at BIGINT NOT NULL, UNIQUE (tenant, key))""",
    """CREATE TABLE application (
        id BIGINT PRIMARY KEY, tenant INTEGER NOT NULL,
        payment BIGINT NOT NULL REFERENCES payment (id),
        credit BIGINT NOT NULL REFERENCES credit (id),
        invoice BIGINT NOT NULL REFERENCES invoice (id),
        amount BIGINT NOT NULL CHECK (amount > 0),
        at BIGINT NOT NULL, voided_at BIGINT)""",
    """CREATE TABLE journal (
        id BIGINT PRIMARY KEY, tenant INTEGER NOT NULL, at BIGINT NOT NULL,
        actor TEXT NOT NULL, what TEXT NOT NULL, kind TEXT NOT NULL,
        about BIGINT NOT NULL, body TEXT NOT NULL)""",
    """CREATE TABLE told (
        id BIGINT PRIMARY KEY, tenant INTEGER NOT NULL, topic TEXT NOT NULL,
        body TEXT NOT NULL, at BIGINT NOT NULL, sent_at BIGINT)""",
)
"""What SQLite and PostgreSQL both understand."""

INDEXES: Final = (
    (
        "CREATE INDEX credit_fifo ON credit (tenant, customer, currency, day, sequence)"
        " WHERE is_open = 1"
    ),
    "CREATE INDEX invoice_customer ON invoice (tenant, customer)",
    "CREATE INDEX application_payment ON application (payment)",
    "CREATE INDEX application_credit ON application (credit)",
    "CREATE INDEX application_invoice ON application (invoice)",
    "CREATE INDEX journal_about ON journal (tenant, kind, about)",
    "CREATE INDEX told_unsent ON told (id) WHERE sent_at IS NULL",
)
"""Made after the rows are there."""


def rows() -> Iterator[tuple[str, int, Iterator[tuple[int | str, ...]]]]:
    """For each table that is not empty at first: its name, its width, its rows."""
    customers = range(1, shape.HOT + 1)
    available = {one: shape.open_credits(one) * shape.CREDIT for one in customers}
    yield "book", 5, ((1, one, "USD", available[one], 1) for one in customers)
    yield (
        "invoice",
        8,
        ((one, 1, one, "USD", shape.TOTAL, 0, "open", 1) for one in customers),
    )
    yield "credit", 11, _credits()


def _credits() -> Iterator[tuple[int | str, ...]]:
    number = 0
    for customer in range(1, shape.HOT + 1):
        for place in range(shape.USED + shape.open_credits(customer)):
            number += 1
            left = 0 if place < shape.USED else shape.CREDIT
            day = place % shape.OPEN
            yield (
                *(number, 1, customer, "USD", day, place),
                *(shape.CREDIT, left, int(left > 0), "", 1),
            )
