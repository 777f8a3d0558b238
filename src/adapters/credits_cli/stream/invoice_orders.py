"""Lines about invoices and goods that come back."""

from __future__ import annotations

from credits_core.commands import (
    CompleteReturn,
    EditInvoice,
    LineChange,
    RegisterInvoice,
    ReopenReturn,
    ReturnLine,
    VoidInvoice,
    VoidMode,
)
from credits_core.identity import EditId, InvoiceId, LineId, ReturnId
from credits_core.invoice import InvoiceLine

from .line import Line, quantity_of
from .named import customer_of, invoice_of, mode_of


def issue_invoice(line: Line) -> RegisterInvoice:
    """An invoice with its lines becomes known."""
    return RegisterInvoice(
        customer_id=customer_of(line),
        invoice_id=invoice_of(line),
        lines=tuple(
            InvoiceLine(
                id=LineId(row),
                product=product,
                quantity=quantity_of(quantity),
                unit_price=quantity_of(price),
                amount=line.amount(amount),
            )
            for row, product, quantity, price, amount in line.rows("lines", width=5)
        ),
    )


def edit_invoice(line: Line) -> EditInvoice:
    """The lines of an invoice change in one save; an unknown row is a new line."""
    return EditInvoice(
        customer_id=customer_of(line),
        invoice_id=invoice_of(line),
        edit_id=EditId(line.text("edit")),
        changes=tuple(
            LineChange(
                line_id=LineId(row),
                product=product,
                quantity=quantity_of(quantity),
                unit_price=quantity_of(price),
                amount=line.amount(amount),
            )
            for row, product, quantity, price, amount in line.rows("changes", width=5)
        ),
    )


def void_invoice(line: Line) -> VoidInvoice:
    """An invoice is void, and all that was paid on it goes back."""
    mode = VoidMode(line.optional("mode") or VoidMode.STRICT.value)
    return VoidInvoice(
        customer_id=customer_of(line), invoice_id=invoice_of(line), mode=mode
    )


def complete_return(line: Line) -> CompleteReturn:
    """Goods come back, with the invoice they were sold on or without."""
    invoice = line.optional("invoice")
    rows = line.rows("lines", width=6)
    return CompleteReturn(
        customer_id=customer_of(line),
        return_id=ReturnId(line.text("return")),
        invoice_id=None if invoice is None else InvoiceId(invoice),
        lines=tuple(_returned(line, row) for row in rows),
    )


def _returned(line: Line, row: tuple[str, ...]) -> ReturnLine:
    name, product, quantity, price, amount, sold_on = row
    return ReturnLine(
        id=LineId(name),
        product=product,
        quantity=quantity_of(quantity),
        unit_price=quantity_of(price),
        value=line.amount(amount),
        invoice_line=LineId(sold_on) if sold_on else None,
    )


def reopen_return(line: Line) -> ReopenReturn:
    """A completed return is taken back."""
    return ReopenReturn(
        customer_id=customer_of(line),
        return_id=ReturnId(line.text("return")),
        mode=mode_of(line),
    )
