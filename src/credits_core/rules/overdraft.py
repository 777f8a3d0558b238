"""Finding who gave more than there is: a credit, or an invoice's reductions.

Only such a source may take applications back from others, and only what is
missing, the newest first (L8, L10).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import attrs

from ..credit import Credit
from ..fold import Draft, the_invoice, the_payment
from ..fold.draft import Touched
from ..identity import CreditId, InvoiceId
from ..invoice import Invoice
from ..money import Money
from ..parts import OwnMoneyOf
from ..payment import Application
from .links import needed_reductions, needed_uses, newest_use, reductions_of
from .surplus import spent_of

_Source = tuple[list[Credit], Money]
"""Credits that count as one, and what they gave too much."""


@attrs.define
class Suspects:
    """The sources that may have given too much, while a command is settled.

    *foreseen* are those of which the uses that must fall were asked for.
    """

    credits: dict[CreditId, None] = attrs.field(factory=dict)
    invoices: dict[InvoiceId, None] = attrs.field(factory=dict)
    foreseen: set[CreditId] = attrs.field(factory=set)


def suspect(draft: Draft, suspects: Suspects, batch: Touched) -> None:
    """Remember the sources in *batch* that may have given too much."""
    suspects.credits |= batch.credits
    for payment_id in batch.payments:
        credit_id = the_payment(draft, payment_id).credit_id
        if credit_id in draft.credits:
            suspects.credits[credit_id] = None
    suspects.invoices |= batch.invoices


def newest_overdrawn(
    draft: Draft, suspects: Suspects
) -> tuple[Application, Money] | None:
    """The newest application of any source that gave too much, and how much.

    Sources that turn out to be in order are no longer suspected.
    """
    _clear(draft, suspects)
    sources = _sources(draft, suspects)
    draft.lack(part for credits, _ in sources for part in needed_uses(draft, credits))
    _foresee(draft, suspects, sources)
    found = [(newest_use(draft, credits), missing) for credits, missing in sources]
    return max(found, key=lambda one: one[0].number, default=None)


def _clear(draft: Draft, suspects: Suspects) -> None:
    for credit_id in list(suspects.credits):
        if not _overdraft(draft, draft.credits[credit_id]).is_positive:
            del suspects.credits[credit_id]
    owing = [the_invoice(draft, invoice_id) for invoice_id in suspects.invoices]
    owing = [one for one in owing if one.reductions + one.forfeited > one.tendered]
    draft.lack(needed_reductions(draft, owing))
    suspects.invoices = {
        invoice.id: None
        for invoice in owing
        if _spent_beyond(draft, invoice).is_positive
    }


def _sources(draft: Draft, suspects: Suspects) -> list[_Source]:
    """Every source that gave too much, and how much."""
    invoices = [the_invoice(draft, one) for one in suspects.invoices]
    credits = [draft.credits[one] for one in suspects.credits]
    return [
        *(([credit], _overdraft(draft, credit)) for credit in credits),
        *(
            (reductions_of(draft, invoice.id), _spent_beyond(draft, invoice))
            for invoice in invoices
        ),
    ]


def _foresee(draft: Draft, suspects: Suspects, sources: list[_Source]) -> None:
    """Ask at once for what all the uses that must fall will lead to.

    It changes no decision; one use falls at a time, and each would otherwise
    lead out of the slice by itself.
    """
    new = [one for one in sources if one[0][0].id not in suspects.foreseen]
    suspects.foreseen.update(credits[0].id for credits, _ in new)
    doomed = [use for source in new for use in _doomed(draft, *source)]
    invoices = {use.invoice_id: the_invoice(draft, use.invoice_id) for use in doomed}
    reduced = [one for one in invoices.values() if one.reductions or one.forfeited]
    draft.lack(needed_reductions(draft, reduced))
    draft.need(OwnMoneyOf(invoice_id) for invoice_id in invoices)


def _doomed(
    draft: Draft, credits: list[Credit], missing: Money
) -> Iterator[Application]:
    """The newest uses of a source, until they make up for what is missing."""
    numbers = heapq.merge(
        *(reversed(draft.uses[credit.id]) for credit in credits), reverse=True
    )
    left = missing.minor
    for number in numbers:
        if left <= 0:
            return
        use = draft.applications[number]
        left -= use.amount.minor
        yield use


def _overdraft(draft: Draft, credit: Credit) -> Money:
    """By how much a credit's uses are more than what is behind it."""
    if credit.payment_id is None:
        return credit.used - credit.live
    behind = the_payment(draft, credit.payment_id).unapplied
    return credit.used - max(behind, behind.zero)


def _spent_beyond(draft: Draft, invoice: Invoice) -> Money:
    """S + F − A: what its reductions paid elsewhere or gave up, and it never had."""
    spent = Money(spent_of(reductions_of(draft, invoice.id)), invoice.currency)
    return spent + invoice.forfeited - invoice.tendered
