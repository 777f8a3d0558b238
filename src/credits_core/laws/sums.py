"""Sums over a whole ledger, from its entries and credits alone."""

from __future__ import annotations

from collections import defaultdict

import attrs

from ..credit import FromRemoteMemo, FromReturn, Manual
from ..identity import CreditId, InvoiceId, PaymentId
from ..ledger import Ledger


@attrs.define
class Book:
    """The totals of one currency, in minor units (L6).

    *kept* is what is available, written off, or was spent before it was read in.
    """

    received: int = 0
    granted: int = 0
    settled: int = 0
    kept: int = 0


class Sums:
    """What the entries of a ledger add up to, per document and per currency."""

    def __init__(self, ledger: Ledger) -> None:
        """Add everything up once."""
        self.uses: defaultdict[CreditId, int] = defaultdict(int)
        self.applied: defaultdict[InvoiceId, int] = defaultdict(int)
        self.cash: defaultdict[InvoiceId, int] = defaultdict(int)
        self.given: defaultdict[PaymentId, int] = defaultdict(int)
        self.reductions: defaultdict[InvoiceId, int] = defaultdict(int)
        self.forfeited: defaultdict[InvoiceId, int] = defaultdict(int)
        self.spent: defaultdict[InvoiceId, int] = defaultdict(int)
        self.books: defaultdict[str, Book] = defaultdict(Book)
        self._add_entries(ledger)
        self._add_credits(ledger)
        self._add_documents(ledger)

    def _add_entries(self, ledger: Ledger) -> None:
        for application in ledger.applications.values():
            if application.is_live:
                self.uses[application.credit_id] += application.amount.minor
                self.applied[application.invoice_id] += application.amount.minor
        for allocation in ledger.allocations.values():
            if allocation.is_live:
                self.cash[allocation.invoice_id] += allocation.amount.minor
                self.given[allocation.payment_id] += allocation.amount.minor

    def _add_credits(self, ledger: Ledger) -> None:
        for credit in ledger.credits.values():
            used = self.uses[credit.id] + credit.opening.minor
            lasting = credit.amount.minor - credit.deleted.minor
            book = self.books[credit.currency]
            book.kept += lasting - used + credit.opening.minor
            if isinstance(credit.origin, (Manual, FromReturn, FromRemoteMemo)):
                book.granted += lasting
            if credit.reduced_invoice is not None:
                live = credit.amount.minor - credit.cancelled.minor
                self.reductions[credit.reduced_invoice] += live
                self.forfeited[credit.reduced_invoice] += credit.cancelled.minor
                self.spent[credit.reduced_invoice] += used

    def _add_documents(self, ledger: Ledger) -> None:
        for invoice in ledger.invoices.values():
            settled = invoice.total.minor - invoice.due.minor
            self.books[invoice.currency].settled += settled
        for payment in ledger.payments.values():
            book = self.books[payment.currency]
            book.received += payment.received.minor
            book.kept += payment.opening.minor
