"""Cutting a slice out of a whole ledger: each part exactly, and nothing more.

It is for repositories that have the whole ledger at hand anyway, and reads all of
it for each part; one that keeps many open items asks its indexes instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeVar

from .identity import CreditId, CustomerId, InvoiceId, PaymentId, ReturnId
from .ledger import Ledger, Scope
from .parts import (
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
    document_of,
)
from .payment import Allocation, Application

K = TypeVar("K")
V = TypeVar("V")

_NOBODY: Final[Mapping[Part, CustomerId]] = MappingProxyType({})


def cut(
    whole: Ledger, wanted: Footprint, owners: Mapping[Part, CustomerId] = _NOBODY
) -> Ledger:
    """The slice of *whole* that *wanted* names.

    *owners* tells whose each document of the tenant is, so that what was asked for
    and belongs to somebody else can be named with its owner.
    """
    cut = _Cut(whole)
    for part in wanted:
        cut.take(part)
    asked = map(document_of, wanted)
    return Ledger(
        customer_id=whole.customer_id,
        version=whole.version,
        entries=whole.entries,
        invoices=_picked(whole.invoices, cut.invoices),
        lines=_picked(whole.lines, cut.lines),
        payments=_picked(whole.payments, cut.payments),
        credits=_picked(whole.credits, cut.credits),
        returns=_picked(whole.returns, cut.returns),
        allocations=_picked(whole.allocations, cut.allocations),
        applications=_picked(whole.applications, cut.applications),
        elsewhere={
            document: owners[document]
            for document in asked
            if owners.get(document, whole.customer_id) != whole.customer_id
        },
        scope=Scope(wanted),
    )


def documents_of(ledger: Ledger) -> Iterator[Part]:
    """What asks for each document of the ledger alone, as *owners* names them."""
    yield from map(AnInvoice, ledger.invoices)
    yield from map(APayment, ledger.payments)
    yield from map(ACredit, ledger.credits)
    yield from map(AReturn, ledger.returns)


def _picked(rows: Mapping[K, V], keys: Iterable[K]) -> dict[K, V]:
    return {key: rows[key] for key in keys if key in rows}


class _Cut:
    """The ids and numbers of what has been cut out so far."""

    def __init__(self, whole: Ledger) -> None:
        self.whole = whole
        self.invoices: set[InvoiceId] = set()
        self.lines: set[InvoiceId] = set()
        self.payments: set[PaymentId] = set()
        self.credits: set[CreditId] = set()
        self.returns: set[ReturnId] = set()
        self.allocations: set[int] = set()
        self.applications: set[int] = set()

    def take(self, part: Part) -> None:  # noqa: C901 - one case a kind of part
        match part:
            case AnInvoice(invoice_id):
                self.invoices.add(invoice_id)
            case LinesOf(invoice_id):
                self.invoices.add(invoice_id)
                self.lines.add(invoice_id)
            case APayment(payment_id):
                self._payment(payment_id)
            case ACredit(credit_id):
                self.credits.add(credit_id)
            case AReturn(return_id):
                self.returns.add(return_id)
            case UsesOf() | AnApplication() | AppliedBy():
                self._uses_asked(part)
            case TendersOn(invoice_id):
                self._tenders(invoice_id)
            case ReductionsOf(invoice_id):
                self._reductions(invoice_id)
            case OwnMoneyOf(invoice_id):
                self._own_money(invoice_id)
            case OldestCredits():
                self._oldest(part)
            case PaymentsLike():
                self._like(part)

    def _payment(self, payment_id: PaymentId) -> None:
        self.payments.add(payment_id)
        payment = self.whole.payments.get(payment_id)
        if payment is not None:
            self.credits.add(payment.credit_id)
            self.invoices.update(payment.invoices)
            self._cash(lambda one: one.payment_id == payment_id)

    def _uses_asked(self, part: UsesOf | AnApplication | AppliedBy) -> None:
        match part:
            case UsesOf(credit_id):
                self.credits.add(credit_id)
                for use in self._uses(lambda one: one.credit_id == credit_id):
                    self.invoices.add(use.invoice_id)
            case AppliedBy(payment_id):
                for use in self._uses(lambda one: one.payment_id == payment_id):
                    self.credits.add(use.credit_id)
                    self.invoices.add(use.invoice_id)
            case AnApplication(payment_id, credit_id, invoice_id):
                key = (payment_id, credit_id, invoice_id)
                for one in self.whole.applications.values():
                    if (one.payment_id, one.credit_id, one.invoice_id) == key:
                        self.applications.add(one.number)

    def _tenders(self, invoice_id: InvoiceId) -> None:
        self.invoices.add(invoice_id)
        for cash in self._cash(lambda one: one.invoice_id == invoice_id):
            self.payments.add(cash.payment_id)
        for use in self._uses(lambda one: one.invoice_id == invoice_id):
            self.payments.add(use.payment_id)
            self.credits.add(use.credit_id)

    def _reductions(self, invoice_id: InvoiceId) -> None:
        self.invoices.add(invoice_id)
        reductions = {
            credit.id
            for credit in self.whole.credits.values()
            if credit.reduced_invoice == invoice_id and credit.amount
        }
        self.credits |= reductions
        self._uses(lambda one: one.credit_id in reductions)

    def _own_money(self, invoice_id: InvoiceId) -> None:
        for payment in self.whole.payments.values():
            credit = self.whole.credits.get(payment.credit_id)
            if credit is None or not credit.available.is_positive:
                continue
            if invoice_id in payment.invoices:
                self._payment(payment.id)

    def _oldest(self, wanted: OldestCredits) -> None:
        short = wanted.amount.minor
        for credit in sorted(self.whole.credits.values(), key=lambda one: one.order):
            same = credit.currency == wanted.amount.currency
            if short > 0 and same and credit.usable_on(wanted.today):
                self.credits.add(credit.id)
                if wanted.not_counted.isdisjoint(credit.generated_by):
                    short -= credit.available.minor

    def _like(self, wanted: PaymentsLike) -> None:
        alike = (wanted.amount, wanted.date)
        for one in self.whole.payments.values():
            if not one.is_void and (one.amount, one.date) == alike:
                self.payments.add(one.id)

    def _cash(self, wanted: Callable[[Allocation], bool]) -> list[Allocation]:
        live = [one for one in self.whole.allocations.values() if one.is_live]
        found = [one for one in live if wanted(one)]
        self.allocations.update(one.number for one in found)
        return found

    def _uses(self, wanted: Callable[[Application], bool]) -> list[Application]:
        live = [one for one in self.whole.applications.values() if one.is_live]
        found = [one for one in live if wanted(one)]
        self.applications.update(one.number for one in found)
        return found
