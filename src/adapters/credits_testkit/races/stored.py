"""A whole ledger as plain data, to be written down and compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import attrs

from credits_core.credit import Credit
from credits_core.customer_return import CustomerReturn
from credits_core.identity import CustomerId, InvoiceId
from credits_core.invoice import Invoice, InvoiceLine
from credits_core.ledger import Ledger
from credits_core.payment import Allocation, Application, Payment

_Entry = TypeVar("_Entry", Allocation, Application)


@attrs.frozen(kw_only=True)
class StoredLines:
    """The lines of one invoice, in their order."""

    invoice_id: InvoiceId
    lines: tuple[InvoiceLine, ...]


@attrs.frozen(kw_only=True)
class Stored:
    """Everything of one customer, each kind in the order of its ids."""

    customer_id: CustomerId
    version: int
    entries: int
    invoices: tuple[Invoice, ...] = ()
    lines: tuple[StoredLines, ...] = ()
    payments: tuple[Payment, ...] = ()
    credits: tuple[Credit, ...] = ()
    returns: tuple[CustomerReturn, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    applications: tuple[Application, ...] = ()

    @classmethod
    def of(cls, ledger: Ledger) -> Stored:
        """What the whole *ledger* holds."""
        lines = (
            StoredLines(invoice_id=one, lines=tuple(ledger.lines[one].values()))
            for one in sorted(ledger.lines)
        )
        return cls(
            customer_id=ledger.customer_id,
            version=ledger.version,
            entries=ledger.entries,
            invoices=tuple(ledger.invoices[one] for one in sorted(ledger.invoices)),
            lines=tuple(lines),
            payments=tuple(ledger.payments[one] for one in sorted(ledger.payments)),
            credits=tuple(ledger.credits[one] for one in sorted(ledger.credits)),
            returns=tuple(ledger.returns[one] for one in sorted(ledger.returns)),
            allocations=_in_order(ledger.allocations),
            applications=_in_order(ledger.applications),
        )

    def ledger(self) -> Ledger:
        """The whole ledger that holds just this."""
        return Ledger(
            customer_id=self.customer_id,
            version=self.version,
            entries=self.entries,
            invoices={one.id: one for one in self.invoices},
            lines={
                of.invoice_id: {line.id: line for line in of.lines} for of in self.lines
            },
            payments={one.id: one for one in self.payments},
            credits={one.id: one for one in self.credits},
            returns={one.id: one for one in self.returns},
            allocations={one.number: one for one in self.allocations},
            applications={one.number: one for one in self.applications},
        )


def _in_order(entries: Mapping[int, _Entry]) -> tuple[_Entry, ...]:
    return tuple(entries[number] for number in sorted(entries))
