"""Chapters about paying: too much, too early, and with several means at once."""

from __future__ import annotations

from credits_core.commands import (
    CreditUse,
    EditInvoice,
    Exact,
    LineChange,
    NoCredits,
    ReceivePayment,
    RegisterInvoice,
)
from credits_core.exact import Quantity
from credits_core.identity import EditId, InvoiceId, LineId, PaymentId
from credits_core.invoice import InvoiceLine
from credits_core.payment import Method, Tender

from . import pictures
from .stage import CUSTOMER, TOM, Stage, goods, invoice, usd


def receipt(
    name: str,
    invoices: tuple[InvoiceId, ...],
    *tenders: Tender,
    credits: CreditUse | None = None,
) -> ReceivePayment:
    """A receipt over *invoices*, of money and perhaps of credits."""
    return ReceivePayment(
        customer_id=CUSTOMER,
        payment_id=PaymentId(name),
        invoices=invoices,
        tenders=tenders,
        credits=credits or NoCredits(),
    )


def bill(stage: Stage, name: str, line: InvoiceLine) -> InvoiceId:
    """Write an invoice with one line; its id."""
    written = RegisterInvoice(
        customer_id=CUSTOMER, invoice_id=invoice(name), lines=(line,)
    )
    stage.done(written, TOM)
    return written.invoice_id


def too_much_is_paid(stage: Stage) -> None:
    """The invoice is fully paid, never overpaid; the rest is a credit at once."""
    stage.say(
        "INV-2 is for 100.00. Tom receives 120.00 in cash for it."
        " The invoice is Fully Paid, and the 20.00 too much are a credit at once."
    )
    jars = bill(stage, "INV-2", goods("Jars", 20, "5.00"))
    stage.done(receipt("R-1", (jars,), Tender(Method.CASH, usd("120.00"))), TOM)
    stage.show(pictures.invoices(stage.ledger, (jars,)))
    stage.show(pictures.credits(stage.ledger))


def an_invoice_is_lowered(stage: Stage) -> None:
    """What was paid above the new total becomes a credit (R9)."""
    stage.say(
        "INV-3 over 200.00 was paid by transfer. Then it turns out that two of the"
        " ten tins of oil were never delivered, and Tom lowers the invoice to 160.00."
        " The 40.00 that are now paid too much become a credit."
    )
    oil = bill(stage, "INV-3", goods("Oil", 10, "20.00"))
    stage.done(receipt("R-2", (oil,), Tender(Method.TRANSFER, usd("200.00"))), TOM)
    stage.done(oil_changed("E-1", pieces=-2, amount="-40.00"), TOM)
    stage.show(pictures.invoices(stage.ledger, (oil,)))
    stage.show(pictures.credits(stage.ledger))


def oil_changed(name: str, *, pieces: int, amount: str) -> EditInvoice:
    """A change of the one line of INV-3."""
    change = LineChange(
        line_id=LineId("1"), quantity=Quantity.of(pieces), amount=usd(amount)
    )
    return EditInvoice(
        customer_id=CUSTOMER,
        invoice_id=invoice("INV-3"),
        edit_id=EditId(name),
        changes=(change,),
    )


def money_and_credits(stage: Stage) -> None:
    """One receipt, two invoices, three means; the oldest credits go first (R10)."""
    stage.say(
        "Blue Bakery settles INV-4 over 60.00 and INV-1 over 300.00 together:"
        " 110.00 from its credits, 150.00 in cash and 100.00 by check."
        " The credits go first, the oldest before the younger, INV-4 before INV-1."
    )
    trays = bill(stage, "INV-4", goods("Trays", 6, "10.00"))
    both = (trays, invoice("INV-1"))
    cash = Tender(Method.CASH, usd("150.00"))
    check = Tender(Method.CHECK, usd("100.00"))
    paid = receipt("R-3", both, cash, check, credits=Exact(usd("110.00")))
    stage.done(paid, TOM)
    stage.show(pictures.invoices(stage.ledger, both))
    stage.show(pictures.history(stage.ledger, trays, stage.console))
    stage.show(pictures.history(stage.ledger, invoice("INV-1"), stage.console))
    stage.show(pictures.credits(stage.ledger))
