"""Voiding an invoice: what was paid on it goes back where it came from (HC-62).

What backs a forfeit stays, and with *keep* also what backs spent reduction
credits (HC-63): that money is gone elsewhere and cannot go back as well.
"""

from __future__ import annotations

from returns.result import Failure, Result

from ..commands import VoidInvoice, VoidMode
from ..events import InvoiceVoided
from ..fold import Draft, record, the_lines
from ..invoice import Invoice
from ..money import Money
from ..occasion import Occasion
from ..payment import Application
from ..rejections import AlreadyVoided, LineHasCompletedReturn, Rejection
from .edit_payment import release_cash
from .guards import known_invoice
from .links import reductions_of, tenders_on
from .ripple import give_back
from .settle import settle
from .surplus import spent_of


def void_invoice(
    draft: Draft, command: VoidInvoice, occasion: Occasion
) -> Result[None, Rejection]:
    """Make an invoice void and give its tenders back, newest first (L8)."""
    checked = known_invoice(draft, command.invoice_id)
    return checked.bind(lambda invoice: _void(draft, invoice, command, occasion))


def _void(
    draft: Draft, invoice: Invoice, command: VoidInvoice, occasion: Occasion
) -> Result[None, Rejection]:
    if invoice.is_void:
        return Failure(AlreadyVoided(what="invoice", id=invoice.id))
    lines = the_lines(draft, invoice.id).values()
    returned = tuple(line.id for line in lines if line.has_return)
    if returned:
        return Failure(LineHasCompletedReturn(invoice_id=invoice.id, lines=returned))
    entries = tenders_on(draft, invoice)
    backing = _backing(draft, invoice, command.mode)
    record(draft, InvoiceVoided(invoice_id=invoice.id, old_total=invoice.total))
    left = invoice.tendered - backing
    for entry in entries:
        part = min(entry.amount, left)
        left -= part
        if not part:
            continue
        if isinstance(entry, Application):
            give_back(draft, entry, part, occasion)
        else:
            release_cash(draft, entry, part, occasion)
    return settle(draft, occasion)


def _backing(draft: Draft, invoice: Invoice, mode: VoidMode) -> Money:
    """What has to stay behind on the void invoice."""
    if mode is not VoidMode.KEEP:
        return invoice.forfeited
    spent = Money(spent_of(reductions_of(draft, invoice.id)), invoice.currency)
    return invoice.forfeited + spent
