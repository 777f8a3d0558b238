"""Reading the parts of a footprint out of a book.

Each part costs what it brings, however much else the customer has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from credits_core.identity import CreditId, CustomerId, InvoiceId, PaymentId, ReturnId
from credits_core.ledger import Ledger, Scope
from credits_core.parts import (
    ACredit,
    AnApplication,
    AnInvoice,
    APayment,
    AppliedBy,
    AReturn,
    Footprint,
    LinesOf,
    OldestCredits,
    OwnMoneyOf,
    Part,
    PaymentsLike,
    ReductionsOf,
    TendersOn,
    UsesOf,
)
from credits_core.payment import Application

from .book import Book

Owners = Mapping[Part, CustomerId]
"""Whose a document is, by the part that asks for it alone."""


class Slice:
    """What was found in one book so far."""

    def __init__(self, customer_id: CustomerId, book: Book, owners: Owners) -> None:
        """Start with nothing; *owners* tells whose the documents of all are."""
        self._customer_id = customer_id
        self._book = book
        self._owners = owners
        self._elsewhere: dict[Part, CustomerId] = {}
        self._invoices: dict[InvoiceId, None] = {}
        self._lines: dict[InvoiceId, None] = {}
        self._payments: dict[PaymentId, None] = {}
        self._credits: dict[CreditId, None] = {}
        self._returns: dict[ReturnId, None] = {}
        self._cash: set[int] = set()
        self._uses: set[int] = set()

    def ledger(self, scope: Footprint) -> Ledger:
        """All that was taken, as a ledger that speaks of the parts in *scope*."""
        book = self._book
        return Ledger(
            customer_id=self._customer_id,
            version=book.version,
            entries=book.entries,
            invoices=book.invoices.picked(self._invoices),
            lines=book.lines.picked(self._lines),
            payments=book.payments.picked(self._payments),
            credits=book.credits.picked(self._credits),
            returns=book.returns.picked(self._returns),
            allocations=book.allocations.picked(self._cash),
            applications=book.applications.picked(self._uses),
            elsewhere=self._elsewhere,
            scope=Scope(scope),
        )

    def take(self, part: Part) -> None:  # noqa: C901, PLR0912 - one case a kind
        """Find *part* and all that comes with it."""
        match part:
            case AnInvoice(invoice_id):
                self._take_invoice(invoice_id)
            case LinesOf(invoice_id):
                self._take_invoice(invoice_id)
                self._lines[invoice_id] = None
            case APayment(payment_id):
                self._take_payment(payment_id)
            case ACredit(credit_id):
                self._take_credit(credit_id)
            case AReturn(return_id):
                self._take_return(return_id)
            case UsesOf(credit_id):
                self._take_uses_of(credit_id)
            case AnApplication(payment_id, credit_id, invoice_id):
                triple = (payment_id, credit_id, invoice_id)
                self._uses.update(self._book.applications.between.named(triple))
            case AppliedBy(payment_id):
                self._take_applied_by(payment_id)
            case TendersOn(invoice_id):
                self._take_tenders_on(invoice_id)
            case ReductionsOf(invoice_id):
                self._take_reductions_of(invoice_id)
            case OwnMoneyOf(invoice_id):
                self._take_own_money_of(invoice_id)
            case OldestCredits():
                self._take_oldest_credits(part)
            case PaymentsLike(amount, date):
                self._add_payments(self._book.payments.like.named((amount, date)))

    def _take_invoice(self, invoice_id: InvoiceId) -> None:
        self._invoices[invoice_id] = None
        self._look_elsewhere(AnInvoice(invoice_id))

    def _take_credit(self, credit_id: CreditId) -> None:
        self._credits[credit_id] = None
        self._look_elsewhere(ACredit(credit_id))

    def _take_return(self, return_id: ReturnId) -> None:
        self._returns[return_id] = None
        self._look_elsewhere(AReturn(return_id))

    def _take_payment(self, payment_id: PaymentId) -> None:
        self._payments[payment_id] = None
        self._look_elsewhere(APayment(payment_id))
        payment = self._book.payments.get(payment_id)
        if payment is not None:
            self._credits[payment.credit_id] = None
            self._cash.update(self._book.allocations.of.named(payment_id))
            self._invoices.update(dict.fromkeys(payment.invoices))

    def _take_uses_of(self, credit_id: CreditId) -> None:
        self._take_credit(credit_id)
        for use in self._take_uses(self._book.applications.of.named(credit_id)):
            self._invoices[use.invoice_id] = None

    def _take_applied_by(self, payment_id: PaymentId) -> None:
        for use in self._take_uses(self._book.applications.by.named(payment_id)):
            self._credits[use.credit_id] = None
            self._invoices[use.invoice_id] = None

    def _take_tenders_on(self, invoice_id: InvoiceId) -> None:
        self._take_invoice(invoice_id)
        cash = self._book.allocations.picked(
            self._book.allocations.on.named(invoice_id)
        )
        self._cash.update(cash)
        self._add_payments(entry.payment_id for entry in cash.values())
        for use in self._take_uses(self._book.applications.on.named(invoice_id)):
            self._payments[use.payment_id] = None
            self._credits[use.credit_id] = None

    def _take_reductions_of(self, invoice_id: InvoiceId) -> None:
        self._take_invoice(invoice_id)
        for credit_id in self._book.credits.reductions.named(invoice_id):
            self._credits[credit_id] = None
            self._uses.update(self._book.applications.of.named(credit_id))

    def _take_own_money_of(self, invoice_id: InvoiceId) -> None:
        rests = self._book.credits.picked(
            self._book.credits.own_money.named(invoice_id)
        )
        for credit in rests.values():
            if credit.payment_id is not None:
                self._take_payment(credit.payment_id)

    def _take_oldest_credits(self, part: OldestCredits) -> None:
        short = part.amount.minor
        book = self._book
        queue = book.credits.queues.effective_by(part.today, part.amount.currency)
        for credit_id in queue:
            if short <= 0:
                return
            credit = book.credits.rows[credit_id]
            self._credits[credit_id] = None
            if part.not_counted.isdisjoint(credit.generated_by):
                short -= credit.available.minor

    def _take_uses(self, numbers: Iterable[int]) -> Iterable[Application]:
        uses = self._book.applications.picked(numbers)
        self._uses.update(uses)
        return uses.values()

    def _add_payments(self, found: Iterable[PaymentId]) -> None:
        self._payments.update(dict.fromkeys(found))

    def _look_elsewhere(self, document: Part) -> None:
        owner = self._owners.get(document, self._customer_id)
        if owner != self._customer_id:
            self._elsewhere[document] = owner
