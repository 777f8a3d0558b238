"""Which customer and which invoice is which: as the host said, or beyond doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import attrs
from typing_extensions import override

from credits_core.identity import CreditId, CustomerId, InvoiceId
from credits_core.invoice import Invoice
from credits_core.ledger import Ledger

from ..engine.wanted import Names
from ..store import Binding, Unit
from .plan import Action, Line
from .there import SeenInvoice, There


class PlannedNames(Names):
    """Names as they will be once the plan is carried out."""

    def __init__(self, unit: Unit) -> None:
        """Begin with what the host has said."""
        self._customers: dict[CustomerId, str] = {}
        self._customers_here: dict[str, CustomerId] = {}
        self._invoices: dict[InvoiceId, str] = {}
        self._invoices_here: dict[str, InvoiceId] = {}
        self.memos: dict[CreditId, str] = {}
        for one in unit.find(Binding, entity="Customer"):
            self.name_customer(CustomerId(one.local_id), one.remote_id)
        for one in unit.find(Binding, entity="Invoice"):
            self.name_invoice(InvoiceId(one.local_id), one.remote_id)

    @override
    def customer(self, customer_id: CustomerId) -> str:
        return self._customers.get(customer_id, "")

    @override
    def invoice(self, invoice_id: InvoiceId) -> str:
        return self._invoices.get(invoice_id, "")

    @override
    def memo(self, credit_id: CreditId) -> str:
        return self.memos.get(credit_id, "")

    def customer_here(self, remote_id: str) -> CustomerId | None:
        """The customer here whose id there is *remote_id*."""
        return self._customers_here.get(remote_id)

    def invoice_here(self, remote_id: str) -> InvoiceId | None:
        """The invoice here whose id there is *remote_id*."""
        return self._invoices_here.get(remote_id)

    def name_customer(self, customer_id: CustomerId, remote_id: str) -> None:
        """Let them be the same customer."""
        self._customers[customer_id] = remote_id
        self._customers_here[remote_id] = customer_id

    def name_invoice(self, invoice_id: InvoiceId, remote_id: str) -> None:
        """Let them be the same invoice."""
        self._invoices[invoice_id] = remote_id
        self._invoices_here[remote_id] = invoice_id


def name_customers(
    names: PlannedNames, there: There, customers: list[CustomerId]
) -> Iterator[Line]:
    """Match customers of the same name: what the host calls one is a name there."""
    by_name = {name: remote_id for remote_id, name in there.customers.items()}
    for customer_id in customers:
        if names.customer(customer_id):
            continue
        remote_id = by_name.get(customer_id, "")
        if remote_id and names.customer_here(remote_id) is None:
            names.name_customer(customer_id, remote_id)
            reason, action = "it has the same name", Action.MATCH
        else:
            remote_id = ""
            reason, action = "no customer there has this name", Action.LEAVE
        yield Line(
            action=action,
            entity="Customer",
            customer=customer_id,
            here=customer_id,
            remote_id=remote_id,
            reason=reason,
        )


@attrs.frozen
class InvoiceMatcher:
    """Matches invoices of one number, one customer and one total."""

    names: PlannedNames
    numbered: Mapping[str, list[SeenInvoice]]

    @classmethod
    def of(cls, names: PlannedNames, there: There) -> InvoiceMatcher:
        """One for all invoices that are *there*."""
        numbered = defaultdict[str, list[SeenInvoice]](list)
        for one in there.invoices:
            numbered[one.number].append(one)
        return cls(names, numbered)

    def name_invoices(self, ledger: Ledger) -> Iterator[Line]:
        """Match the invoices of a customer, and tell of open ones that stay alone."""
        customer = self.names.customer(ledger.customer_id)
        for invoice in ledger.invoices.values():
            if self.names.invoice(invoice.id) or invoice.is_void:
                continue
            found = self._found(invoice, customer)
            if found is not None:
                self.names.name_invoice(invoice.id, found.id)
            if found is not None or invoice.due:
                yield self._line(ledger, invoice, found)

    def _found(self, invoice: Invoice, customer: str) -> SeenInvoice | None:
        same = [
            one
            for number in {invoice.id, invoice.number} - {""}
            for one in self.numbered.get(number, ())
            if (one.customer, one.total) == (customer, invoice.total)
            and self.names.invoice_here(one.id) is None
        ]
        return same[0] if len(same) == 1 else None

    def _line(
        self, ledger: Ledger, invoice: Invoice, found: SeenInvoice | None
    ) -> Line:
        reason = "it has the same number, customer and total"
        alone = "no invoice there has its number, customer and total"
        return Line(
            action=Action.LEAVE if found is None else Action.MATCH,
            entity="Invoice",
            customer=ledger.customer_id,
            here=invoice.id,
            remote_id="" if found is None else found.id,
            amount=invoice.total,
            open=invoice.due,
            day=invoice.date,
            reason=alone if found is None else reason,
        )
