"""What comes with a part, looked up in a whole ledger word by word.

No adapter could afford to read a ledger like this; it is what they are held to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as Date
from itertools import product

from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.parts import (
    ACredit,
    AnApplication,
    AnInvoice,
    APayment,
    AppliedBy,
    AReturn,
    LinesOf,
    OldestCredits,
    OwnMoneyOf,
    Part,
    PaymentsLike,
    ReductionsOf,
    TendersOn,
    UsesOf,
)
from credits_core.payment import Allocation, Application

from .found import Found, joined
from .given import DAY, usd


def every_part_of(whole: Ledger) -> Iterator[Part]:
    """Each part that one could ask for by an id or an amount in the ledger."""
    for invoice_id in whole.invoices:
        yield from (AnInvoice(invoice_id), LinesOf(invoice_id), TendersOn(invoice_id))
        yield from (ReductionsOf(invoice_id), OwnMoneyOf(invoice_id))
    for payment_id in whole.payments:
        yield from (APayment(payment_id), AppliedBy(payment_id))
    for credit_id in whole.credits:
        yield from (ACredit(credit_id), UsesOf(credit_id))
    for triple in product(whole.payments, whole.credits, whole.invoices):
        yield AnApplication(*triple)
    yield from map(AReturn, whole.returns)
    yield from (PaymentsLike(one.amount, DAY) for one in whole.payments.values())
    for amount, without in product(("1", "25", "999"), ((), tuple(whole.invoices))):
        yield OldestCredits(usd(amount), DAY, frozenset(without))


def comes_with(part: Part, whole: Ledger) -> Found:  # noqa: C901, PLR0911 - one case a kind
    """What must come with *part*, out of the *whole* ledger."""
    match part:
        case AnInvoice(invoice_id):
            return Found(invoices=whole.invoices.keys() & {invoice_id})
        case LinesOf(invoice_id):
            known = whole.invoices.keys() & {invoice_id}
            return Found(invoices=known, lines=known)
        case APayment(payment_id):
            return _payment(payment_id, whole)
        case ACredit(credit_id):
            return Found(credits=whole.credits.keys() & {credit_id})
        case AReturn(return_id):
            return Found(returns=whole.returns.keys() & {return_id})
        case UsesOf() | AnApplication() | AppliedBy():
            return _uses_asked(part, whole)
        case TendersOn(invoice_id):
            return _tenders(invoice_id, whole)
        case ReductionsOf(invoice_id):
            return _reductions(invoice_id, whole)
        case OwnMoneyOf(invoice_id):
            return _own_money(invoice_id, whole)
        case OldestCredits():
            return _oldest(part, whole)
        case PaymentsLike(amount, date):
            return _like(amount, date, whole)


def may_come_with(part: Part, whole: Ledger) -> Found:
    """What may come with *part* besides, or stay away."""
    if not isinstance(part, ReductionsOf):
        return Found()
    nothing = [
        credit.id
        for credit in whole.credits.values()
        if credit.reduced_invoice == part.invoice_id and not credit.amount
    ]
    return Found(credits=nothing)


def _uses_asked(part: UsesOf | AnApplication | AppliedBy, whole: Ledger) -> Found:
    match part:
        case UsesOf(credit_id):
            uses = [one for one in _uses(whole) if one.credit_id == credit_id]
            alone = Found(credits=whole.credits.keys() & {credit_id})
            return joined(alone, _applied(uses), _invoices(uses))
        case AnApplication():
            made = [u for u in whole.applications.values() if _triple(u) == part]
            return Found(applications=[use.number for use in made])
        case AppliedBy(payment_id):
            uses = [one for one in _uses(whole) if one.payment_id == payment_id]
            return joined(_applied(uses), _credits(uses), _invoices(uses))


def _like(amount: Money, date: Date, whole: Ledger) -> Found:
    like = [one for one in whole.payments.values() if not one.is_void]
    like = [one for one in like if (one.amount, one.date) == (amount, date)]
    return Found(payments=[one.id for one in like])


def _payment(payment_id: PaymentId, whole: Ledger) -> Found:
    payment = whole.payments.get(payment_id)
    if payment is None:
        return Found()
    cash = [one for one in _cash(whole) if one.payment_id == payment_id]
    return Found(
        payments=[payment_id],
        credits=whole.credits.keys() & {payment.credit_id},
        allocations=[one.number for one in cash],
        invoices=payment.invoices,
    )


def _tenders(invoice_id: InvoiceId, whole: Ledger) -> Found:
    cash = [one for one in _cash(whole) if one.invoice_id == invoice_id]
    uses = [one for one in _uses(whole) if one.invoice_id == invoice_id]
    found = Found(
        invoices=[invoice_id],
        allocations=[one.number for one in cash],
        payments=[*(one.payment_id for one in cash), *(use.payment_id for use in uses)],
    )
    return joined(found, _applied(uses), _credits(uses))


def _reductions(invoice_id: InvoiceId, whole: Ledger) -> Found:
    reductions = {
        credit.id
        for credit in whole.credits.values()
        if credit.reduced_invoice == invoice_id and credit.amount
    }
    uses = [one for one in _uses(whole) if one.credit_id in reductions]
    return joined(Found(invoices=[invoice_id], credits=reductions), _applied(uses))


def _own_money(invoice_id: InvoiceId, whole: Ledger) -> Found:
    found = Found()
    for payment in whole.payments.values():
        credit = whole.credits.get(payment.credit_id)
        if invoice_id in payment.invoices and credit and credit.available:
            found = joined(found, _payment(payment.id, whole))
    return found


def _oldest(part: OldestCredits, whole: Ledger) -> Found:
    taken: list[CreditId] = []
    covered = 0
    for credit in sorted(whole.credits.values(), key=lambda one: one.order):
        same = credit.currency == part.amount.currency
        if covered < part.amount.minor and same and credit.usable_on(part.today):
            taken.append(credit.id)
            if part.not_counted.isdisjoint(credit.generated_by):
                covered += credit.available.minor
    return Found(credits=taken)


def _cash(whole: Ledger) -> list[Allocation]:
    return [one for one in whole.allocations.values() if one.is_live]


def _uses(whole: Ledger) -> list[Application]:
    return [one for one in whole.applications.values() if one.is_live]


def _triple(use: Application) -> AnApplication:
    return AnApplication(use.payment_id, use.credit_id, use.invoice_id)


def _applied(uses: Iterable[Application]) -> Found:
    return Found(applications=[use.number for use in uses])


def _credits(uses: Iterable[Application]) -> Found:
    return Found(credits=[use.credit_id for use in uses])


def _invoices(uses: Iterable[Application]) -> Found:
    return Found(invoices=[use.invoice_id for use in uses])
