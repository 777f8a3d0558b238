"""The private workspace in which events are folded: mutable inside, never let out.

A draft begins as a slice of a ledger and remembers what was touched, so that
the rules know what to settle. It looks things up by their links, and says so
when a link leads out of the slice.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable

import attrs

from ..credit import Credit
from ..customer_return import CustomerReturn
from ..events import Event
from ..evolving import evolve
from ..identity import CreditId, InvoiceId, LineId, PaymentId, ReturnId
from ..invoice import Invoice, InvoiceLine
from ..ledger import Ledger
from ..parts import OutsideFootprintError, Part
from ..payment import Allocation, Application, Payment


@attrs.define
class Touched:
    """What changed since somebody last looked."""

    invoices: dict[InvoiceId, None] = attrs.field(factory=dict)
    payments: dict[PaymentId, None] = attrs.field(factory=dict)
    credits: dict[CreditId, None] = attrs.field(factory=dict)


class Draft:
    """A ledger slice while one command is worked out on it."""

    def __init__(self, ledger: Ledger) -> None:
        """Begin with *ledger* as it is."""
        self.ledger = ledger
        self.sequence = ledger.version + 1
        self.entries = ledger.entries
        self.events: list[Event] = []
        self.touched = Touched()
        self.invoices: dict[InvoiceId, Invoice] = dict(ledger.invoices)
        self.lines: dict[InvoiceId, dict[LineId, InvoiceLine]] = {
            invoice_id: dict(lines) for invoice_id, lines in ledger.lines.items()
        }
        self.payments: dict[PaymentId, Payment] = dict(ledger.payments)
        self.credits: dict[CreditId, Credit] = dict(ledger.credits)
        self.returns: dict[ReturnId, CustomerReturn] = dict(ledger.returns)
        self.allocations: dict[int, Allocation] = {}
        self.applications: dict[int, Application] = {}
        self.uses: defaultdict[CreditId, list[int]] = defaultdict(list)
        self.used: defaultdict[CreditId, int] = defaultdict(int)
        self.applied_on: defaultdict[InvoiceId, set[int]] = defaultdict(set)
        self.paid_on: defaultdict[InvoiceId, dict[PaymentId, int]] = defaultdict(dict)
        self.paid_by: defaultdict[PaymentId, dict[InvoiceId, int]] = defaultdict(dict)
        self.reduced_by: defaultdict[InvoiceId, set[CreditId]] = defaultdict(set)
        self.named_by: defaultdict[InvoiceId, set[PaymentId]] = defaultdict(set)
        self._index(ledger)

    def _index(self, ledger: Ledger) -> None:
        for allocation in ledger.allocations.values():
            self.put_allocation(allocation)
        for application in ledger.applications.values():
            self.put_application(application)
        for payment in ledger.payments.values():
            self._index_names(payment)
        for credit in ledger.credits.values():
            if credit.reduced_invoice is not None:
                self.reduced_by[credit.reduced_invoice].add(credit.id)

    def _index_names(self, payment: Payment) -> None:
        for invoice_id in payment.invoices:
            self.named_by[invoice_id].add(payment.id)

    def finished(self) -> Ledger:
        """The ledger after the command: one version later, and immutable again."""
        return evolve(
            self.ledger,
            version=self.sequence,
            entries=self.entries,
            invoices=self.invoices,
            lines=self.lines,
            payments=self.payments,
            credits=self.credits,
            returns=self.returns,
            allocations=self.allocations,
            applications=self.applications,
        )

    def put_invoice(self, invoice: Invoice) -> None:
        """Replace an invoice and remember that it was touched."""
        self.invoices[invoice.id] = invoice
        self.touched.invoices[invoice.id] = None

    def put_payment(self, payment: Payment) -> None:
        """Replace a payment and remember that it was touched."""
        if payment.id not in self.payments:
            self._index_names(payment)
        self.payments[payment.id] = payment
        self.touched.payments[payment.id] = None

    def put_credit(self, credit: Credit) -> None:
        """Replace a credit and remember that it, and its source, was touched."""
        self.credits[credit.id] = evolve(credit, revision=credit.revision + 1)
        self.touched.credits[credit.id] = None
        if credit.payment_id is not None:
            self.touched.payments[credit.payment_id] = None
        if credit.reduced_invoice is not None:
            self.touched.invoices[credit.reduced_invoice] = None
            self.reduced_by[credit.reduced_invoice].add(credit.id)

    def put_allocation(self, allocation: Allocation) -> None:
        """Replace an allocation, in its links too."""
        payment_id, invoice_id = allocation.payment_id, allocation.invoice_id
        self.allocations[allocation.number] = allocation
        if allocation.is_live:
            self.paid_on[invoice_id][payment_id] = allocation.number
            self.paid_by[payment_id][invoice_id] = allocation.number
        elif self.paid_on[invoice_id].get(payment_id) == allocation.number:
            del self.paid_on[invoice_id][payment_id]
            del self.paid_by[payment_id][invoice_id]

    def put_application(self, application: Application) -> None:
        """Replace an application, in its links too."""
        number, credit_id = application.number, application.credit_id
        before = self.applications.get(number)
        self.applications[number] = application
        if application.is_live and before is None:
            insort(self.uses[credit_id], number)
            self.used[credit_id] += application.amount.minor
            self.applied_on[application.invoice_id].add(number)
        elif before is not None and before.is_live and not application.is_live:
            del self.uses[credit_id][bisect_left(self.uses[credit_id], number)]
            self.used[credit_id] -= application.amount.minor
            self.applied_on[application.invoice_id].discard(number)

    def need(self, parts: Iterable[Part]) -> None:
        """Raise ``OutsideFootprintError`` unless the slice covers all *parts*."""
        self.lack(part for part in parts if not self.ledger.scope.covers(part))

    def lack(self, parts: Iterable[Part]) -> None:
        """Raise ``OutsideFootprintError`` if there are *parts* at all.

        For what sums prove to be missing, whatever the scope says: a repository
        that does not deliver what it promises is found out by it.
        """
        missing = frozenset(parts)
        if missing:
            raise OutsideFootprintError(missing)
