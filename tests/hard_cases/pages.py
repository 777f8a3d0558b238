"""Reading the book of a customer: figures as text, entries as short sentences."""

from __future__ import annotations

from abc import ABC, abstractmethod

from credits_core.credit import Credit
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.invoice import Invoice
from credits_core.ledger import Ledger
from credits_core.payment import Allocation, Application, Payment

from .writing import text


class Pages(ABC):
    """What can be read of a customer's ledger."""

    @property
    @abstractmethod
    def ledger(self) -> Ledger:
        """Everything of the customer, as it stands now."""

    def the_invoice(self, name: str) -> Invoice:
        """An invoice as a value."""
        return self.ledger.invoices[InvoiceId(name)]

    def the_credit(self, name: str) -> Credit:
        """A credit as a value."""
        return self.ledger.credits[CreditId(name)]

    def the_payment(self, name: str) -> Payment:
        """A payment as a value."""
        return self.ledger.payments[PaymentId(name)]

    def due(self, name: str) -> str:
        """What is due on an invoice."""
        return text(self.the_invoice(name).due)

    def dues(self) -> dict[str, str]:
        """What is due on each invoice."""
        return {one.id: text(one.due) for one in self.ledger.invoices.values()}

    def available(self, name: str) -> str:
        """What is left of a credit."""
        return text(self.the_credit(name).available)

    def credits(self) -> dict[str, str]:
        """What is left of each credit there ever was."""
        return {one.id: text(one.available) for one in self.ledger.credits.values()}

    def status(self, name: str) -> str:
        """The status of a credit, in the words of the product."""
        return self.the_credit(name).status.value

    def cash(self) -> list[str]:
        """The live allocations, such as "100 of P1 on A", oldest first."""
        found = self.ledger.allocations
        return [_cash(found[n]) for n in sorted(found) if found[n].is_live]

    def uses(self) -> list[str]:
        """The live applications, such as "20 of C1 on B by P2", oldest first."""
        found = self.ledger.applications
        return [_use(found[n]) for n in sorted(found) if found[n].is_live]

    def voided_uses(self) -> list[str]:
        """The applications that were voided, with their original amounts."""
        found = self.ledger.applications
        return [_use(found[n]) for n in sorted(found) if not found[n].is_live]


def _cash(one: Allocation) -> str:
    return f"{text(one.amount)} of {one.payment_id} on {one.invoice_id}"


def _use(one: Application) -> str:
    what = f"{text(one.amount)} of {one.credit_id} on {one.invoice_id}"
    return f"{what} by {one.payment_id}"
