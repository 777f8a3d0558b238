"""Questions about one customer's ledger, as values; each needs *View Credits*."""

from __future__ import annotations

import attrs

from .credit import Credit
from .customer_return import ReturnedLine
from .entry import Entry
from .identity import CreditId, CustomerId, InvoiceId, a_credit_id, an_id
from .invoice import Invoice, InvoiceLine
from .money import Money
from .payment import Allocation, Application


@attrs.frozen(kw_only=True)
class CustomerCredits:
    """The question which credits the customer holds, and what is available (R21)."""

    customer_id: CustomerId = attrs.field(validator=an_id)


@attrs.frozen(kw_only=True)
class CreditDetail:
    """The question what is known about one credit (R22)."""

    customer_id: CustomerId = attrs.field(validator=an_id)
    credit_id: CreditId = attrs.field(validator=a_credit_id)


@attrs.frozen(kw_only=True)
class InvoiceDetail:
    """The question what is known of one invoice, and how it was paid (R13, R23)."""

    customer_id: CustomerId = attrs.field(validator=an_id)
    invoice_id: InvoiceId = attrs.field(validator=an_id)


@attrs.frozen(kw_only=True)
class History:
    """The question who did what to the customer's ledger, and when (R32)."""

    customer_id: CustomerId = attrs.field(validator=an_id)


Query = CustomerCredits | CreditDetail | InvoiceDetail | History
"""Every question there is."""


@attrs.frozen(kw_only=True)
class CreditsOfCustomer:
    """What is left of the customer's credits, per currency, and the open ones.

    *available* can be used today; *scheduled* only from a later day on (HC-42);
    *held* only after somebody decided. *open_credits* are in FIFO order.
    """

    available: tuple[Money, ...]
    scheduled: tuple[Money, ...]
    held: tuple[Money, ...]
    open_credits: tuple[Credit, ...]


@attrs.frozen(kw_only=True)
class CreditRecord:
    """One credit with its line items and every use it ever had."""

    credit: Credit
    lines: tuple[ReturnedLine, ...]
    uses: tuple[Application, ...]


@attrs.frozen(kw_only=True)
class InvoiceRecord:
    """One invoice with its lines and every tender, voided ones too, oldest first."""

    invoice: Invoice
    lines: tuple[InvoiceLine, ...]
    tenders: tuple[Allocation | Application, ...]


@attrs.frozen(kw_only=True)
class Journal:
    """The entries of a customer's journal, oldest first."""

    entries: tuple[Entry, ...]


Finding = CreditsOfCustomer | CreditRecord | InvoiceRecord | Journal
"""Every kind of answer to a query."""
