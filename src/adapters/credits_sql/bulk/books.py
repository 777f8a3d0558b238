"""The book of one customer who is new here: all that is to be written of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import attrs
from sqlalchemy import Table

from credits_core.entry import Answer, Entry
from credits_core.ledger import Ledger

from .. import tables
from ..rows import (
    Owner,
    allocation_row,
    answer_row,
    application_row,
    balance_row,
    credit_row,
    invoice_row,
    journal_row,
    ledger_row,
    line_row,
    named_invoice_row,
    payment_row,
    return_row,
    returned_line_row,
    tender_row,
)
from ..statements import Row


@attrs.frozen
class Book:
    """A whole *ledger*, the *entries* that made it, and the *answers* given."""

    ledger: Ledger
    entries: tuple[Entry, ...]
    answers: tuple[Answer, ...] = ()

    def rows(self, owner: Owner) -> Iterator[tuple[Table, Row]]:
        """Every row of the customer, with its table."""
        yield from self._head(owner)
        yield from _documents(owner, self.ledger)
        yield from _entries(owner, self.ledger)
        for entry in self.entries:
            yield tables.journal, journal_row(owner, entry)
        outcomes = {entry.key: entry for entry in self.entries}
        for answer in self.answers:
            entry = outcomes[answer.key]
            yield tables.answer, answer_row(owner.tenant_id, answer, entry)

    def _head(self, owner: Owner) -> Iterator[tuple[Table, Row]]:
        nothing = Ledger(customer_id=owner.customer_id)
        yield tables.ledger, ledger_row(owner, nothing, self.ledger)
        available: Counter[str] = Counter()
        for credit in self.ledger.credits.values():
            available[credit.currency] += credit.available.minor
        for currency, minor in available.items():
            row = balance_row(owner, currency, minor)
            yield tables.balance, {**row, "available": minor}


def _documents(owner: Owner, ledger: Ledger) -> Iterator[tuple[Table, Row]]:
    for invoice in ledger.invoices.values():
        yield tables.invoice, invoice_row(owner, invoice)
        for place, line in enumerate(ledger.lines[invoice.id].values()):
            yield tables.invoice_line, line_row(owner, invoice.id, place, line)
    for payment in ledger.payments.values():
        yield tables.payment, payment_row(owner, payment)
        for place, tender in enumerate(payment.tenders):
            yield tables.tender, tender_row(owner, payment.id, place, tender)
        for place, named in enumerate(payment.invoices):
            row = named_invoice_row(owner, payment.id, place, named)
            yield tables.payment_invoice, row
    for goods in ledger.returns.values():
        yield tables.customer_return, return_row(owner, goods)
        for place, item in enumerate(goods.lines):
            row = returned_line_row(owner, goods.id, place, item)
            yield tables.returned_line, row


def _entries(owner: Owner, ledger: Ledger) -> Iterator[tuple[Table, Row]]:
    for credit in ledger.credits.values():
        yield tables.credit, credit_row(owner, credit)
    for allocation in ledger.allocations.values():
        yield tables.allocation, allocation_row(owner, allocation)
    for application in ledger.applications.values():
        yield tables.application, application_row(owner, application)
