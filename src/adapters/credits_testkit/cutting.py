"""Cutting a slice out of a whole ledger: each part exactly, and nothing more.

It is written for tests, from the words in ``parts.py``, without an index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from credits_core.credit import Credit
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.invoice import Invoice
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
from credits_core.payment import Application, Payment


class _Cut:
    """What has been cut out so far."""

    def __init__(self, whole: Ledger) -> None:
        self.whole = whole
        self.invoices: set[InvoiceId] = set()
        self.lines: set[InvoiceId] = set()
        self.payments: set[PaymentId] = set()
        self.credits: set[CreditId] = set()
        self.returns: set[str] = set()
        self.allocations: set[int] = set()
        self.applications: set[int] = set()

    def take(self, part: Part) -> None:  # noqa: C901
        match part:
            case AnInvoice(invoice_id):
                self.invoices.add(invoice_id)
            case LinesOf(invoice_id):
                self.invoices.add(invoice_id)
                self.lines.add(invoice_id)
            case APayment(payment_id):
                self.payment_with_links(payment_id)
            case ACredit(credit_id):
                self.credits.add(credit_id)
            case AReturn(return_id):
                self.returns.add(return_id)
            case UsesOf(credit_id):
                self.uses(credit_id)
            case TendersOn(invoice_id):
                self.tenders(invoice_id)
            case ReductionsOf(invoice_id):
                self.reductions(invoice_id)
            case OwnMoneyOf(invoice_id):
                self.own_money(invoice_id)
            case OldestCredits():
                self.oldest(part)
            case AnApplication() | AppliedBy() | PaymentsLike():
                self.entries_or_likes(part)

    def entries_or_likes(  # noqa: C901 - one case a kind of part
        self, part: AnApplication | AppliedBy | PaymentsLike
    ) -> None:
        match part:
            case AnApplication(payment_id, credit_id, invoice_id):
                key = (payment_id, credit_id, invoice_id)
                for one in self.whole.applications.values():
                    if (one.payment_id, one.credit_id, one.invoice_id) == key:
                        self.applications.add(one.number)
            case AppliedBy(payment_id):
                for one in self._live(lambda use: use.payment_id == payment_id):
                    self.applications.add(one.number)
                    self.credits.add(one.credit_id)
                    self.invoices.add(one.invoice_id)
            case PaymentsLike(amount, day):
                for payment in self.whole.payments.values():
                    if (payment.received, payment.date) == (amount, day):
                        self.payments.add(payment.id)

    def reductions(self, invoice_id: InvoiceId) -> None:
        self.invoices.add(invoice_id)
        for credit in self.whole.credits.values():
            if credit.reduced_invoice == invoice_id and credit.amount:
                self.uses(credit.id)

    def own_money(self, invoice_id: InvoiceId) -> None:
        for payment in self.whole.payments.values():
            if invoice_id in payment.invoices and self._has_left(payment):
                self.payment_with_links(payment.id)

    def payment_with_links(self, payment_id: PaymentId) -> None:
        self.payments.add(payment_id)
        payment = self.whole.payments.get(payment_id)
        if payment is None:
            return
        self.credits.add(payment.credit_id)
        self.invoices.update(payment.invoices)
        for one in self.whole.allocations.values():
            if one.payment_id == payment_id and one.is_live:
                self.allocations.add(one.number)
                self.invoices.add(one.invoice_id)

    def uses(self, credit_id: CreditId) -> None:
        self.credits.add(credit_id)
        for one in self._live(lambda use: use.credit_id == credit_id):
            self.applications.add(one.number)
            self.invoices.add(one.invoice_id)

    def tenders(self, invoice_id: InvoiceId) -> None:
        self.invoices.add(invoice_id)
        for one in self._live(lambda use: use.invoice_id == invoice_id):
            self.applications.add(one.number)
            self.credits.add(one.credit_id)
        for other in self.whole.allocations.values():
            if other.invoice_id == invoice_id and other.is_live:
                self.allocations.add(other.number)
                self.payments.add(other.payment_id)

    def oldest(self, wanted: OldestCredits) -> None:
        covered = 0
        for credit in sorted(self.whole.credits.values(), key=lambda c: c.order):
            if covered >= wanted.amount.minor:
                return
            if credit.currency != wanted.amount.currency:
                continue
            if credit.usable_on(wanted.today):
                self.credits.add(credit.id)
                if wanted.not_counted.isdisjoint(credit.generated_by):
                    covered += credit.available.minor

    def _live(self, wanted: Callable[[Application], bool]) -> Iterable[Application]:
        live = (use for use in self.whole.applications.values() if use.is_live)
        return [use for use in live if wanted(use)]

    def _has_left(self, payment: Payment) -> bool:
        credit: Credit | None = self.whole.credits.get(payment.credit_id)
        return credit is not None and credit.available.is_positive


def cut(whole: Ledger, wanted: Footprint) -> Ledger:
    """The slice of *whole* that *wanted* names."""
    cut = _Cut(whole)
    for part in wanted:
        cut.take(part)
    invoices: dict[InvoiceId, Invoice] = {
        one: whole.invoices[one] for one in cut.invoices if one in whole.invoices
    }
    return Ledger(
        customer_id=whole.customer_id,
        version=whole.version,
        entries=whole.entries,
        invoices=invoices,
        lines={i: whole.lines[i] for i in cut.lines if i in whole.lines},
        payments={p: whole.payments[p] for p in cut.payments if p in whole.payments},
        credits={c: whole.credits[c] for c in cut.credits if c in whole.credits},
        returns={r: v for r, v in whole.returns.items() if r in cut.returns},
        allocations={n: whole.allocations[n] for n in cut.allocations},
        applications={n: whole.applications[n] for n in cut.applications},
        scope=Scope(wanted),
    )
