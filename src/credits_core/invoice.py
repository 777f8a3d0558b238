"""An invoice: what a customer owes, and how much of it has been settled.

The sums kept here (cash, applied, reductions, forfeited) are those of the
entries that stand behind them; the laws compare both.
"""

from __future__ import annotations

import enum
from datetime import date as Date

import attrs

from .exact import NONE, Quantity
from .identity import InvoiceId, LineId, a_note, an_id
from .money import Money


class LineKind(enum.Enum):
    """Whether a line bills goods or something else, such as freight."""

    ITEM = "item"
    CHARGE = "charge"


@attrs.frozen(kw_only=True)
class InvoiceLine:
    """One line as it stands now, with what came back of it.

    *amount* is what the line costs the customer, after discount and with its
    share of tax; it is what returns are valued by (HC-55). *quantity* is what can
    come back: a line without one takes no returns.
    """

    id: LineId = attrs.field(validator=an_id)
    amount: Money
    product: str = attrs.field(default="", validator=a_note)
    quantity: Quantity = NONE
    unit_price: Quantity = NONE
    kind: LineKind = LineKind.ITEM
    returned_quantity: Quantity = NONE
    returned_value: Money | None = None

    @property
    def returned(self) -> Money:
        """The value of all completed returns of this line."""
        return self.returned_value or self.amount.zero

    @property
    def has_return(self) -> bool:
        """Whether a completed return names this line."""
        return bool(self.returned) or self.returned_quantity > NONE

    @property
    def covers_returns(self) -> bool:
        """Whether what came back is at most what was sold (HC-09, HC-56)."""
        return (
            self.returned <= max(self.amount, self.amount.zero)
            and self.returned_quantity <= max(self.quantity, NONE)
        )  # fmt: skip


class InvoiceStatus(enum.Enum):
    """What a person is told about an invoice; never "overpaid" (R8)."""

    VOID = "void"
    FULLY_PAID = "fully_paid"
    PARTIALLY_PAID = "partially_paid"
    UNPAID = "unpaid"


@attrs.frozen(kw_only=True)
class Invoice:
    """One invoice of one customer, without its lines.

    In the notation of the laws: *total* is T, *cash* and *applied* together are
    A, *reductions* is G and *forfeited* is F.
    """

    id: InvoiceId
    number: str
    date: Date
    due_date: Date | None
    sequence: int
    total: Money
    cash: Money
    applied: Money
    reductions: Money
    forfeited: Money
    is_void: bool = False

    @property
    def currency(self) -> str:
        """The ISO 4217 currency of every amount of it."""
        return self.total.currency

    @property
    def tendered(self) -> Money:
        """A: live cash and live credit applications together."""
        return self.cash + self.applied

    @property
    def due(self) -> Money:
        """What the customer still owes on it: T − A + G + F (L3)."""
        due = self.total.minor - self.cash.minor - self.applied.minor
        due += self.reductions.minor + self.forfeited.minor
        return Money(due, self.total.currency)

    @property
    def status(self) -> InvoiceStatus:
        """Void, or how much of it is settled."""
        if self.is_void:
            return InvoiceStatus.VOID
        if not self.due:
            return InvoiceStatus.FULLY_PAID
        if self.due == self.total:
            return InvoiceStatus.UNPAID
        return InvoiceStatus.PARTIALLY_PAID
