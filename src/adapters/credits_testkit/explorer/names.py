"""The names in a story: capitals for the documents of one customer, small otherwise."""

from __future__ import annotations

from credits_core.credit import Manual
from credits_core.identity import CreditId, InvoiceId
from credits_core.ledger import Ledger

from ..orders import ACME


def new(ledger: Ledger, name: str) -> str:
    """The *name* of a new document, as its customer writes it."""
    return name if ledger.customer_id == ACME else name.lower()


def first_invoice(ledger: Ledger) -> list[InvoiceId]:
    """The oldest invoice of the ledger, if there is one."""
    return list(ledger.invoices)[:1]


def first_grant(ledger: Ledger) -> list[CreditId]:
    """The oldest granted credit of the ledger, if there is one."""
    credits = ledger.credits.values()
    return [one.id for one in credits if isinstance(one.origin, Manual)][:1]
