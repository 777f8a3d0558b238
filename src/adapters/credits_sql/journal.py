"""Reading the journal, the customers and the answers that were given.

Journals only ever grow at their end, so each page is a short transaction of its
own: a reader who takes a day holds nothing up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from sqlalchemy import Connection, Integer, bindparam, select, text

from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId, TenantId

from .archive import Body
from .rows import Owner, answer_from, answer_row, journal_from
from .sending import fetch, write
from .statements import Statement, among, given
from .tables import PREFIX, answer, journal, ledger
from .transactions import Transactions

_PAGE: Final = 500

_ENTRIES: Final = Statement(
    select(journal.c.version, journal.c.body)
    .where(
        journal.c.tenant_id == given(journal.c.tenant_id),
        journal.c.customer_id == given(journal.c.customer_id),
        journal.c.version > given(journal.c.version, "after"),
    )
    .order_by(journal.c.version)
    .limit(bindparam("most", type_=Integer))
)
_CUSTOMERS: Final = Statement(
    select(ledger.c.customer_id)
    .where(
        ledger.c.tenant_id == given(ledger.c.tenant_id),
        ledger.c.customer_id > given(ledger.c.customer_id, "after"),
        ledger.c.version > 0,
    )
    .order_by(ledger.c.customer_id)
    .limit(bindparam("most", type_=Integer))
)
TENANTS: Final = Statement(
    select(ledger.c.tenant_id)
    .where(ledger.c.version > 0)
    .distinct()
    .order_by(ledger.c.tenant_id)
)
"""The only statement that is of no tenant; no command sends it."""

_VERSIONS: Final = Statement(
    select(ledger.c.customer_id, ledger.c.version).where(
        ledger.c.tenant_id == given(ledger.c.tenant_id),
        among(ledger.c.customer_id),
        ledger.c.version > 0,
    )
)
_ANSWER: Final = Statement(
    select(
        answer.c.key,
        answer.c.fingerprint,
        answer.c.customer_id,
        answer.c.version,
        answer.c.body,
        journal.c.body.label("entry"),
    )
    .outerjoin(
        journal,
        (journal.c.tenant_id == answer.c.tenant_id)
        & (journal.c.customer_id == answer.c.customer_id)
        & (journal.c.version == answer.c.version),
    )
    .where(
        answer.c.tenant_id == given(answer.c.tenant_id),
        answer.c.key == given(answer.c.key),
    )
)
_KEEP: Final = Statement(
    text(
        f"INSERT INTO {PREFIX}answer (tenant_id, key, fingerprint, body)"  # noqa: S608
        " VALUES (:tenant_id, :key, :fingerprint, :body) ON CONFLICT DO NOTHING"
    )
)


def entries(transactions: Transactions, owner: Owner, body: Body) -> Iterator[Entry]:
    """The journal entries of one customer from version 1 on."""
    after, found = 0, _PAGE
    while found == _PAGE:
        with transactions.reading() as connection:
            page = fetch(
                connection,
                _ENTRIES,
                tenant_id=owner.tenant_id,
                customer_id=owner.customer_id,
                after=after,
                most=_PAGE,
            )
        for row in page:
            after = row.version
            yield journal_from(body(owner.customer_id, row.version, row.body))
        found = len(page)


def customers(transactions: Transactions, tenant_id: TenantId) -> Iterator[CustomerId]:
    """Every customer of the tenant whose ledger a command has changed."""
    after, found = "", _PAGE
    while found == _PAGE:
        with transactions.reading() as connection:
            page = fetch(
                connection, _CUSTOMERS, tenant_id=tenant_id, after=after, most=_PAGE
            )
        for row in page:
            after = row.customer_id
            yield CustomerId(row.customer_id)
        found = len(page)


def versions(
    connection: Connection, tenant_id: TenantId, customer_ids: Collection[CustomerId]
) -> dict[CustomerId, int]:
    """The versions of the ledgers that these customers have."""
    ids: list[str] = list(customer_ids)
    rows = fetch(connection, _VERSIONS, tenant_id=tenant_id, ids=ids)
    return {CustomerId(row.customer_id): row.version for row in rows}


def tenants(transactions: Transactions) -> list[TenantId]:
    """Every tenant who has a ledger."""
    with transactions.reading() as connection:
        return [TenantId(row.tenant_id) for row in fetch(connection, TENANTS)]


def find_answer(
    transactions: Transactions, tenant_id: TenantId, key: str, body: Body
) -> Answer | None:
    """The answer that was given under *key*."""
    with transactions.reading() as connection:
        for row in fetch(connection, _ANSWER, tenant_id=tenant_id, key=key):
            entry = row.entry and body(row.customer_id, row.version, row.entry)
            return answer_from(row, entry)
    return None


def keep_answer(connection: Connection, tenant_id: TenantId, answered: Answer) -> None:
    """Keep an answer that changed nothing; the first one under a key stays."""
    write(connection, _KEEP, [answer_row(tenant_id, answered, None)])
