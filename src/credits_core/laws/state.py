"""The laws that a whole ledger keeps at any moment between two commands."""

from __future__ import annotations

from collections.abc import Iterator

from ..credit import Credit
from ..ledger import Ledger
from .law import Finding
from .sums import Sums


def balance(ledger: Ledger) -> Iterator[Finding]:
    """L1: 0 ≤ spent ≤ amount."""
    sums = Sums(ledger)
    for credit in ledger.credits.values():
        spent = sums.uses[credit.id] + credit.opening.minor
        if not 0 <= spent <= credit.amount.minor or credit.available.minor < 0:
            yield credit.id, f"{spent} of {credit.amount.minor} is spent."
        if min(credit.cancelled.minor, credit.deleted.minor) < 0:
            yield credit.id, "Less than nothing was given up."


def surplus(ledger: Ledger) -> Iterator[Finding]:
    """L2: G = max(A − T − F, S, 0), with G, S and F summed over the credits."""
    sums = Sums(ledger)
    for invoice in ledger.invoices.values():
        live, spent = sums.reductions[invoice.id], sums.spent[invoice.id]
        excess = invoice.tendered.minor - invoice.total.minor - invoice.forfeited.minor
        lawful = max(excess, spent, 0)
        if not live == lawful == invoice.reductions.minor:
            yield invoice.id, f"Its reduction credits are {live}, not {lawful}."
        if sums.forfeited[invoice.id] != invoice.forfeited.minor:
            yield invoice.id, "Its forfeits are not those of its credits."


def due(ledger: Ledger) -> Iterator[Finding]:
    """L3: 0 ≤ due ≤ T, and T is the sum of the lines of an invoice that is not void."""
    for invoice in ledger.invoices.values():
        if not 0 <= invoice.due.minor <= invoice.total.minor:
            yield invoice.id, f"{invoice.due} is due on a total of {invoice.total}."
        lines = ledger.lines.get(invoice.id, {}).values()
        total = sum(line.amount.minor for line in lines)
        if not invoice.is_void and total != invoice.total.minor:
            yield invoice.id, f"Its lines are {total}, its total {invoice.total.minor}."
        if not all(line.covers_returns for line in lines if line.has_return):
            yield invoice.id, "More came back than was sold."


def payment_identity(ledger: Ledger) -> Iterator[Finding]:
    """L4: the credit of a payment is its unapplied money, neither more nor less."""
    for payment in ledger.payments.values():
        credit = ledger.credits.get(payment.credit_id)
        amount = 0 if credit is None else credit.amount.minor
        if amount != payment.unapplied.minor:
            yield payment.id, f"{payment.unapplied} is unapplied, its credit {amount}."
        if sum(t.amount.minor for t in payment.tenders) != payment.amount.minor:
            yield payment.id, "Its tenders are not its amount."


def own_money(ledger: Ledger) -> Iterator[Finding]:
    """L5: no payment keeps money unspent while an invoice of its own is due."""
    for payment in ledger.payments.values():
        credit = ledger.credits.get(payment.credit_id)
        if credit is None or credit.hold is not None or not credit.available:
            continue
        for invoice_id in payment.invoices:
            invoice = ledger.invoices[invoice_id]
            if invoice.due.is_positive and not invoice.is_void:
                yield payment.id, f"{invoice_id} is due beside {credit.available}."


def conservation(ledger: Ledger) -> Iterator[Finding]:
    """L6: what came in is settled, available, written off, or spent elsewhere."""
    sums = Sums(ledger)
    for currency, book in sums.books.items():
        if book.received + book.granted != book.settled + book.kept:
            left = book.received + book.granted - book.settled - book.kept
            yield ledger.customer_id, f"{left} {currency} was lost or invented."


def both_ends(ledger: Ledger) -> Iterator[Finding]:
    """L7: an entry counts at both of its ends, or at neither."""
    sums = Sums(ledger)
    for invoice in ledger.invoices.values():
        if sums.applied[invoice.id] != invoice.applied.minor:
            yield invoice.id, "What is applied on it is not what credits gave."
        if sums.cash[invoice.id] != invoice.cash.minor:
            yield invoice.id, "The cash on it is not what payments gave."
    for credit in ledger.credits.values():
        if sums.uses[credit.id] + credit.opening.minor != credit.used.minor:
            yield credit.id, "What is used of it is not what invoices got."
    for payment in ledger.payments.values():
        if sums.given[payment.id] != payment.allocated.minor:
            yield payment.id, "What it gave is not what invoices got."
    yield from _uncancelled_rest(ledger)


def _uncancelled_rest(ledger: Ledger) -> Iterator[Finding]:
    """Value that came home to a credit that was given up belongs to nobody."""
    for credit in ledger.credits.values():
        if _is_closed(credit) and credit.available:
            yield credit.id, f"{credit.available} came home to a closed credit."


def _is_closed(credit: Credit) -> bool:
    return credit.is_cancelled or credit.is_deleted
