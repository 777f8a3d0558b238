"""The answers that were given under idempotency keys, refusals too."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, text

from credits_core.entry import Answer
from credits_core.identity import TenantId

from .archive import Body
from .asking import ANSWER
from .rows import answer_from, answer_row
from .sending import fetch, write
from .statements import Statement
from .tables import PREFIX
from .transactions import Transactions

_KEEP: Final = Statement(
    text(
        f"INSERT INTO {PREFIX}answer (tenant_id, key, fingerprint, body)"  # noqa: S608
        " VALUES (:tenant_id, :key, :fingerprint, :body) ON CONFLICT DO NOTHING"
    )
)


def find_answer(
    transactions: Transactions, tenant_id: TenantId, key: str, body: Body
) -> Answer | None:
    """The answer that was given under *key*."""
    unit = transactions.unit()
    rows = None if unit is None else unit.foreseen.answer(key)
    if rows is None:
        with transactions.reading() as connection:
            rows = fetch(connection, ANSWER, tenant_id=tenant_id, key=key)
    for row in rows:
        entry = row.entry and body(row.customer_id, row.version, row.entry)
        return answer_from(row, entry)
    return None


def keep_answer(connection: Connection, tenant_id: TenantId, answered: Answer) -> None:
    """Keep an answer that changed nothing; the first one under a key stays."""
    write(connection, _KEEP, [answer_row(tenant_id, answered, None)])
