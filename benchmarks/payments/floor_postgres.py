"""The floor on PostgreSQL: the whole payment as one function on the server.

One statement and one round trip: less is not possible. The row of the book is locked
by a statement of its own, before anything is read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import psycopg

from . import shape, tables

_FUNCTION: Final = """
CREATE FUNCTION pay(
    p_number bigint, p_customer int, p_cash bigint, p_credit bigint,
    p_key text, p_now bigint, OUT uses int)
LANGUAGE plpgsql AS $$
DECLARE
    short bigint := p_credit;
    taken bigint;
    oldest record;
    bill record;
BEGIN
    PERFORM 1 FROM book
        WHERE tenant = 1 AND customer = p_customer AND currency = 'USD' FOR UPDATE;
    UPDATE invoice
        SET paid = paid + p_cash + p_credit, version = version + 1,
            status = CASE WHEN paid + p_cash + p_credit = total
                     THEN 'paid' ELSE 'open' END
        WHERE tenant = 1 AND id = p_customer AND customer = p_customer
            AND paid + p_cash + p_credit <= total
        RETURNING id INTO bill;
    IF NOT FOUND THEN RAISE EXCEPTION 'more than is due'; END IF;
    INSERT INTO payment VALUES (
        p_number, 1, p_customer, p_customer, p_cash, p_credit, 'cash', p_key, p_now);
    uses := 0;
    FOR oldest IN
        SELECT id, available FROM credit
        WHERE tenant = 1 AND customer = p_customer AND currency = 'USD' AND is_open = 1
        ORDER BY day, sequence
    LOOP
        taken := least(oldest.available, short);
        uses := uses + 1;
        short := short - taken;
        UPDATE credit
            SET available = available - taken, version = version + 1,
                is_open = CASE WHEN available > taken THEN 1 ELSE 0 END
            WHERE id = oldest.id;
        INSERT INTO application VALUES (
            p_number * 2 + uses - 1, 1, p_number, oldest.id, p_customer, taken,
            p_now, NULL);
        INSERT INTO journal VALUES (
            p_number * 4 + uses, 1, p_now, 'anna', 'applied', 'credit', oldest.id,
            json_build_object('payment', p_number, 'amount', taken)::text);
        EXIT WHEN short = 0;
    END LOOP;
    IF short > 0 THEN RAISE EXCEPTION 'not enough credit'; END IF;
    UPDATE book SET available = available - p_credit, version = version + 1
        WHERE tenant = 1 AND customer = p_customer AND currency = 'USD';
    INSERT INTO journal VALUES (
        p_number * 4, 1, p_now, 'anna', 'received', 'payment', p_number,
        json_build_object(
            'invoice', p_customer, 'cash', p_cash, 'credit', p_credit)::text);
    INSERT INTO told VALUES (
        p_number, 1, 'payment', json_build_object('payment', p_number)::text,
        p_now, NULL);
END $$
"""


def fill(place: str) -> None:
    """Make the tables and the function, with what is there before the first payment."""
    with psycopg.connect(place) as connection:
        for table in tables.TABLES:
            connection.execute(table.encode())
        for name, _, rows in tables.rows():
            copying = connection.cursor().copy(f"COPY {name} FROM STDIN".encode())
            with copying as copy:
                for row in rows:
                    copy.write_row(row)
        for index in tables.INDEXES:
            connection.execute(index.encode())
        connection.execute(_FUNCTION.encode())


def paying(
    place: str, turns: Iterable[tuple[int, int]]
) -> Iterator[Callable[[], object]]:
    """Payments, each to be carried out by calling it."""
    connection = psycopg.connect(place, autocommit=True)
    for number, customer in turns:
        yield _payment(connection, number, customer)


def _payment(
    connection: psycopg.Connection, number: int, customer: int
) -> Callable[[], object]:
    def pay() -> None:
        figures = (
            *(number, customer, shape.CASH, shape.FROM_CREDITS),
            *(f"key {number}", int(time.time())),
        )
        found = connection.execute(b"SELECT pay(%s, %s, %s, %s, %s, %s)", figures)
        if found.fetchone() != (2,):
            raise RuntimeError("Two credits are used.")

    return pay
