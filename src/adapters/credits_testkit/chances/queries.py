"""Choosing what to ask."""

from __future__ import annotations

from credits_core.identity import CreditId, InvoiceId
from credits_core.queries import (
    CreditDetail,
    CustomerCredits,
    History,
    InvoiceDetail,
    Query,
)

from .chance import Chance
from .situation import Situation


def next_query(chance: Chance, now: Situation) -> Query:
    """A question about the customer; now and then, about what is not there."""
    who = now.customer_id
    credits = (*now.ledger.credits, CreditId("nobody's"))
    invoices = (*now.ledger.invoices, InvoiceId("nobody's"))
    queries: tuple[Query, ...] = (
        CustomerCredits(customer_id=who),
        InvoiceDetail(customer_id=who, invoice_id=chance.of(invoices)),
        CreditDetail(customer_id=who, credit_id=chance.of(credits)),
        History(customer_id=who),
    )
    return chance.of(queries)
