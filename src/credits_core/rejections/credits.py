"""Refusals about what may be done to a credit."""

from __future__ import annotations

from typing import ClassVar, final

import attrs

from ..credit import Credit
from ..identity import CreditId, InvoiceId, PaymentId
from ..money import Money


@final
@attrs.frozen(kw_only=True)
class AlreadyDeleted:
    """The credit was deleted; its record can be read but not changed (R17)."""

    code: ClassVar[str] = "AlreadyDeleted"
    credit_id: CreditId

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"Credit {self.credit_id} is deleted."


@final
@attrs.frozen(kw_only=True)
class AdjustThePayment:
    """The credit is a view of its payment; change the payment instead (R15)."""

    code: ClassVar[str] = "AdjustThePayment"
    credit_id: CreditId
    payment_id: PaymentId

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"Credit {self.credit_id} follows payment {self.payment_id}; edit that."


@final
@attrs.frozen(kw_only=True)
class NotManual:
    """The credit follows a return or an invoice; change that instead (HC-38)."""

    code: ClassVar[str] = "NotManual"
    credit_id: CreditId

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"Credit {self.credit_id} arose by itself; change what it came from."


@final
@attrs.frozen(kw_only=True)
class AlreadyCancelled:
    """The credit was cancelled before (HC-34)."""

    code: ClassVar[str] = "AlreadyCancelled"
    credit_id: CreditId

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"Credit {self.credit_id} is already cancelled."


@final
@attrs.frozen(kw_only=True)
class BelowUsed:
    """A credit cannot be less than what is used of it (R14, HC-35)."""

    code: ClassVar[str] = "BelowUsed"
    credit_id: CreditId
    floor: Money

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return (
            f"{self.floor} of {self.credit_id} is used or given up; that is the least."
        )


@final
@attrs.frozen(kw_only=True)
class NothingToCancel:
    """Nothing is left of the credit, and nothing to revert (HC-34)."""

    code: ClassVar[str] = "NothingToCancel"
    credit_id: CreditId

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"Nothing of credit {self.credit_id} is left to cancel."


@final
@attrs.frozen(kw_only=True)
class NotHeld:
    """The credit is not held; there is nothing to release."""

    code: ClassVar[str] = "NotHeld"
    credit_id: CreditId

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"Credit {self.credit_id} is not held."


@final
@attrs.frozen(kw_only=True)
class StaleCredit:
    """The credit changed since the user looked at it; *current* is how it is now."""

    code: ClassVar[str] = "StaleCredit"
    seen: int
    current: Credit

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        now = f"{self.current.used} used, {self.current.available} available"
        return f"Credit {self.current.id} changed meanwhile: {now}."


@final
@attrs.frozen(kw_only=True)
class Blocker:
    """An application that stands in the way of a strict command."""

    payment_id: str
    credit_id: str
    invoice_id: InvoiceId
    amount: Money

    @property
    def sentence(self) -> str:
        """The entry as a person would point at it."""
        return f"{self.amount} of {self.credit_id} on {self.invoice_id}"


@final
@attrs.frozen(kw_only=True)
class CreditInUse:
    """Applications would have to be voided; *cascade* does so (R17, HC-20, HC-23).

    *floor* is the lowest amount that needs no voiding, where there is one.
    """

    code: ClassVar[str] = "CreditInUse"
    blockers: tuple[Blocker, ...]
    floor: Money | None = None

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        what = "; ".join(blocker.sentence for blocker in self.blockers)
        lowest = f" The lowest possible amount is {self.floor}." if self.floor else ""
        return f"This would void applications: {what}.{lowest}"
