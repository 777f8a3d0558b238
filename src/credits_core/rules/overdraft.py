"""Finding who gave more than there is: a credit, or an invoice's reductions.

Only such a source may take applications back from others, and only what is
missing, the newest first (L8, L10).
"""

from __future__ import annotations

from ..credit import Credit
from ..fold import Draft, the_invoice, the_payment
from ..fold.draft import Touched
from ..invoice import Invoice
from ..money import Money
from ..payment import Application
from .links import needed_reductions, needed_uses, reductions_of, uses_of
from .surplus import spent_of


def suspect(draft: Draft, suspects: Touched, batch: Touched) -> None:
    """Remember the sources in *batch* that may have given too much."""
    suspects.credits |= batch.credits
    for payment_id in batch.payments:
        credit_id = the_payment(draft, payment_id).credit_id
        if credit_id in draft.credits:
            suspects.credits[credit_id] = None
    suspects.invoices |= batch.invoices


def newest_overdrawn(
    draft: Draft, suspects: Touched
) -> tuple[Application, Money] | None:
    """The newest application of any source that gave too much, and how much.

    Sources that turn out to be in order are no longer suspected.
    """
    _clear(draft, suspects)
    draft.need(needed_uses(draft, _sources(draft, suspects)))
    found = [
        (uses_of(draft, credit)[0], _overdraft(draft, credit))
        for credit in map(draft.credits.__getitem__, suspects.credits)
    ]
    for invoice_id in suspects.invoices:
        reductions = reductions_of(draft, invoice_id)
        uses = [use for credit in reductions for use in uses_of(draft, credit)]
        newest = max(uses, key=lambda use: use.number)
        found.append((newest, _spent_beyond(draft, the_invoice(draft, invoice_id))))
    return max(found, key=lambda one: one[0].number, default=None)


def _clear(draft: Draft, suspects: Touched) -> None:
    for credit_id in list(suspects.credits):
        if not _overdraft(draft, draft.credits[credit_id]).is_positive:
            del suspects.credits[credit_id]
    owing = [the_invoice(draft, invoice_id) for invoice_id in suspects.invoices]
    owing = [invoice for invoice in owing if invoice.reductions > invoice.tendered]
    draft.need(needed_reductions(draft, owing))
    suspects.invoices = {
        invoice.id: None
        for invoice in owing
        if _spent_beyond(draft, invoice).is_positive
    }


def _sources(draft: Draft, suspects: Touched) -> list[Credit]:
    """Every credit whose uses have to be looked at."""
    overdrawn = [draft.credits[credit_id] for credit_id in suspects.credits]
    for invoice_id in suspects.invoices:
        overdrawn += reductions_of(draft, invoice_id)
    return overdrawn


def _overdraft(draft: Draft, credit: Credit) -> Money:
    """By how much a credit's uses are more than what is behind it."""
    if credit.payment_id is None:
        return credit.used - credit.live
    behind = the_payment(draft, credit.payment_id).unapplied
    return credit.used - max(behind, behind.zero)


def _spent_beyond(draft: Draft, invoice: Invoice) -> Money:
    """S − A: what the invoice's reductions paid elsewhere and it never had."""
    spent = Money(spent_of(reductions_of(draft, invoice.id)), invoice.currency)
    return spent - invoice.tendered
