"""The one schema: every table, its keys, its indexes and the laws it repeats."""

from .books import answer, balance, journal, ledger
from .credits import OPEN, credit
from .documents import customer_return, invoice, invoice_line, returned_line
from .lookup import HELD, SET_ASIDE
from .metadata import METADATA, PREFIX
from .payments import allocation, application, payment, payment_invoice, tender

__all__ = [
    "HELD",
    "METADATA",
    "OPEN",
    "PREFIX",
    "SET_ASIDE",
    "allocation",
    "answer",
    "application",
    "balance",
    "credit",
    "customer_return",
    "invoice",
    "invoice_line",
    "journal",
    "ledger",
    "payment",
    "payment_invoice",
    "returned_line",
    "tender",
]
