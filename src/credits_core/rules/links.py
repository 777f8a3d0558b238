"""Following the links of a draft: what is on an invoice, what a credit was used for.

Each function answers for the whole ledger or raises ``OutsideFootprintError``;
none answers from a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..credit import Credit
from ..customer_return import CustomerReturn
from ..fold import Draft, the_invoice
from ..identity import CreditId, InvoiceId, PaymentId, ReturnId
from ..invoice import Invoice
from ..money import Money
from ..parts import (
    ACredit,
    AnInvoice,
    APayment,
    AppliedBy,
    AReturn,
    OwnMoneyOf,
    Part,
    ReductionsOf,
    TendersOn,
    UsesOf,
)
from ..payment import Allocation, Application, Payment


def find_invoice(draft: Draft, invoice_id: InvoiceId) -> Invoice | None:
    """The invoice, or the knowledge that there is none."""
    if invoice_id not in draft.invoices:
        draft.need([AnInvoice(invoice_id)])
    return draft.invoices.get(invoice_id)


def find_payment(draft: Draft, payment_id: PaymentId) -> Payment | None:
    """The payment with its links, or the knowledge that there is none."""
    if not _has_links(draft, payment_id):
        draft.need([APayment(payment_id)])
    return draft.payments.get(payment_id)


def find_credit(draft: Draft, credit_id: CreditId) -> Credit | None:
    """The credit, or the knowledge that there is none."""
    if credit_id not in draft.credits:
        draft.need([ACredit(credit_id)])
    return draft.credits.get(credit_id)


def find_return(draft: Draft, return_id: ReturnId) -> CustomerReturn | None:
    """The return, or the knowledge that there is none."""
    if return_id not in draft.returns:
        draft.need([AReturn(return_id)])
    return draft.returns.get(return_id)


def uses_of(draft: Draft, credit: Credit) -> list[Application]:
    """The live applications of a credit, newest first."""
    draft.lack(needed_uses(draft, [credit]))
    numbers = reversed(draft.uses[credit.id])
    return [draft.applications[number] for number in numbers]


def newest_use(draft: Draft, credits: Iterable[Credit]) -> Application:
    """The newest live application of any of *credits*, which have one."""
    numbers = [draft.uses[credit.id][-1] for credit in credits if draft.uses[credit.id]]
    return draft.applications[max(numbers)]


def needed_uses(draft: Draft, credits: Iterable[Credit]) -> list[Part]:
    """The parts that hold the live applications of *credits*, where not at hand."""
    return [
        UsesOf(credit.id)
        for credit in credits
        if draft.used[credit.id] + credit.opening.minor != credit.used.minor
    ]


def reductions_of(draft: Draft, invoice_id: InvoiceId) -> list[Credit]:
    """The credits that reductions of an invoice issued, newest first."""
    draft.lack(needed_reductions(draft, [the_invoice(draft, invoice_id)]))
    found = [draft.credits[credit_id] for credit_id in draft.reduced_by[invoice_id]]
    return sorted(found, key=lambda credit: (credit.sequence, credit.id), reverse=True)


def needed_reductions(draft: Draft, invoices: Iterable[Invoice]) -> list[Part]:
    """The parts that hold the reduction credits of *invoices*, where not at hand."""
    parts: list[Part] = []
    for invoice in invoices:
        credits = (draft.credits[one] for one in draft.reduced_by[invoice.id])
        known = sum(credit.amount.minor for credit in credits)
        if known != invoice.reductions.minor + invoice.forfeited.minor:
            parts.append(ReductionsOf(invoice.id))
    return parts


def needed_payments(draft: Draft, payments: Iterable[PaymentId]) -> list[Part]:
    """The parts that hold *payments* with their links, where not at hand."""
    return [APayment(one) for one in payments if not _has_links(draft, one)]


def tenders_on(draft: Draft, invoice: Invoice) -> list[Allocation | Application]:
    """Everything live on an invoice, cash and credit, newest first."""
    entries: list[Allocation | Application] = [
        *(draft.allocations[number] for number in draft.paid_on[invoice.id].values()),
        *(draft.applications[number] for number in draft.applied_on[invoice.id]),
    ]
    if sum(entry.amount.minor for entry in entries) != invoice.tendered.minor:
        draft.lack([TendersOn(invoice.id)])
    return sorted(entries, key=lambda entry: entry.number, reverse=True)


def allocations_of(draft: Draft, payment: Payment) -> list[Allocation]:
    """The live allocations of a payment, in the reverse order of its invoices."""
    numbers = draft.paid_by[payment.id]
    found = [draft.allocations[number] for number in numbers.values()]
    if sum(entry.amount.minor for entry in found) != payment.allocated.minor:
        draft.lack([APayment(payment.id)])
    return [
        draft.allocations[numbers[invoice_id]]
        for invoice_id in reversed(payment.invoices)
        if invoice_id in numbers
    ]


def applied_by(draft: Draft, payment_id: PaymentId) -> list[Application]:
    """The live applications that a receipt made, newest first."""
    draft.need([AppliedBy(payment_id)])
    live = [one for one in draft.applications.values() if one.is_live]
    made = [one for one in live if one.payment_id == payment_id]
    return sorted(made, key=lambda one: one.number, reverse=True)


def own_money_of(draft: Draft, invoice: Invoice) -> list[Payment]:
    """Payments that name an invoice and have unspent money, newest first (L5, L8)."""
    draft.need(needed_own_money(draft, invoice))
    found = [
        payment
        for payment in map(draft.payments.__getitem__, draft.named_by[invoice.id])
        if not _came_by_itself(draft, payment) and unspent(draft, payment)
    ]
    return sorted(found, key=lambda one: (one.sequence, one.id), reverse=True)


def needed_own_money(draft: Draft, invoice: Invoice) -> list[Part]:
    """What must be at hand before *invoice* can be served with own money.

    An invoice that owes no more than before the command had no own money to be
    served with, and newly freed money is at hand already.
    """
    before = draft.ledger.invoices.get(invoice.id)
    if before is None or before.due >= invoice.due:
        return []
    return [OwnMoneyOf(invoice.id)]


def unspent(draft: Draft, payment: Payment) -> Money:
    """What of a payment's unapplied money is neither spent nor held."""
    credit = draft.credits.get(payment.credit_id)
    if credit is None:
        return max(payment.unapplied, payment.amount.zero)
    if credit.hold is not None:
        return payment.amount.zero
    return max(payment.unapplied - credit.used, payment.amount.zero)


def _came_by_itself(draft: Draft, payment: Payment) -> bool:
    """Whether the payment is as it was and came without its links.

    Had it something to give, it would have come with them.
    """
    untouched = draft.ledger.payments.get(payment.id) is payment
    return untouched and not _has_links(draft, payment.id)


def _has_links(draft: Draft, payment_id: PaymentId) -> bool:
    """Whether the payment came with its credit, its allocations and its invoices."""
    before = draft.ledger.payments.get(payment_id)
    if before is None:
        return payment_id in draft.payments
    if draft.ledger.scope.covers(APayment(payment_id)):
        return True
    credit = draft.ledger.credits.get(before.credit_id)
    if credit is None or not credit.available:
        return False
    return any(draft.ledger.scope.covers(OwnMoneyOf(one)) for one in before.invoices)
