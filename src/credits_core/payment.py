"""A payment: one receipt, the invoices it names, and what it was spent on."""

from __future__ import annotations

import enum
from datetime import date as Date

import attrs

from .identity import (
    CreditId,
    InvoiceId,
    PaymentId,
    overpayment_of,
    unapplied_of,
)
from .money import Money


class Method(enum.Enum):
    """How money came in."""

    CASH = "cash"
    CHECK = "check"
    TRANSFER = "transfer"
    CARD = "card"
    OTHER = "other"


@attrs.frozen
class Tender:
    """An *amount* of money paid by one *method*."""

    method: Method
    amount: Money


@attrs.frozen(kw_only=True)
class Payment:
    """One receipt of one customer.

    *invoices* are those it names, in the order given, also when none of its
    money is on them: they are the payment's own (L5, R12). *opening* is money
    that was spent before the payment was read in (HC-77). *system* is where it
    was read in from, empty for a payment that was received here.
    """

    id: PaymentId
    date: Date
    sequence: int
    tenders: tuple[Tender, ...]
    invoices: tuple[InvoiceId, ...]
    amount: Money
    allocated: Money
    opening: Money
    is_void: bool = False
    is_reversed: bool = False
    replaces: PaymentId | None = None
    possible_duplicate_of: PaymentId | None = None
    system: str = ""

    @property
    def currency(self) -> str:
        """The ISO 4217 currency of every amount of it."""
        return self.amount.currency

    @property
    def received(self) -> Money:
        """The money that is really there: nothing once the payment is void."""
        return self.amount.zero if self.is_void else self.amount

    @property
    def unapplied(self) -> Money:
        """U: what is on no invoice; the amount of its credit (L4).

        Below zero only while a command that lowers the payment is at work.
        """
        return self.received - self.allocated - self.opening

    @property
    def credit_id(self) -> CreditId:
        """The id of the one credit this payment ever has (L4)."""
        if self.system:
            return unapplied_of(self.system, self.id)
        return overpayment_of(self.id)


@attrs.frozen(kw_only=True)
class Allocation:
    """Cash of a payment on an invoice; at most one of a pair is live.

    *number* orders all entries of a customer, cash and credit alike. A voided
    entry keeps the amount it had (R13). *date* is when it began; what it was at a
    day in between is told by the journal.
    """

    number: int
    payment_id: PaymentId
    invoice_id: InvoiceId
    amount: Money
    date: Date
    voided_on: Date | None = None

    @property
    def is_live(self) -> bool:
        """Whether its amount counts."""
        return self.voided_on is None


@attrs.frozen(kw_only=True)
class Application:
    """Part of a credit on an invoice, made by a receipt.

    At most one of the same receipt, credit and invoice is live. A voided entry
    keeps its original amount (R13). The remainder of one that was voided in part
    keeps its *date*; what was applied at a day in between is told by the journal.
    """

    number: int
    payment_id: PaymentId
    credit_id: CreditId
    invoice_id: InvoiceId
    amount: Money
    date: Date
    voided_on: Date | None = None

    @property
    def is_live(self) -> bool:
        """Whether its amount counts."""
        return self.voided_on is None
