"""Invoices and returns, with their lines."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    Date,
    Index,
    UniqueConstraint,
)

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
    words,
)

_DUE: Final = "total - cash - applied + reductions + forfeited"

invoice: Final = table(
    "invoice",
    an_id("customer_id"),
    key("id"),
    words("number"),
    Column("date", Date, nullable=False),
    Column("due_date", Date),
    whole("sequence"),
    an_id("currency"),
    figure("total"),
    figure("cash"),
    figure("applied"),
    figure("reductions"),
    figure("forfeited"),
    Column("is_void", Boolean, nullable=False, info=CHANGES),
    Column("due", BigInteger, Computed(_DUE, persisted=True)),
    law("sums", "cash >= 0 AND applied >= 0 AND reductions >= 0 AND forfeited >= 0"),
    law("l3_due", f"{_DUE} >= 0 AND {_DUE} <= total"),
    law("void", "NOT is_void OR total = 0"),
    UniqueConstraint("tenant_id", "customer_id", "id", "currency"),
    link("ledger", ["customer_id"], "ledger", ["customer_id"]),
)
"""One row an invoice; *due* follows from its figures (L3)."""

invoice_line: Final = table(
    "invoice_line",
    key("invoice_id"),
    key("id"),
    whole("position"),
    words("product"),
    figure("quantity"),
    whole("unit_price"),
    an_id("kind"),
    an_id("currency"),
    figure("amount"),
    figure("returned_quantity"),
    Column("returned_value", BigInteger, info=CHANGES),
    law("kind", "kind IN ('item', 'charge')"),
    law(
        "returned_quantity",
        "returned_quantity = 0"
        " OR (returned_quantity >= 0 AND returned_quantity <= quantity)",
    ),
    law(
        "returned_value",
        "returned_value IS NULL OR returned_value = 0"
        " OR (returned_value >= 0 AND returned_value <= amount)",
    ),
    link("invoice", ["invoice_id"], "invoice", ["id"]),
    clustered=True,
)
"""One row a line, with what came back of it (HC-09, HC-56)."""

customer_return: Final = table(
    "customer_return",
    an_id("customer_id"),
    key("id"),
    an_id_or_none("invoice_id"),
    an_id("currency"),
    Column("has_credit", Boolean, nullable=False),
    Column("is_reopened", Boolean, nullable=False, info=CHANGES),
    UniqueConstraint("tenant_id", "customer_id", "id", "currency"),
    link("ledger", ["customer_id"], "ledger", ["customer_id"]),
    link(
        "invoice",
        ["customer_id", "invoice_id", "currency"],
        "invoice",
        ["customer_id", "id", "currency"],
    ),
)
"""One row a completed return."""

returned_line: Final = table(
    "returned_line",
    key("return_id"),
    key("id"),
    whole("position"),
    words("product"),
    whole("quantity"),
    whole("value"),
    whole("unit_price"),
    words("package"),
    words("batch"),
    an_id_or_none("invoice_line"),
    link("return", ["return_id"], "customer_return", ["id"]),
    clustered=True,
)
"""One row a line that came back; its currency is that of its return."""

Index(
    "ix_credits_invoice_customer",
    invoice.c.tenant_id,
    invoice.c.customer_id,
    invoice.c.sequence,
    invoice.c.id,
)
Index(
    "ix_credits_customer_return_customer",
    customer_return.c.tenant_id,
    customer_return.c.customer_id,
    customer_return.c.id,
)
