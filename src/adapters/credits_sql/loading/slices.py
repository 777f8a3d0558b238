"""Reading the slice of a ledger that a footprint names.

First the links are followed, from what is asked for to the entries and documents
that come with it; then each kind of document is read by its ids, once.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from credits_core.credit import Credit
from credits_core.customer_return import CustomerReturn
from credits_core.identity import CreditId, InvoiceId, PaymentId, ReturnId
from credits_core.invoice import Invoice
from credits_core.ledger import Ledger, Lines, Scope
from credits_core.parts import Footprint, Part
from credits_core.payment import Allocation, Application, Payment

from ..rows import (
    Owner,
    allocation_from,
    application_from,
    credit_from,
    invoice_from,
)
from ..statements import Rows, Statement
from . import queries
from .asked import Asked
from .documents import lines_of, payments_of, returns_of
from .foreseeing import foreseen
from .pages import oldest_credits
from .reading import Ahead, Reading


def load(
    connection: Connection,
    owner: Owner,
    footprint: Footprint,
    ahead: dict[Statement | Part, Ahead],
) -> Ledger:
    """The slice of the owner's ledger that *footprint* names.

    Its head is read first: if the statements after it saw something newer, the
    version is too old for a commit, and what is torn cannot be stored.
    """
    reading = Reading(connection, owner, ahead)
    asked = Asked.of(footprint)
    reading.read_ahead(foreseen(asked))
    version, entries = reading.head()
    found = Slice(reading)
    found.take(asked)
    return found.ledger(version, entries, footprint)


class Slice:
    """What was found so far of one customer's ledger."""

    def __init__(self, reading: Reading) -> None:
        """Start with nothing."""
        self._reading = reading
        self._invoices: dict[InvoiceId, Invoice] = {}
        self._lines: dict[InvoiceId, Lines] = {}
        self._payments: dict[PaymentId, Payment] = {}
        self._credits: dict[CreditId, Credit] = {}
        self._returns: dict[ReturnId, CustomerReturn] = {}
        self._allocations: dict[int, Allocation] = {}
        self._applications: dict[int, Application] = {}

    def ledger(self, version: int, entries: int, footprint: Footprint) -> Ledger:
        """All that was taken, at that *version*; it speaks of *footprint*."""
        return Ledger(
            customer_id=self._reading.owner.customer_id,
            version=version,
            entries=entries,
            invoices=self._invoices,
            lines=self._lines,
            payments=self._payments,
            credits=self._credits,
            returns=self._returns,
            allocations=self._allocations,
            applications=self._applications,
            elsewhere=self._reading.elsewhere,
            scope=Scope(footprint),
        )

    def take(self, asked: Asked) -> None:
        """Find what is *asked* for, and all that comes with it."""
        reading = self._reading
        own_money = reading.linked(queries.OWN_MONEY, asked.own_money)
        whole = asked.payments | {row.payment_id for row in own_money}
        uses = self._take_uses(queries.USES_OF, asked.uses)
        receipts = self._take_uses(queries.USES_BY, asked.applied_by)
        tenders = self._take_tenders(asked.tenders)
        self._take_triples(asked)
        self._take_reductions(asked.reductions)
        self._take_queues(asked)
        alone = {one.payment_id for one in tenders}
        self._take_payments(asked, whole | alone)
        self._take_cash(reading.linked(queries.CASH_OF, whole & self._payments.keys()))
        invoices = {one.invoice_id for one in (*uses, *receipts)}
        credits = {one.credit_id for one in receipts}
        credits |= {one.credit_id for one in tenders if isinstance(one, Application)}
        for payment_id in whole & self._payments.keys():
            payment = self._payments[payment_id]
            invoices.update(payment.invoices)
            credits.add(payment.credit_id)
        self._take_credits(credits | asked.credits | asked.uses)
        self._take_invoices(invoices | asked.all_invoices)
        self._take_lines(asked.lines)
        self._take_returns(asked.returns)

    def _take_cash(self, rows: Rows) -> list[Allocation]:
        found = [allocation_from(row) for row in rows]
        self._allocations.update((one.number, one) for one in found)
        return found

    def _take_uses(
        self, statement: Statement, ids: Collection[str]
    ) -> list[Application]:
        if not ids:
            return []
        rows = self._reading.linked(statement, ids)
        found = [application_from(row) for row in rows]
        self._applications.update((one.number, one) for one in found)
        return found

    def _take_tenders(
        self, invoices: Collection[InvoiceId]
    ) -> list[Allocation | Application]:
        if not invoices:
            return []
        cash = self._take_cash(self._reading.linked(queries.CASH_ON, invoices))
        return [*cash, *self._take_uses(queries.USES_ON, invoices)]

    def _take_triples(self, asked: Asked) -> None:
        if not asked.applications:
            return
        rows = self._reading.matching(
            queries.APPLICATIONS,
            payments=[one.payment_id for one in asked.applications],
            credits=[one.credit_id for one in asked.applications],
            invoices=[one.invoice_id for one in asked.applications],
        )
        found = [application_from(row) for row in rows]
        self._applications.update((one.number, one) for one in found)

    def _take_reductions(self, invoices: Collection[InvoiceId]) -> None:
        if not invoices:
            return
        rows = self._reading.linked(queries.REDUCTIONS, invoices)
        self._credits.update((row.id, credit_from(row)) for row in rows)
        self._take_uses(queries.USES_OF, [row.id for row in rows])

    def _take_queues(self, asked: Asked) -> None:
        for part in asked.queues:
            for credit in oldest_credits(self._reading, part):
                self._credits[credit.id] = credit

    def _take_payments(self, asked: Asked, ids: Collection[PaymentId]) -> None:
        rows = self._reading.documents(queries.PAYMENTS, ids)
        for part in asked.likes:
            rows += self._reading.matching(
                queries.LIKE,
                date=part.date.isoformat(),
                amount=part.amount.minor,
                currency=part.amount.currency,
            )
        if not rows:
            return
        found = {row.id for row in rows}
        tenders = self._reading.linked(queries.TENDERS, found)
        named = self._reading.linked(queries.NAMED, found)
        self._payments = payments_of(rows, tenders, named)

    def _take_credits(self, ids: set[CreditId]) -> None:
        missing = ids - self._credits.keys()
        if not missing:
            return
        rows = self._reading.documents(queries.CREDITS, missing)
        self._credits.update((row.id, credit_from(row)) for row in rows)

    def _take_invoices(self, ids: Collection[InvoiceId]) -> None:
        rows = self._reading.documents(queries.INVOICES, ids)
        self._invoices.update((row.id, invoice_from(row)) for row in rows)

    def _take_lines(self, ids: set[InvoiceId]) -> None:
        if not ids:
            return
        own = ids & self._invoices.keys()
        self._lines = lines_of(own, self._reading.linked(queries.LINES, own))

    def _take_returns(self, ids: Collection[ReturnId]) -> None:
        if not ids:
            return
        rows = self._reading.documents(queries.RETURNS, ids)
        found = {row.id for row in rows}
        lines = self._reading.linked(queries.RETURNED, found)
        self._returns = returns_of(rows, lines)
