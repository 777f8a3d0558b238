"""The indexes by which the table of credits is read: one for each way to walk it.

Each ends with the whole key of the order, so that a page begins where another one
ended. Columns that change with every use are in none but those of open credits.
Dates are sorted without the sequence: otherwise PostgreSQL might take one of these
for the index of FIFO, and walk past all that a customer has used.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Index, TextClause, text

from .credits import OPEN, credit

SET_ASIDE: Final = text("is_deleted OR cancelled > 0 OR amount = 0")
"""Where credits are that were cancelled, deleted or retracted, among others."""

HELD: Final = text("hold IS NOT NULL")
"""Where credits are that wait for a decision."""

_DATE: Final = ("effective_date", "id")


def _index(name: str, *columns: str, where: TextClause | None = None) -> None:
    options: dict[str, Any] = {}
    if where is not None:
        options = {"sqlite_where": where, "postgresql_where": where}
    Index(
        f"ix_credits_credit_{name}",
        credit.c.tenant_id,
        *(credit.c[column] for column in columns),
        **options,
    )


_index("date", *_DATE)
_index("customer_date", "customer_id", *_DATE)
_index("source_date", "origin", *_DATE)
_index("open_date", *_DATE, where=OPEN)
_index("open_available", "currency", "available", "id", where=OPEN)
_index("set_aside", *_DATE, where=SET_ASIDE)
_index("held", "customer_id", "currency", where=HELD)
