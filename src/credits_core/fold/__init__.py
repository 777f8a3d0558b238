"""Folding turns events into state; nothing else ever changes a ledger."""

from .draft import Draft
from .folding import fold, record
from .known import the_credit, the_invoice, the_lines, the_payment, the_return

__all__ = [
    "Draft",
    "fold",
    "record",
    "the_credit",
    "the_invoice",
    "the_lines",
    "the_payment",
    "the_return",
]
