"""The names that a line gives: its customer, invoice, receipt, credit and mode."""

from __future__ import annotations

from credits_core.commands import Mode
from credits_core.identity import CreditId, CustomerId, InvoiceId, PaymentId

from .line import Line


def customer_of(line: Line) -> CustomerId:
    """The customer whose ledger the line is about."""
    return CustomerId(line.text("customer"))


def invoice_of(line: Line) -> InvoiceId:
    """The one invoice that the line names."""
    return InvoiceId(line.text("invoice"))


def payment_of(line: Line) -> PaymentId:
    """The one receipt that the line names."""
    return PaymentId(line.text("payment"))


def credit_of(line: Line) -> CreditId:
    """The one credit that the line names, by its full key."""
    return CreditId(line.text("credit"))


def mode_of(line: Line) -> Mode:
    """Whether the command may void what it does not name; strict if left out."""
    return Mode(line.optional("mode") or Mode.STRICT.value)
