"""All that is known of one customer."""

from __future__ import annotations

from functools import partial

from credits_core.customer_return import CustomerReturn
from credits_core.entry import Entry
from credits_core.identity import InvoiceId, ReturnId
from credits_core.invoice import Invoice
from credits_core.ledger import Lines

from .linked import Allocations, Applications, Credits, Payments
from .tables import Table
from .undo import Undo


class Book:
    """One customer's tables and journal."""

    def __init__(self, undo: Undo) -> None:
        """Open an empty book, whose writes *undo* can take back."""
        self.entries = 0
        self.journal: list[Entry] = []
        self.invoices = Table[InvoiceId, Invoice](undo)
        self.lines = Table[InvoiceId, Lines](undo)
        self.payments = Payments(undo)
        self.credits = Credits(undo, self.payments.rows)
        self.returns = Table[ReturnId, CustomerReturn](undo)
        self.allocations = Allocations(undo)
        self.applications = Applications(undo)
        self._undo = undo

    @property
    def version(self) -> int:
        """How many commands have changed it: one journal entry each."""
        return len(self.journal)

    def record(self, entry: Entry, entries: int) -> None:
        """Close a command: its journal *entry*, and the last number it gave."""
        self._undo.note(self.journal.pop)
        self.journal.append(entry)
        self._undo.note(partial(setattr, self, "entries", self.entries))
        self.entries = entries
