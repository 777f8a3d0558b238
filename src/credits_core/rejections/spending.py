"""Refusals about paying with credits."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, final

import attrs

from ..credit import Hold
from ..identity import CreditId, InvoiceId
from ..money import Money


@final
@attrs.frozen(kw_only=True)
class GeneratedByThisInvoice:
    """A credit cannot pay the invoice that generated it (R12)."""

    code: ClassVar[str] = "GeneratedByThisInvoice"
    credit_id: CreditId
    invoice_id: InvoiceId

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"Credit {self.credit_id} comes from {self.invoice_id}; it can't pay it."


@final
@attrs.frozen(kw_only=True)
class TransitiveLoop:
    """The credit goes back to this invoice over others; *path* shows how (HC-28)."""

    code: ClassVar[str] = "TransitiveLoop"
    credit_id: CreditId
    path: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"Credit {self.credit_id} would close a circle: {' → '.join(self.path)}."


@final
@attrs.frozen(kw_only=True)
class CreditIsHeld:
    """The credit may not be used until somebody decides (HC-74, HC-76)."""

    code: ClassVar[str] = "CreditIsHeld"
    credit_id: CreditId
    hold: Hold

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"Credit {self.credit_id} is held ({self.hold.value}); release it first."


@final
@attrs.frozen(kw_only=True)
class NotYetEffective:
    """The credit is scheduled for a later day (HC-42)."""

    code: ClassVar[str] = "NotYetEffective"
    credit_id: CreditId
    effective_date: date

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"Credit {self.credit_id} can be used from {self.effective_date} on."


@final
@attrs.frozen(kw_only=True)
class CreditExceedsDue:
    """More credit was asked for than the invoices need (HC-12)."""

    code: ClassVar[str] = "CreditExceedsDue"
    asked: Money
    due: Money

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"{self.asked} from credits is more than the {self.due} due."


@final
@attrs.frozen(kw_only=True)
class InsufficientCredit:
    """More credit was asked for than can be had (HC-12).

    *available* is what could be placed on these invoices; *credit_id* tells the
    credit if one was named.
    """

    code: ClassVar[str] = "InsufficientCredit"
    asked: Money
    available: Money
    credit_id: CreditId | None = None

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        where = f" of {self.credit_id}" if self.credit_id else ""
        return f"{self.asked} was asked for, but only {self.available}{where} is there."


@final
@attrs.frozen(kw_only=True)
class NothingToPay:
    """Fill found nothing due, or no credit, and no money came with it."""

    code: ClassVar[str] = "NothingToPay"

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return "The receipt would move nothing."
