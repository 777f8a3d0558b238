"""Credits, and the index in whose order they are spent."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    Date,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)

from .metadata import (
    CHANGES,
    ID,
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

_AVAILABLE: Final = "amount - used - cancelled - deleted"

OPEN: Final = text("is_open = 1")
"""Written out, because a partial index serves only who names its very condition."""

credit: Final = table(
    "credit",
    an_id("customer_id"),
    key("id"),
    an_id("origin"),
    an_id_or_none("origin_return_id"),
    an_id_or_none("origin_payment_id"),
    an_id_or_none("origin_invoice_id"),
    an_id_or_none("origin_edit_id"),
    an_id_or_none("origin_system"),
    an_id_or_none("origin_remote_id"),
    an_id("currency"),
    figure("amount"),
    figure("used"),
    figure("cancelled"),
    figure("deleted"),
    figure("opening"),
    Column("effective_date", Date, nullable=False),
    whole("sequence"),
    words("number"),
    Column("note", Text, nullable=False, info=CHANGES),
    words("generated_by"),
    an_id("issued_by"),
    an_id_or_none("caused_by"),
    Column("is_cancelled", Boolean, nullable=False, info=CHANGES),
    Column("is_deleted", Boolean, nullable=False, info=CHANGES),
    Column("hold", ID, info=CHANGES),
    Column("remote_amount", BigInteger, info=CHANGES),
    figure("revision"),
    Column("available", BigInteger, Computed(_AVAILABLE, persisted=True)),
    Column(
        "is_open",
        SmallInteger,
        Computed(f"CASE WHEN {_AVAILABLE} > 0 THEN 1 ELSE 0 END", persisted=True),
    ),
    law("sums", "used >= 0 AND cancelled >= 0 AND deleted >= 0"),
    law("l1_balance", "used + cancelled + deleted <= amount"),
    law("opening", "opening >= 0 AND opening <= used"),
    law("from_return", "(origin = 'FromReturn') = (origin_return_id IS NOT NULL)"),
    law(
        "from_payment",
        "(origin IN ('FromOverpayment', 'FromRemotePayment'))"
        " = (origin_payment_id IS NOT NULL)",
    ),
    law(
        "from_reduction",
        "(origin = 'FromReduction') = (origin_invoice_id IS NOT NULL)"
        " AND (origin = 'FromReduction') = (origin_edit_id IS NOT NULL)",
    ),
    law(
        "from_remote",
        "(origin IN ('FromRemoteMemo', 'FromRemotePayment'))"
        " = (origin_system IS NOT NULL)",
    ),
    UniqueConstraint("tenant_id", "customer_id", "id", "currency"),
    link("ledger", ["customer_id"], "ledger", ["customer_id"]),
    *(
        link(
            source,
            ["customer_id", f"origin_{column}", "currency"],
            source,
            ["customer_id", "id", "currency"],
        )
        for source, column in (
            ("payment", "payment_id"),
            ("invoice", "invoice_id"),
            ("customer_return", "return_id"),
        )
    ),
)
"""One row a credit; *available* and *is_open* follow from its figures (L1).

*generated_by* is a JSON list of invoice ids. *is_open* changes only when the
last of a credit goes, so that most uses leave every index alone.
"""

Index(
    "ix_credits_credit_customer",
    credit.c.tenant_id,
    credit.c.customer_id,
    credit.c.sequence,
    credit.c.id,
)
Index(
    "ix_credits_credit_fifo",
    credit.c.tenant_id,
    credit.c.customer_id,
    credit.c.currency,
    credit.c.effective_date,
    credit.c.sequence,
    credit.c.id,
    sqlite_where=OPEN,
    postgresql_where=OPEN,
)
for _column in ("origin_payment_id", "origin_invoice_id", "origin_return_id"):
    _known = text(f"{_column} IS NOT NULL")
    Index(
        f"ix_credits_credit_{_column.removesuffix('_id')}",
        credit.c.tenant_id,
        credit.c[_column],
        unique=_column != "origin_invoice_id",
        sqlite_where=_known,
        postgresql_where=_known,
    )
