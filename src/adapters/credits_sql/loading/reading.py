"""Reading rows of one customer: by their ids, or by what they are linked to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import attrs
from sqlalchemy import Connection

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.parts import ACredit, AnInvoice, APayment, AReturn, Part

from ..rows import Owner
from ..sending import fetch
from ..statements import Found, Rows, Statement, Value
from .queries import CREDITS, HEAD, INVOICES, PAYMENTS, RETURNS

_AS_ASKED: dict[Statement, Callable[[Any], Part]] = {
    INVOICES: AnInvoice,
    PAYMENTS: APayment,
    CREDITS: ACredit,
    RETURNS: AReturn,
}


@attrs.frozen
class Reading:
    """One *connection* reading for one *owner*, who notes what is elsewhere."""

    connection: Connection
    owner: Owner
    elsewhere: dict[Part, CustomerId] = attrs.field(factory=dict)

    def head(self) -> Ledger:
        """The ledger's version and last entry number, and nothing else of it."""
        customer_id = self.owner.customer_id
        for row in self.matching(HEAD):
            return Ledger(
                customer_id=customer_id, version=row.version, entries=row.entries
            )
        return Ledger(customer_id=customer_id)

    def matching(self, statement: Statement, **values: Value) -> Rows:
        """The customer's rows that *statement* finds for these *values*."""
        return fetch(
            self.connection,
            statement,
            tenant_id=self.owner.tenant_id,
            customer_id=self.owner.customer_id,
            **values,
        )

    def linked(self, statement: Statement, ids: Collection[str]) -> Rows:
        """The rows linked to *ids*; nothing is asked if there are none."""
        return self.matching(statement, ids=list(ids)) if ids else ()

    def documents(self, statement: Statement, ids: Collection[str]) -> list[Found]:
        """The customer's own documents of those *ids*; others' go to *elsewhere*."""
        own: list[Found] = []
        for row in self.linked(statement, ids):
            if row.customer_id == self.owner.customer_id:
                own.append(row)
            else:
                part = _AS_ASKED[statement](row.id)
                self.elsewhere[part] = row.customer_id
        return own
