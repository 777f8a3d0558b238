"""What happened to a receipt and its money."""

from __future__ import annotations

from datetime import date as Date

import attrs

from ..identity import InvoiceId, PaymentId
from ..money import Money
from ..payment import Tender


@attrs.frozen(kw_only=True)
class PaymentReceived:
    """A receipt came in; its money is on no invoice yet.

    *opening* is the part that was spent before it was read in.
    """

    payment_id: PaymentId
    date: Date
    amount: Money
    tenders: tuple[Tender, ...]
    invoices: tuple[InvoiceId, ...]
    opening: Money
    replaces: PaymentId | None = None
    possible_duplicate_of: PaymentId | None = None
    system: str = ""


@attrs.frozen(kw_only=True)
class PaymentEdited:
    """The money of a receipt is another amount than was thought.

    *opening* is what of it was spent before it was read in, as it is now.
    """

    payment_id: PaymentId
    old_amount: Money
    amount: Money
    tenders: tuple[Tender, ...]
    opening: Money


@attrs.frozen(kw_only=True)
class PaymentVoided:
    """The money of a receipt is not there; reversed if it never arrived."""

    payment_id: PaymentId
    amount: Money
    is_reversed: bool
    reason: str = ""


@attrs.frozen(kw_only=True)
class CashAllocated:
    """Money of a payment went onto an invoice, beside what of it is there already."""

    number: int
    payment_id: PaymentId
    invoice_id: InvoiceId
    amount: Money
    date: Date


@attrs.frozen(kw_only=True)
class CashReleased:
    """Money of a payment left an invoice; the entry is voided if all of it left."""

    number: int
    payment_id: PaymentId
    invoice_id: InvoiceId
    amount: Money
    date: Date
