"""Payments, their tenders, the invoices they name, and what they were spent on."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Boolean, Column, Date, Index, Table, UniqueConstraint, text

from .metadata import (
    CHANGES,
    an_id,
    an_id_or_none,
    figure,
    key,
    law,
    link,
    table,
    whole,
)

_LIVE: Final = text("voided_on IS NULL")

payment: Final = table(
    "payment",
    an_id("customer_id"),
    key("id"),
    Column("date", Date, nullable=False),
    whole("sequence"),
    an_id("currency"),
    figure("amount"),
    figure("allocated"),
    figure("opening"),
    Column("is_void", Boolean, nullable=False, info=CHANGES),
    Column("is_reversed", Boolean, nullable=False, info=CHANGES),
    an_id_or_none("replaces"),
    an_id_or_none("possible_duplicate_of"),
    an_id("system"),
    law("sums", "amount >= 0 AND allocated >= 0 AND opening >= 0"),
    law("l4_unapplied", "is_void OR allocated + opening <= amount"),
    law("void", "NOT is_void OR allocated + opening = 0"),
    UniqueConstraint("tenant_id", "customer_id", "id", "currency"),
    link("ledger", ["customer_id"], "ledger", ["customer_id"]),
)
"""One row a receipt; what is left of its money is never below nothing (L4)."""

tender: Final = table(
    "tender",
    key("payment_id"),
    whole("position", primary_key=True),
    an_id("method"),
    whole("amount"),
    law("not_negative", "amount >= 0"),
    link("payment", ["payment_id"], "payment", ["id"]),
    clustered=True,
)
"""One row an amount of money of a receipt, in its currency."""

payment_invoice: Final = table(
    "payment_invoice",
    key("payment_id"),
    whole("position", primary_key=True),
    an_id("invoice_id"),
    UniqueConstraint("tenant_id", "invoice_id", "payment_id"),
    link("payment", ["payment_id"], "payment", ["id"]),
    clustered=True,
)
"""One row an invoice that a receipt names, in the order given."""


def _entry(name: str, *columns: str) -> Table:
    """A table of entries; what each joins is of one customer and one currency."""
    sources = {"payment_id": "payment", "credit_id": "credit", "invoice_id": "invoice"}
    return table(
        name,
        key("customer_id"),
        whole("number", primary_key=True),
        *(an_id(column) for column in columns),
        an_id("currency"),
        figure("amount"),
        Column("date", Date, nullable=False),
        Column("voided_on", Date, info=CHANGES),
        law("positive", "amount > 0"),
        *(
            link(
                sources[column],
                ["customer_id", column, "currency"],
                sources[column],
                ["customer_id", "id", "currency"],
            )
            for column in columns
        ),
        clustered=True,
    )


allocation: Final = _entry("allocation", "payment_id", "invoice_id")
"""One row an amount of cash on an invoice."""

application: Final = _entry("application", "payment_id", "credit_id", "invoice_id")
"""One row a part of a credit on an invoice."""


def _index(name: str, of: Table, *columns: str, **options: Any) -> None:  # noqa: ANN401
    Index(name, of.c.tenant_id, *(of.c[column] for column in columns), **options)


_index("ix_credits_payment_like", payment, "customer_id", "date", "amount")
_index(
    "ux_credits_allocation_live",
    allocation,
    *("payment_id", "invoice_id"),
    unique=True,
    sqlite_where=_LIVE,
    postgresql_where=_LIVE,
)
_index(
    "ux_credits_application_live",
    application,
    *("credit_id", "invoice_id", "payment_id"),
    unique=True,
    sqlite_where=_LIVE,
    postgresql_where=_LIVE,
)
_index("ix_credits_application_of", application, "payment_id", "credit_id")
for _table in (allocation, application):
    _index(
        f"ix_{_table.name}_on",
        _table,
        "invoice_id",
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )
