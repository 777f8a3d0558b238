"""The port ``Register`` on a relational database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from sqlalchemy import Connection, Engine, Integer, bindparam, select
from typing_extensions import override

from credits_core.entry import Entry
from credits_core.identity import CustomerId, TenantId
from credits_core.ports import Balance, Register, Standing, Stretch
from credits_core.search import OPEN_STATUSES, CreditSearch, Place

from ..archive import Archive, reading_from
from ..rows import journal_from
from ..sending import fetch
from ..statements import Statement, given
from ..tables import journal
from ..transactions import Transactions, transactions_of
from .balances import balances
from .pages import Looking, is_of_one_statement

_LATEST: Final = 2**62
_HISTORY: Final = Statement(
    select(journal.c.version, journal.c.body)
    .where(
        journal.c.tenant_id == given(journal.c.tenant_id),
        journal.c.customer_id == given(journal.c.customer_id),
        journal.c.version < given(journal.c.version, "before"),
    )
    .order_by(journal.c.version.desc())
    .limit(bindparam("most", type_=Integer))
)


class SqlRegister(Register):
    """What is read of one tenant's credits, in tables that many tenants may share.

    No answer reads more than a fixed number of rows for each row that it gives.
    """

    def __init__(
        self,
        place: Engine | Connection | Transactions,
        tenant_id: TenantId,
        archive: Archive | None = None,
    ) -> None:
        """Look at the ledgers of *tenant_id* at that *place*.

        Journal entries that were moved to an *archive* are read from there.
        """
        if not tenant_id:
            raise ValueError("A tenant needs an id.")
        self._tenant_id = tenant_id
        self._transactions = transactions_of(place)
        self._body = reading_from(archive, tenant_id)

    @override
    def credits(self, search: CreditSearch, after: Place | None, most: int) -> Stretch:
        with self._transactions.glancing() as connection:
            if is_of_one_statement(search, connection.dialect.name):
                looking = Looking(connection, self._tenant_id)
                return looking.stretch(search, after, most)
        with self._transactions.reading() as connection:
            return Looking(connection, self._tenant_id).stretch(search, after, most)

    @override
    def balances(
        self, customer_ids: Collection[CustomerId], today: date
    ) -> Mapping[CustomerId, tuple[Balance, ...]]:
        with self._transactions.glancing() as connection:
            return balances(connection, self._tenant_id, customer_ids, today)

    @override
    def standing(self, customer_id: CustomerId, today: date, most: int) -> Standing:
        search = CreditSearch(customer_id=customer_id, statuses=OPEN_STATUSES)
        with self._transactions.reading() as connection:
            looking = Looking(connection, self._tenant_id)
            found = balances(connection, self._tenant_id, (customer_id,), today)
            return Standing(
                balances=found[customer_id],
                open_credits=looking.stretch(search, None, most),
                entries=self._history(connection, customer_id, None, most),
            )

    @override
    def history(
        self, customer_id: CustomerId, before: int | None, most: int
    ) -> tuple[Entry, ...]:
        with self._transactions.glancing() as connection:
            return self._history(connection, customer_id, before, most)

    def _history(
        self,
        connection: Connection,
        customer_id: CustomerId,
        before: int | None,
        most: int,
    ) -> tuple[Entry, ...]:
        found = fetch(
            connection,
            _HISTORY,
            tenant_id=self._tenant_id,
            customer_id=customer_id,
            before=_LATEST if before is None else before,
            most=most,
        )
        return tuple(
            journal_from(self._body(customer_id, row.version, row.body))
            for row in found
        )
