"""Editing an invoice after it was paid: what it no longer needs is a credit (R9)."""

from __future__ import annotations

import attrs
from returns.result import Failure, Result

from ..commands import EditInvoice, LineChange
from ..events import InvoiceEdited
from ..exact import QUANTITY_MAX_MICROS
from ..fold import Draft, record, the_credit, the_invoice, the_lines
from ..identity import LineId, reduction_of
from ..invoice import Invoice, InvoiceLine
from ..money import AMOUNT_MAX_MINOR, Money
from ..occasion import Occasion
from ..payment import Application
from ..rejections import (
    InvoiceIsVoid,
    LimitExceeded,
    LineHasCompletedReturn,
    NegativeTotal,
    Rejection,
)
from .guards import in_currency, known_invoice, new_credit
from .issue import reduction_issued
from .links import tenders_on
from .ripple import give_back
from .settle import settle
from .surplus import excess


def edit_invoice(
    draft: Draft, command: EditInvoice, occasion: Occasion
) -> Result[None, Rejection]:
    """Save changes of lines; only the net of the save counts (HC-08, L2)."""
    checked = known_invoice(draft, command.invoice_id)
    return checked.bind(lambda invoice: _edit(draft, invoice, command, occasion))


def _edit(
    draft: Draft, invoice: Invoice, command: EditInvoice, occasion: Occasion
) -> Result[None, Rejection]:
    refusal = _refusal(draft, invoice, command, occasion)
    if refusal is not None:
        return Failure(refusal)
    record(
        draft,
        InvoiceEdited(
            invoice_id=invoice.id,
            edit_id=command.edit_id,
            old_total=invoice.total,
            new_total=_new_total(invoice, command),
            changes=command.changes,
        ),
    )
    if occasion.policy.release_credits_first:
        _release_credits(draft, invoice, occasion)
    _issue_surplus(draft, command, occasion)
    return settle(draft, occasion)


def _refusal(
    draft: Draft, invoice: Invoice, command: EditInvoice, occasion: Occasion
) -> Rejection | None:
    if invoice.is_void:
        return InvoiceIsVoid(invoice_id=invoice.id)
    beyond = _beyond(draft, invoice, command, occasion)
    if beyond is not None:
        return beyond
    for change in command.changes[:1]:
        mismatch = in_currency("invoice", invoice, change.amount.currency)
        if mismatch is not None:
            return mismatch
    short = _lines_below_returns(draft, invoice, command)
    if short:
        return LineHasCompletedReturn(invoice_id=invoice.id, lines=short)
    total = _new_total(invoice, command)
    if total < total.zero:
        return NegativeTotal(invoice_id=invoice.id, total=total)
    return new_credit(draft, reduction_of(command.edit_id))


def _beyond(
    draft: Draft, invoice: Invoice, command: EditInvoice, occasion: Occasion
) -> LimitExceeded | None:
    """Whether the invoice would have too many lines, or too much on them."""
    lines, most = the_lines(draft, invoice.id), occasion.policy.limits.lines
    new = sum(change.line_id not in lines for change in command.changes)
    if len(command.changes) > most or len(lines) + new > most:
        return LimitExceeded(what="lines", most=most)
    for change in command.changes:
        known = lines.get(change.line_id)
        before = 0 if known is None else known.quantity.micros
        if abs(before + change.quantity.micros) > QUANTITY_MAX_MICROS:
            return LimitExceeded(what="millionths of a line", most=QUANTITY_MAX_MICROS)
    total = invoice.total.minor + sum(c.amount.minor for c in command.changes)
    if total > AMOUNT_MAX_MINOR:
        return LimitExceeded(what="minor units", most=AMOUNT_MAX_MINOR)
    return None


def _new_total(invoice: Invoice, command: EditInvoice) -> Money:
    total = invoice.total
    for change in command.changes:
        total += change.amount
    return total


def _lines_below_returns(
    draft: Draft, invoice: Invoice, command: EditInvoice
) -> tuple[LineId, ...]:
    """Lines that would no longer cover what came back of them (HC-09)."""
    lines = the_lines(draft, invoice.id)
    known = [(lines[c.line_id], c) for c in command.changes if c.line_id in lines]
    changed = [_changed(line, change) for line, change in known]
    return tuple(
        line.id for line in changed if line.has_return and not line.covers_returns
    )


def _changed(line: InvoiceLine, change: LineChange) -> InvoiceLine:
    return attrs.evolve(
        line,
        amount=line.amount + change.amount,
        quantity=line.quantity + change.quantity,
    )


def _release_credits(draft: Draft, invoice: Invoice, occasion: Occasion) -> None:
    """Let applied credits come home before a new credit is issued (HC-06 b)."""
    for entry in tenders_on(draft, the_invoice(draft, invoice.id)):
        surplus = _surplus(draft, invoice)
        if not surplus.is_positive:
            return
        if isinstance(entry, Application):
            credit = the_credit(draft, entry.credit_id)
            if not credit.is_cancelled:
                give_back(draft, entry, min(surplus, entry.amount), occasion)


def _issue_surplus(draft: Draft, command: EditInvoice, occasion: Occasion) -> None:
    """Issue one credit for what is now paid too much and not yet out (L2)."""
    invoice = the_invoice(draft, command.invoice_id)
    surplus = _surplus(draft, invoice)
    if surplus.is_positive:
        record(
            draft,
            reduction_issued(draft, invoice, command.edit_id, surplus, occasion),
        )


def _surplus(draft: Draft, invoice: Invoice) -> Money:
    """By how much G has to grow: never because of S, which G always covers."""
    now = the_invoice(draft, invoice.id)
    return excess(now) - now.reductions
