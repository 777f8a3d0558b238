"""An accountant's own reckoning: the laws L1 to L4 and L6, entry by entry.

It uses no sum that the core keeps; what the core keeps is compared with what
the entries come to.
"""

from __future__ import annotations

from collections.abc import Iterator

from credits_core.credit import Credit, FromRemoteMemo, FromReturn, Manual
from credits_core.identity import InvoiceId
from credits_core.invoice import Invoice
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.payment import Allocation, Application, Payment


def faults(ledger: Ledger) -> list[str]:
    """A sentence for everything in the whole *ledger* that does not add up."""
    return [
        *(one for credit in ledger.credits.values() for one in _credit(ledger, credit)),
        *(one for each in ledger.invoices.values() for one in _invoice(ledger, each)),
        *(one for each in ledger.payments.values() for one in _payment(ledger, each)),
        *_conservation(ledger),
    ]


def _credit(ledger: Ledger, credit: Credit) -> Iterator[str]:
    used = credit.opening.minor + _used(ledger, credit)
    if used != credit.used.minor:
        yield f"{credit.id}: {used} is used, {credit.used.minor} is kept."
    if not 0 <= used <= credit.live.minor:
        yield f"L1: {used} of {credit.live.minor} live is used of {credit.id}."
    if credit.is_cancelled and credit.available:
        yield f"{credit.id} is cancelled, and {credit.available} is available."


def _used(ledger: Ledger, credit: Credit) -> int:
    uses = ledger.applications.values()
    return _sum(
        one.amount for one in uses if one.is_live and one.credit_id == credit.id
    )


def _invoice(ledger: Ledger, invoice: Invoice) -> Iterator[str]:
    total, tendered = invoice.total.minor, _tendered(ledger, invoice.id)
    credits = [
        one for one in ledger.credits.values() if one.reduced_invoice == invoice.id
    ]
    generated = _sum(one.amount - one.cancelled for one in credits)
    forfeited = _sum(one.cancelled for one in credits)
    spent = sum(_used(ledger, one) for one in credits)
    lawful = max(tendered - total - forfeited, spent, 0)
    if generated != lawful:
        yield f"L2: {invoice.id} generated {generated}, lawful is {lawful}."
    due = total - tendered + generated + forfeited
    if not 0 <= due <= total:
        yield f"L3: {due} is due on {invoice.id}, its total is {total}."
    if due != invoice.due.minor:
        yield f"{due} is due on {invoice.id}, {invoice.due.minor} is said."


def _tendered(ledger: Ledger, invoice_id: InvoiceId) -> int:
    entries: list[Allocation | Application] = [
        *ledger.allocations.values(),
        *ledger.applications.values(),
    ]
    return _sum(
        one.amount for one in entries if one.is_live and one.invoice_id == invoice_id
    )


def _payment(ledger: Ledger, payment: Payment) -> Iterator[str]:
    allocations = ledger.allocations.values()
    allocated = _sum(
        one.amount
        for one in allocations
        if one.is_live and one.payment_id == payment.id
    )
    unapplied = payment.received.minor - payment.opening.minor - allocated
    credit = ledger.credits.get(payment.credit_id)
    shown = 0 if credit is None else credit.amount.minor
    if unapplied != shown:
        yield f"L4: {unapplied} of {payment.id} is unapplied, its credit is {shown}."
    if credit is not None and credit.available and credit.hold is None:
        owing = [
            one for one in payment.invoices if ledger.invoices[one].due.is_positive
        ]
        if owing:
            yield f"L5: {owing} of {payment.id} are due beside {credit.available}."


def _conservation(ledger: Ledger) -> Iterator[str]:
    """L6: what came in and was granted is settled, available or written off."""
    credits = ledger.credits.values()
    payments = ledger.payments.values()
    invoices = ledger.invoices.values()
    currencies = {one.currency for one in credits} | {one.currency for one in payments}
    for currency in sorted(currencies):
        granted = [
            one.amount - one.opening
            for one in credits
            if isinstance(one.origin, (Manual, FromReturn, FromRemoteMemo))
        ]
        received = [one.received - one.opening for one in payments]
        settled = [one.total - one.due for one in invoices]
        available = [one.available for one in credits]
        written_off = [one.cancelled + one.deleted for one in credits]
        came_in = _of(currency, [*received, *granted])
        is_there = _of(currency, [*settled, *available, *written_off])
        if came_in != is_there:
            yield f"L6: {came_in} {currency} came in, {is_there} is there."


def _of(currency: str, amounts: list[Money]) -> int:
    return _sum(one for one in amounts if one.currency == currency)


def _sum(amounts: Iterator[Money]) -> int:
    return sum(one.minor for one in amounts)
