"""The surplus law: what an invoice was paid too much is out as its credits (L2).

``G = max(A − T − F, S, 0)`` is a form of the present state, not of the edits
that led to it, so that edits which end in the same total end the same.
"""

from __future__ import annotations

from ..credit import Credit
from ..events import CreditRetracted, ForfeitShrank
from ..fold import Draft, record, the_invoice
from ..identity import InvoiceId
from ..invoice import Invoice
from ..money import Money
from .links import reductions_of


def excess(invoice: Invoice) -> Money:
    """What is on the invoice beyond its total and its forfeits: A − T − F."""
    return invoice.tendered - invoice.total - invoice.forfeited


def spent_of(reductions: list[Credit]) -> int:
    """S: the part of an invoice's live reduction credits that is spent, in minor."""
    return sum(credit.used.minor for credit in reductions)


def shrink_surplus(draft: Draft, invoice_id: InvoiceId) -> None:
    """Take back what the invoice's credits have too much, newest first (L8).

    A forfeit shrinks first, and for good, when the money behind it is gone.
    """
    invoice = the_invoice(draft, invoice_id)
    if not invoice.reductions and not invoice.forfeited:
        return
    _shrink_forfeit(draft, invoice)
    invoice = the_invoice(draft, invoice_id)
    reductions = reductions_of(draft, invoice_id)
    lawful = max(excess(invoice).minor, spent_of(reductions), 0)
    surplus = invoice.reductions.minor - lawful
    for credit in reductions:
        taken = min(surplus, credit.available.minor)
        if taken > 0:
            amount = Money(taken, invoice.currency)
            cause = _cause(draft, invoice)
            record(
                draft,
                CreditRetracted(credit_id=credit.id, amount=amount, cause=cause),
            )
            surplus -= taken


def _cause(draft: Draft, invoice: Invoice) -> str:
    """Why the invoice's credits shrink, as the journal tells it."""
    if invoice.is_void:
        return "source invoice voided"
    before = draft.ledger.invoices.get(invoice.id)
    if before is not None and invoice.total > before.total:
        return "source invoice raised"
    return "source invoice lost money"


def _shrink_forfeit(draft: Draft, invoice: Invoice) -> None:
    """Keep S + F ≤ A by giving up F.

    On an invoice that this command voids, F stays and S gives way (HC-63).
    """
    if not invoice.forfeited:
        return
    reductions = reductions_of(draft, invoice.id)
    missing = invoice.forfeited.minor - invoice.tendered.minor
    if not _is_voided_now(draft, invoice):
        missing += spent_of(reductions)
    for credit in reductions:
        given = min(missing, credit.cancelled.minor)
        if given > 0:
            amount = Money(given, invoice.currency)
            record(draft, ForfeitShrank(credit_id=credit.id, amount=amount))
            missing -= given


def _is_voided_now(draft: Draft, invoice: Invoice) -> bool:
    before = draft.ledger.invoices.get(invoice.id)
    return invoice.is_void and before is not None and not before.is_void
