"""The tables refuse rows that break a law, whoever writes them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.exc import IntegrityError

from credits_sql import SqlStore
from credits_sql.tables import METADATA
from credits_testkit.contracts.events_given import issued
from credits_testkit.contracts.given import BETA, Writer
from credits_testkit.contracts.story import tell

from .places import OTHER_TENANT

pytestmark = pytest.mark.extras

TRUE = "(1 = 1)"
_KEYS = (ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint)

BAD_FIGURES = [
    ("credit_l1_balance", "used = amount - cancelled + 1"),
    ("credit_l1_balance", "cancelled = amount + 1"),
    ("credit_l1_balance", "amount = used - 1 WHERE used > 0"),
    ("credit_sums", "cancelled = -1"),
    ("credit_opening", "opening = used + 1"),
    ("credit_from_return", "origin = 'FromReturn' WHERE origin = 'Manual'"),
    ("credit_from_payment", "origin_payment_id = NULL"),
    ("credit_from_reduction", "origin_edit_id = NULL"),
    ("credit_from_remote", "origin_system = 'books'"),
    ("invoice_l3_due", "cash = cash + total + 1"),
    ("invoice_l3_due", "forfeited = forfeited + total + 1"),
    ("invoice_sums", "cash = -1, applied = applied + cash + 1"),
    ("invoice_void", f"is_void = {TRUE}"),
    ("payment_l4_unapplied", "allocated = amount + 1 WHERE NOT is_void"),
    ("payment_void", f"is_void = {TRUE}, opening = 1"),
    ("payment_sums", "allocated = 0, opening = -1 WHERE NOT is_void"),
    ("allocation_positive", "amount = 0"),
    ("application_positive", "amount = -5"),
    ("tender_not_negative", "amount = -1"),
    ("balance_not_negative", "available = -1"),
    ("invoice_line_kind", "kind = 'gift'"),
    ("invoice_line_returned_quantity", "returned_quantity = quantity + 1"),
    ("invoice_line_returned_value", "returned_value = amount + 1"),
    ("journal_counts_from_one", "version = version - 1"),
    ("answer_entry_or_body", "body = 'twice told'"),
    ("answer_entry_is_whole", "customer_id = NULL"),
    ("ledger_counts_up", "version = -1"),
]
"""The name of a check, and what to set so that its table breaks it and no other."""

BAD_LINKS = {
    "a second live application": ("application", "voided_on = NULL"),
    "an entry on an unknown credit": ("application", "credit_id = 'nobody'"),
    "an entry in another currency": ("application", "currency = 'EUR'"),
    "an entry of another customer": ("allocation", "customer_id = 'Beta'"),
    "an entry of another tenant": ("allocation", "tenant_id = 'neighbour'"),
    "an unknown payment": (
        "credit",
        "origin_payment_id = 'no' WHERE origin = 'FromOverpayment'",
    ),
    "an invoice nobody has": ("invoice_line", "invoice_id = 'nobody'"),
    "no ledger": ("payment", "customer_id = 'nobody' WHERE id = 'R1'"),
}
"""What no row may point to, or point to a second time."""


@pytest.fixture
def connection(store: SqlStore) -> Iterator[Connection]:
    """A connection to a store in which the story was told, to two tenants."""
    tell(store.ledgers())
    tell(store.ledgers(OTHER_TENANT))
    Writer(store.ledgers(), BETA).write(issued("B1", "10"), key="key-1")
    with store.engine.connect() as opened:
        yield opened


def _table(check: str) -> str:
    """The table of a check; the longest name that the check begins with."""
    names = (name.removeprefix("credits_") for name in METADATA.tables)
    return max((n for n in names if check.startswith(f"{n}_")), key=len)


def _refusal(connection: Connection, statement: str) -> str:
    """What the database says when it refuses; nothing if it does not."""
    try:
        connection.execute(text(statement))
    except IntegrityError as refused:
        return str(refused.orig)
    finally:
        connection.rollback()
    return ""


def test_a_row_that_breaks_a_law_is_refused_by_its_check(
    connection: Connection,
) -> None:
    for check, change in BAD_FIGURES:
        statement = f"UPDATE credits_{_table(check)} SET {change}"
        refusal = _refusal(connection, statement)
        assert f"ck_credits_{check}" in refusal, statement


def test_every_check_is_tried() -> None:
    checks = {
        str(constraint.name)
        for table in METADATA.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }

    assert {f"ck_credits_{check}" for check, _ in BAD_FIGURES} == checks


def test_a_row_that_points_where_it_must_not_is_refused(connection: Connection) -> None:
    for name, (table, change) in BAD_LINKS.items():
        refusal = _refusal(connection, f"UPDATE credits_{table} SET {change}")
        assert refusal, name


def test_one_payment_has_one_credit(connection: Connection) -> None:
    statement = (
        "UPDATE credits_credit SET origin = 'FromOverpayment', origin_payment_id = 'P1'"
        " WHERE origin = 'Manual' AND customer_id = 'ACME'"
    )

    refusal = _refusal(connection, statement)

    assert "unique" in refusal.lower()


@pytest.mark.parametrize("table", ["invoice", "payment", "credit", "customer_return"])
def test_two_customers_of_a_tenant_never_have_a_document_of_the_same_id(
    connection: Connection, table: str
) -> None:
    kept = [
        column.name
        for column in METADATA.tables[f"credits_{table}"].columns
        if column.computed is None and not column.name.startswith("origin_")
    ]
    values = [{"customer_id": "'Beta'", "origin": "'Manual'"}.get(n, n) for n in kept]
    statement = (
        f"INSERT INTO credits_{table} ({', '.join(kept)}) SELECT {', '.join(values)}"
        f" FROM credits_{table} WHERE customer_id = 'ACME' AND tenant_id = 'tenant'"
    )

    refusal = _refusal(connection, statement)

    assert "unique" in refusal.lower()


def test_the_tenant_leads_every_key_and_every_index() -> None:
    for table in METADATA.tables.values():
        constraints = [c for c in table.constraints if isinstance(c, _KEYS)]
        keys = [one.columns for one in (*constraints, *table.indexes)]
        leaders = [next(iter(columns)).name for columns in keys if len(columns)]
        assert set(leaders) == {"tenant_id"}, table.name
