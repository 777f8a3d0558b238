"""The tables of a book that are looked up by what their rows have to do with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from credits_core.credit import Credit
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.money import Money
from credits_core.payment import Allocation, Application, Payment

from .queues import OpenCredits
from .tables import Groups, Table
from .undo import Undo

Triple = tuple[PaymentId, CreditId, InvoiceId]
"""The receipt, the credit and the invoice of an application."""

Likeness = tuple[Money, date]
"""What payments have in common that may be the same one twice."""


class Allocations(Table[int, Allocation]):
    """Cash: the live entries *on* an invoice and those *of* a payment."""

    def __init__(self, undo: Undo) -> None:
        """Start without cash."""
        self.on = Groups[InvoiceId, int, Allocation](_live_invoice)
        self.of = Groups[PaymentId, int, Allocation](_live_payment)
        super().__init__(undo, self.on, self.of)


class Applications(Table[int, Application]):
    """Uses: the live ones *on* an invoice, *of* a credit and *by* a receipt.

    Those *between* the same three are all there ever were, voided ones too.
    """

    def __init__(self, undo: Undo) -> None:
        """Start without uses."""
        self.on = Groups[InvoiceId, int, Application](_live_invoice)
        self.of = Groups[CreditId, int, Application](_live_credit)
        self.by = Groups[PaymentId, int, Application](_live_payment)
        self.between = Groups[Triple, int, Application](_triple)
        super().__init__(undo, self.on, self.of, self.by, self.between)


class Payments(Table[PaymentId, Payment]):
    """Receipts, and those that are *like* one another."""

    def __init__(self, undo: Undo) -> None:
        """Start without receipts."""
        self.like = Groups[Likeness, PaymentId, Payment](_likeness)
        super().__init__(undo, self.like)


class Credits(Table[CreditId, Credit]):
    """Credits, in their queues and by the invoices they have to do with.

    *reductions* are those that an invoice's edits issued, *own_money* those that
    are the unspent rest of a payment naming it.
    """

    def __init__(self, undo: Undo, payments: Mapping[PaymentId, Payment]) -> None:
        """Start without credits; *payments* tell the invoices that they name.

        A payment names the same invoices for ever and is written before its
        credit, so that what it names depends on the credit alone.
        """
        self._payments = payments
        self.queues = OpenCredits()
        self.reductions = Groups[InvoiceId, CreditId, Credit](_reduced)
        self.own_money = Groups[InvoiceId, CreditId, Credit](self._own_invoices)
        super().__init__(undo, self.queues, self.reductions, self.own_money)

    def _own_invoices(self, credit: Credit) -> tuple[InvoiceId, ...]:
        if credit.payment_id is None or not credit.available.is_positive:
            return ()
        return self._payments[credit.payment_id].invoices


def _live_invoice(entry: Allocation | Application) -> tuple[InvoiceId, ...]:
    return (entry.invoice_id,) if entry.is_live else ()


def _live_payment(entry: Allocation | Application) -> tuple[PaymentId, ...]:
    return (entry.payment_id,) if entry.is_live else ()


def _live_credit(use: Application) -> tuple[CreditId, ...]:
    return (use.credit_id,) if use.is_live else ()


def _triple(use: Application) -> tuple[Triple]:
    return ((use.payment_id, use.credit_id, use.invoice_id),)


def _likeness(payment: Payment) -> tuple[Likeness, ...]:
    return () if payment.is_void else ((payment.amount, payment.date),)


def _reduced(credit: Credit) -> tuple[InvoiceId, ...]:
    reduced = credit.reduced_invoice
    return (reduced,) if reduced is not None and credit.amount else ()
