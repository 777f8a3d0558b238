"""Chapters about taking back: one entry, the rest of a credit, or all of it."""

from __future__ import annotations

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    IssueCredit,
    Named,
    NamedCredit,
    VoidApplication,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId, overpayment_of

from . import pictures
from .settling import bill, receipt
from .stage import CUSTOMER, Stage, goods, invoice, usd


def a_voided_entry(stage: Stage) -> None:
    """The credit comes home at its old age, the entry stays (R13, HC-43)."""
    stage.say(
        "The 20.00 of the overpayment were put on INV-1 by mistake. Mara voids that"
        " one entry. It stays in the history, voided, with its amount; the invoice"
        " is due again, and the credit is available again, as old as it was."
    )
    stage.done(_mistake_undone())
    flour, ledger = invoice("INV-1"), stage.ledger
    stage.show(pictures.history(ledger, flour, stage.console))
    stage.show(pictures.invoices(ledger, (flour,)))
    stage.show(pictures.credits(ledger))


def _mistake_undone() -> VoidApplication:
    return VoidApplication(
        customer_id=CUSTOMER,
        payment_id=PaymentId("R-3"),
        credit_id=overpayment_of(PaymentId("R-1")),
        invoice_id=invoice("INV-1"),
    )


def two_ways_to_cancel(stage: Stage) -> None:
    """Balance only leaves the uses alone; cancel & revert takes them back (R16)."""
    stage.say(
        "Two more credits of 50.00 are granted, and 30.00 of each pay an invoice:"
        " CR-2 pays INV-5, CR-3 pays INV-6."
    )
    boxes, lids = _two_credits_in_use(stage)
    stage.show(pictures.invoices(stage.ledger, (boxes, lids)))
    stage.say(
        "Mara cancels the balance of CR-2 only: the 20.00 left are given up, INV-5"
        " stays paid. CR-3 she cancels and reverts: its payment on INV-6 is voided"
        " as well, and INV-6 is unpaid again."
    )
    _cancel(stage, "CR-2", CancelMode.BALANCE_ONLY)
    _cancel(stage, "CR-3", CancelMode.REVERT)
    stage.show(pictures.invoices(stage.ledger, (boxes, lids)))
    stage.show(pictures.history(stage.ledger, lids, stage.console))
    stage.show(pictures.credits(stage.ledger))


def _two_credits_in_use(stage: Stage) -> tuple[InvoiceId, InvoiceId]:
    boxes = bill(stage, "INV-5", goods("Boxes", 30, "1.00"))
    lids = bill(stage, "INV-6", goods("Lids", 60, "0.50"))
    for name, payment, paid in (("CR-2", "R-4", boxes), ("CR-3", "R-5", lids)):
        granted = IssueCredit(
            customer_id=CUSTOMER,
            credit_id=CreditId(name),
            number=name,
            amount=usd("50.00"),
        )
        stage.done(granted)
        named = Named((NamedCredit(granted.credit_id, usd("30.00")),))
        stage.done(receipt(payment, (paid,), credits=named))
    return boxes, lids


def _cancel(stage: Stage, name: str, mode: CancelMode) -> None:
    credit_id = CreditId(name)
    stage.done(CancelCredit(customer_id=CUSTOMER, credit_id=credit_id, mode=mode))
