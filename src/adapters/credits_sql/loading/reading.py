"""Reading rows of one customer: by their ids, or by what they are linked to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import attrs
from sqlalchemy import Connection

from credits_core.identity import CustomerId
from credits_core.parts import ACredit, AnInvoice, APayment, AReturn, Part

from ..rows import Owner
from ..sending import fetch, fetch_all, walk
from ..statements import Found, Rows, Statement, Value
from .queries import CREDITS, HEAD, INVOICES, PAYMENTS, RETURNS

_AS_ASKED: dict[Statement, Callable[[Any], Part]] = {
    INVOICES: AnInvoice,
    PAYMENTS: APayment,
    CREDITS: ACredit,
    RETURNS: AReturn,
}


@attrs.frozen
class Wanted:
    """Rows to be found *by* a statement: those of some *ids*, or of other *values*.

    They are asked for again under *name*: the statement itself, or a part.
    """

    by: Statement
    ids: Collection[str] = ()
    values: Mapping[str, Value] = attrs.field(factory=dict)
    part: Part | None = None

    @property
    def name(self) -> Statement | Part:
        """What they are asked for under."""
        return self.part or self.by

    def of(self, owner: Owner) -> dict[str, Value]:
        """The parameters of the statement, for that *owner*."""
        values: dict[str, Value] = {
            "tenant_id": owner.tenant_id,
            "customer_id": owner.customer_id,
            **self.values,
        }
        if self.ids:
            values["ids"] = list(self.ids)
        return values


@attrs.frozen
class Ahead:
    """The *rows* that were read ahead for these *ids*."""

    ids: frozenset[str]
    rows: Rows


def read(
    wanted: Iterable[Wanted], found: Iterable[Rows]
) -> dict[Statement | Part, Ahead]:
    """What was *found* of what was *wanted*, by the names it is asked for under."""
    return {
        one.name: Ahead(frozenset(one.ids), rows)
        for one, rows in zip(wanted, found, strict=True)
    }


@attrs.frozen
class Reading:
    """One *connection* reading for one *owner*, who notes what is elsewhere."""

    connection: Connection
    owner: Owner
    ahead: dict[Statement | Part, Ahead] = attrs.field(factory=dict)
    elsewhere: dict[Part, CustomerId] = attrs.field(factory=dict)

    def read_ahead(self, wanted: Iterable[Wanted]) -> None:
        """Ask for all that is *wanted* at once, if that spares round trips."""
        if self.ahead or self.connection.dialect.name == "sqlite":
            return
        asked = list(wanted)
        questions = [(one.by, one.of(self.owner)) for one in asked]
        found = fetch_all(self.connection, questions)
        self.ahead.update(read(asked, found))

    def head(self) -> tuple[int, int]:
        """The ledger's version and the number of its last entry; zeros without one."""
        ahead = self.ahead.pop(HEAD, None)
        for row in self.matching(HEAD) if ahead is None else ahead.rows:
            return row.version, row.entries
        return 0, 0

    def matching(self, statement: Statement, **values: Value) -> Rows:
        """The customer's rows that *statement* finds for these *values*."""
        return fetch(
            self.connection,
            statement,
            tenant_id=self.owner.tenant_id,
            customer_id=self.owner.customer_id,
            **values,
        )

    def walking(
        self, part: Part, statement: Statement, **values: Value
    ) -> Iterator[Found]:
        """The same, one row after another, as far as somebody wants to go."""
        ahead = self.ahead.pop(part, None)
        if ahead is not None:
            return iter(ahead.rows)
        return walk(
            self.connection,
            statement,
            tenant_id=self.owner.tenant_id,
            customer_id=self.owner.customer_id,
            **values,
        )

    def linked(self, statement: Statement, ids: Collection[str]) -> Rows:
        """The rows linked to *ids*; nothing is asked if there are none."""
        if not ids:
            return ()
        ahead = self.ahead.pop(statement, None)
        if ahead is None:
            return self.matching(statement, ids=list(ids))
        rest = [one for one in ids if one not in ahead.ids]
        return (
            [*ahead.rows, *self.matching(statement, ids=rest)] if rest else ahead.rows
        )

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
