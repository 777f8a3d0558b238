"""A credit: value that a customer may spend on invoices.

Amounts are kept as facts; what is available and the status are derived from
them, so that no second truth can drift (R1, R3).
"""

from __future__ import annotations

import enum
from datetime import date

import attrs

from .identity import CreditId, EditId, InvoiceId, PaymentId, ReturnId, UserId
from .money import Money


@attrs.frozen
class Manual:
    """Somebody granted it."""


@attrs.frozen
class FromReturn:
    """Goods came back (R7)."""

    return_id: ReturnId


@attrs.frozen
class FromOverpayment:
    """A payment was more than what was due (R8); a view of that payment (L4)."""

    payment_id: PaymentId


@attrs.frozen
class FromReduction:
    """An invoice became smaller than what was already paid on it (R9)."""

    invoice_id: InvoiceId
    edit_id: EditId


@attrs.frozen
class FromRemoteMemo:
    """A credit memo was read in from another *system* (R27)."""

    system: str
    remote_id: str


@attrs.frozen
class FromRemotePayment:
    """The unapplied amount of a payment read in from another *system* (R27)."""

    system: str
    payment_id: PaymentId


Origin = (
    Manual
    | FromReturn
    | FromOverpayment
    | FromReduction
    | FromRemoteMemo
    | FromRemotePayment
)
"""Where a credit came from (R2)."""


class Hold(enum.Enum):
    """Why a credit may not be used until somebody decides."""

    POSSIBLE_DUPLICATE = "possible_duplicate"
    CONFLICT = "conflict"


class CreditStatus(enum.Enum):
    """What a person is told about a credit; always derived (R3)."""

    OPEN = "Open"
    PARTIALLY_USED = "Partially Used"
    USED = "Used"
    CANCELLED = "Cancelled"
    RETRACTED = "Retracted"
    DELETED = "Deleted"


@attrs.frozen(kw_only=True)
class Credit:
    """One credit of one customer.

    ``amount = used + available + cancelled + deleted`` always holds. *opening*
    is the part of *used* that was spent before the credit was read in (HC-77).
    *sequence* is the number of the command that recorded it: with the effective
    date and the id it makes the total order of FIFO (R11).
    """

    id: CreditId
    origin: Origin
    amount: Money
    used: Money
    cancelled: Money
    deleted: Money
    opening: Money
    effective_date: date
    sequence: int
    number: str
    note: str
    generated_by: tuple[InvoiceId, ...]
    issued_by: UserId
    caused_by: UserId | None
    is_cancelled: bool = False
    is_deleted: bool = False
    hold: Hold | None = None
    remote_amount: Money | None = None
    revision: int = 0

    @property
    def currency(self) -> str:
        """The ISO 4217 currency of every amount of it."""
        return self.amount.currency

    @property
    def available(self) -> Money:
        """What is left: neither used nor cancelled nor deleted (L1)."""
        left = self.amount.minor - self.used.minor
        left -= self.cancelled.minor + self.deleted.minor
        return Money(left, self.amount.currency)

    @property
    def live(self) -> Money:
        """What of the amount was not given up: used and available together."""
        return self.amount - self.cancelled - self.deleted

    @property
    def status(self) -> CreditStatus:
        """The first that holds, from Deleted down to Open."""
        if self.is_deleted:
            return CreditStatus.DELETED
        if self.is_cancelled or (self.cancelled and not (self.used or self.available)):
            return CreditStatus.CANCELLED
        if not self.amount:
            return CreditStatus.RETRACTED
        if not self.available:
            return CreditStatus.USED
        return CreditStatus.PARTIALLY_USED if self.used else CreditStatus.OPEN

    @property
    def order(self) -> tuple[date, int, CreditId]:
        """The place in FIFO: effective date, then sequence, then id (R11, HC-40)."""
        return (self.effective_date, self.sequence, self.id)

    @property
    def payment_id(self) -> PaymentId | None:
        """The payment whose unapplied money this credit is, if it is one (L4)."""
        match self.origin:
            case FromOverpayment(payment_id) | FromRemotePayment(_, payment_id):
                return payment_id
            case Manual() | FromReturn() | FromReduction() | FromRemoteMemo():
                return None

    @property
    def reduced_invoice(self) -> InvoiceId | None:
        """The invoice whose reduction issued this credit, if one did."""
        if isinstance(self.origin, FromReduction):
            return self.origin.invoice_id
        return None

    @property
    def stands_alone(self) -> bool:
        """Whether it is granted for itself and may be edited and deleted (R14)."""
        return isinstance(self.origin, (Manual, FromRemoteMemo))

    def usable_on(self, today: date) -> bool:
        """Whether it may be spent on that day: not scheduled, not held (HC-42)."""
        return (
            self.hold is None
            and self.effective_date <= today
            and not self.is_cancelled
            and self.available.is_positive
        )
