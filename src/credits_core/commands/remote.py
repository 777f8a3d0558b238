"""Facts that another system reports: they are recorded, never refused as wishes are.

Their amounts are what that system says; where they do not fit what is known
here, the laws hold and the difference stays visible. What names things nobody
knows here, or is larger than any one command may be, is still refused.
"""

from __future__ import annotations

from datetime import date as Date
from typing import get_args

import attrs

from ..identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    PaymentId,
    a_credit_id,
    a_free_credit_id,
    a_note,
    a_system,
    an_id,
    ids,
)
from ..money import Money
from ..payment import Tender
from .shape import (
    a_date,
    a_tuple,
    money,
    no_repeats,
    not_negative,
    one_currency,
    some,
    within_bounds,
)


@attrs.frozen(kw_only=True)
class ImportCredit:
    """Read in a credit memo of another *system* (R27).

    *opening* is what was already used of it there, on what nobody here knows
    (HC-77). *effective_date* keeps its age. Whoever reads memos in gives the same
    memo the same *credit_id*, so that it cannot be read in twice.
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    credit_id: CreditId = attrs.field(validator=a_free_credit_id)
    system: str = attrs.field(validator=a_system)
    remote_id: str = attrs.field(validator=an_id)
    amount: Money = attrs.field(validator=money)
    opening: Money | None = None
    effective_date: Date | None = attrs.field(default=None, validator=a_date)
    number: str = attrs.field(default="", validator=a_note)
    note: str = attrs.field(default="", validator=a_note)

    def __attrs_post_init__(self) -> None:
        """Refuse two currencies, and more used than there is."""
        opening = self.opening or self.amount.zero
        one_currency((self.amount, opening))
        if not self.amount.zero <= opening <= max(self.amount, self.amount.zero):
            raise ValueError("opening is between nothing and the amount.")


@attrs.frozen(kw_only=True)
class RemoteAllocation:
    """How much of an imported payment is on one invoice."""

    invoice_id: InvoiceId = attrs.field(validator=an_id)
    amount: Money = attrs.field(validator=money)


@attrs.frozen(kw_only=True)
class ImportPayment:
    """Read in a payment of another *system* (R27).

    *allocations* are on invoices known here; *opening* was spent on what nobody
    here knows (HC-77); the rest is its unapplied amount and becomes its credit.
    *invoices* may name more invoices of the receipt.
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    payment_id: PaymentId = attrs.field(validator=an_id)
    system: str = attrs.field(validator=a_system)
    tenders: tuple[Tender, ...] = attrs.field(validator=some)
    allocations: tuple[RemoteAllocation, ...] = attrs.field(
        default=(), validator=a_tuple
    )
    invoices: tuple[InvoiceId, ...] = attrs.field(default=(), validator=ids)
    opening: Money | None = None
    date: Date | None = attrs.field(default=None, validator=a_date)

    def __attrs_post_init__(self) -> None:
        """Refuse two currencies and an invoice allocated twice."""
        no_repeats("invoice", [one.invoice_id for one in self.allocations])
        extra = () if self.opening is None else (self.opening,)
        spent = (*(one.amount for one in self.allocations), *extra)
        one_currency((*(one.amount for one in self.tenders), *spent))
        within_bounds(one.amount for one in self.tenders)
        if any(amount < amount.zero for amount in spent):
            raise ValueError("What is spent of a payment is not negative.")
        if sum(amount.minor for amount in spent) > max(self.amount.minor, 0):
            raise ValueError("More is spent of the payment than it was.")

    @property
    def amount(self) -> Money:
        """The sum of the tenders."""
        total = self.tenders[0].amount.zero
        for tender in self.tenders:
            total += tender.amount
        return total

    @property
    def named(self) -> tuple[InvoiceId, ...]:
        """Every invoice of the receipt: those allocated first, then the others."""
        allocated = tuple(one.invoice_id for one in self.allocations)
        return allocated + tuple(i for i in self.invoices if i not in set(allocated))


@attrs.frozen
class CreditAmount:
    """The remote credit memo now has this *amount*; 0 when it was deleted (HC-74)."""

    credit_id: CreditId = attrs.field(validator=a_credit_id)
    amount: Money = attrs.field(validator=not_negative)


@attrs.frozen
class PaymentAmount:
    """The remote payment now has this *amount*; 0 when it was voided (HC-75)."""

    payment_id: PaymentId = attrs.field(validator=an_id)
    amount: Money = attrs.field(validator=not_negative)


@attrs.frozen
class CreditUsed:
    """The other system applied *amount* of a credit on an invoice (HC-73)."""

    payment_id: PaymentId = attrs.field(validator=an_id)
    credit_id: CreditId = attrs.field(validator=a_credit_id)
    invoice_id: InvoiceId = attrs.field(validator=an_id)
    amount: Money = attrs.field(validator=money)


@attrs.frozen
class CreditUnused:
    """The other system took an application back."""

    payment_id: PaymentId = attrs.field(validator=an_id)
    credit_id: CreditId = attrs.field(validator=a_credit_id)
    invoice_id: InvoiceId = attrs.field(validator=an_id)


RemoteChange = CreditAmount | PaymentAmount | CreditUsed | CreditUnused
"""What another system may report about something both sides know."""


@attrs.frozen(kw_only=True)
class ImportChange:
    """Take over one *change* that was made in another system (R28)."""

    customer_id: CustomerId = attrs.field(validator=an_id)
    change: RemoteChange = attrs.field(
        validator=attrs.validators.instance_of(get_args(RemoteChange))
    )
