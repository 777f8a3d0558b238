"""Folding what happened to invoices, payments and returns as documents."""

from __future__ import annotations

from ..customer_return import CustomerReturn, ReturnedLine
from ..events import (
    InvoiceEdited,
    InvoiceRegistered,
    InvoiceVoided,
    PaymentEdited,
    PaymentReceived,
    PaymentVoided,
    ReturnCompleted,
    ReturnCorrected,
    ReturnReopened,
)
from ..evolving import evolve
from ..exact import NONE
from ..identity import InvoiceId
from ..invoice import Invoice, InvoiceLine
from ..payment import Payment
from .draft import Draft
from .known import the_invoice, the_lines, the_payment, the_return


def fold_invoice(
    draft: Draft, event: InvoiceRegistered | InvoiceEdited | InvoiceVoided
) -> None:
    """Register an invoice, change its lines, or make it void."""
    match event:
        case InvoiceRegistered():
            draft.put_invoice(_registered(event, draft.sequence))
            draft.lines[event.invoice_id] = {line.id: line for line in event.lines}
        case InvoiceEdited():
            invoice = the_invoice(draft, event.invoice_id)
            draft.put_invoice(evolve(invoice, total=event.new_total))
            _change_lines(draft, event)
        case InvoiceVoided():
            invoice = the_invoice(draft, event.invoice_id)
            nothing = invoice.total.zero
            draft.put_invoice(evolve(invoice, total=nothing, is_void=True))


def _registered(event: InvoiceRegistered, sequence: int) -> Invoice:
    nothing = event.total.zero
    return Invoice(
        id=event.invoice_id,
        number=event.number,
        date=event.date,
        due_date=event.due_date,
        sequence=sequence,
        total=event.total,
        cash=nothing,
        applied=nothing,
        reductions=nothing,
        forfeited=nothing,
    )


def _change_lines(draft: Draft, event: InvoiceEdited) -> None:
    lines = the_lines(draft, event.invoice_id)
    for change in event.changes:
        line = lines.get(change.line_id)
        if line is None:
            line = InvoiceLine(
                id=change.line_id,
                amount=change.amount.zero,
                product=change.product,
                unit_price=change.unit_price,
                kind=change.kind,
            )
        lines[change.line_id] = evolve(
            line,
            amount=line.amount + change.amount,
            quantity=line.quantity + change.quantity,
        )


def fold_payment(
    draft: Draft, event: PaymentReceived | PaymentEdited | PaymentVoided
) -> None:
    """Receive a payment, change its money, or take its money away."""
    match event:
        case PaymentReceived():
            draft.put_payment(_received(event, draft.sequence))
        case PaymentEdited():
            payment = the_payment(draft, event.payment_id)
            draft.put_payment(
                evolve(
                    payment,
                    amount=event.amount,
                    tenders=event.tenders,
                    opening=event.opening,
                )
            )
        case PaymentVoided():
            payment = the_payment(draft, event.payment_id)
            nothing = payment.amount.zero
            draft.put_payment(
                evolve(
                    payment,
                    is_void=True,
                    is_reversed=event.is_reversed,
                    opening=nothing,
                )
            )


def _received(event: PaymentReceived, sequence: int) -> Payment:
    return Payment(
        id=event.payment_id,
        date=event.date,
        sequence=sequence,
        tenders=event.tenders,
        invoices=event.invoices,
        amount=event.amount,
        allocated=event.amount.zero,
        opening=event.opening,
        replaces=event.replaces,
        possible_duplicate_of=event.possible_duplicate_of,
        system=event.system,
    )


def fold_return(
    draft: Draft, event: ReturnCompleted | ReturnReopened | ReturnCorrected
) -> None:
    """Accept goods back, take that back, or correct it; on the lines sold too."""
    match event:
        case ReturnCompleted():
            draft.returns[event.return_id] = CustomerReturn(
                id=event.return_id,
                invoice_id=event.invoice_id,
                lines=event.lines,
                has_credit=event.has_credit,
            )
            _take_back(draft, event.invoice_id, event.lines, sign=1)
        case ReturnReopened():
            known = the_return(draft, event.return_id)
            draft.returns[known.id] = evolve(known, is_reopened=True)
            _take_back(draft, known.invoice_id, known.lines, sign=-1)
        case ReturnCorrected():
            known = the_return(draft, event.return_id)
            _take_back(draft, known.invoice_id, known.lines, sign=-1)
            draft.returns[known.id] = evolve(known, lines=event.lines)
            _take_back(draft, known.invoice_id, event.lines, sign=1)


def _take_back(
    draft: Draft,
    invoice_id: InvoiceId | None,
    returned: tuple[ReturnedLine, ...],
    *,
    sign: int,
) -> None:
    if invoice_id is None:
        return
    lines = the_lines(draft, invoice_id)
    for item in returned:
        if item.invoice_line is None:
            continue
        line = lines[item.invoice_line]
        quantity = item.quantity if sign > 0 else NONE - item.quantity
        value = item.value if sign > 0 else -item.value
        lines[line.id] = evolve(
            line,
            returned_quantity=line.returned_quantity + quantity,
            returned_value=line.returned + value,
        )
