"""What happens more than once in the story."""

from __future__ import annotations

from credits_core.commands import IssueCredit, RegisterInvoice
from credits_core.identity import CreditId, InvoiceId, LineId
from credits_core.invoice import InvoiceLine

from .stage import CUSTOMER, BothSides, sale, usd


def bill(stage: BothSides, name: str, amount: str) -> None:
    """The same invoice on both sides; the exchange makes none."""
    line = InvoiceLine(id=LineId("1"), amount=usd(amount))
    stage.here(
        RegisterInvoice(
            customer_id=CUSTOMER,
            invoice_id=InvoiceId(name),
            lines=(line,),
            date=stage.today,
        )
    )
    document = sale(stage.customer_there, amount)
    stage.there("Invoice", {**document, "DocNumber": name})


def grant(stage: BothSides, name: str, amount: str) -> None:
    """A credit that somebody gives on this side."""
    stage.here(
        IssueCredit(
            customer_id=CUSTOMER,
            credit_id=CreditId(name),
            number=name,
            amount=usd(amount),
        )
    )
