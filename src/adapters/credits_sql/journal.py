"""Reading the journal and the customers.

Journals only ever grow at their end, so each page is a short transaction of its
own: a reader who takes a day holds nothing up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from sqlalchemy import Connection, Integer, bindparam, select

from credits_core.entry import Entry
from credits_core.identity import CustomerId, TenantId

from .archive import Body
from .rows import Owner, journal_from
from .sending import fetch
from .statements import Statement, among, given
from .tables import journal, ledger
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


def entries(
    transactions: Transactions, owner: Owner, body: Body, after: int = 0
) -> Iterator[Entry]:
    """The journal entries of one customer behind the version *after*."""
    found = _PAGE
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
