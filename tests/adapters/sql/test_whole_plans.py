"""Reading one customer whole never walks through what others have."""

from __future__ import annotations

from pathlib import Path

import pytest

from credits_core.identity import TenantId
from credits_sql import open_store
from credits_sql.loading import whole
from credits_sql.statements import Statement

pytestmark = pytest.mark.extras

STATEMENTS = {
    name: value for name, value in vars(whole).items() if isinstance(value, Statement)
}
NARROW = ("customer_id=?", "invoice_id=?", "payment_id=?", "return_id=?")


def test_there_are_statements_to_look_at() -> None:
    assert len(STATEMENTS) == 10


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_sqlite_finds_the_rows_of_a_customer_by_an_index(
    name: str, tmp_path: Path
) -> None:
    """Without statistics too: a file that grows is never analysed by itself."""
    compiled = STATEMENTS[name].on("sqlite")
    values = compiled.given({"tenant_id": "T", "customer_id": "ACME"})

    url = f"sqlite:///{tmp_path}/books.db"
    with open_store(url, TenantId("T")) as store, store.engine.connect() as connection:
        found = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {compiled.text}", values
        )
        steps = [str(row[-1]) for row in found]

    searches = [step for step in steps if "credits_" in step]
    assert searches
    assert all(any(part in step for part in NARROW) for step in searches)
