"""Commands about one credit: issue, edit, cancel, delete, release."""

from __future__ import annotations

from datetime import date

import attrs

from ..identity import (
    CreditId,
    CustomerId,
    a_credit_id,
    a_free_credit_id,
    a_note,
    an_id,
)
from ..money import Money
from .shape import CancelMode, a_date, money, of_type


@attrs.frozen(kw_only=True)
class IssueCredit:
    """Grant a manual credit of *amount*.

    *effective_date* is its age in FIFO: today if left out, earlier if backdated
    (HC-41), later if it is to be usable only then (HC-42). *number* is what
    people call it, the id if left out.
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    credit_id: CreditId = attrs.field(validator=a_free_credit_id)
    amount: Money = attrs.field(validator=money)
    effective_date: date | None = attrs.field(default=None, validator=a_date)
    number: str = attrs.field(default="", validator=a_note)
    note: str = attrs.field(default="", validator=a_note)


@attrs.frozen(kw_only=True)
class EditCredit:
    """Change the *amount* or the *note* of a credit that stands alone (R14).

    What is left out stays. *revision* is the one that the user saw: if the
    credit has changed since, the edit is refused (HC-36).
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    credit_id: CreditId = attrs.field(validator=a_credit_id)
    amount: Money | None = None
    note: str | None = None
    revision: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an edit that says nothing or says it in the wrong type."""
        if self.amount is None and self.note is None:
            raise ValueError("An edit gives an amount, a note, or both.")
        if self.amount is not None:
            money(self, attrs.fields(type(self)).amount, self.amount)
        if self.note is not None:
            a_note(self, attrs.fields(type(self)).note, self.note)


@attrs.frozen(kw_only=True)
class CancelCredit:
    """Give up what is left of a credit, and with *revert* also undo its uses (R16)."""

    customer_id: CustomerId = attrs.field(validator=an_id)
    credit_id: CreditId = attrs.field(validator=a_credit_id)
    mode: CancelMode = attrs.field(
        default=CancelMode.BALANCE_ONLY, validator=of_type(CancelMode)
    )


@attrs.frozen(kw_only=True)
class DeleteCredit:
    """Take back an unused credit that stands alone; its record stays readable (R17)."""

    customer_id: CustomerId = attrs.field(validator=an_id)
    credit_id: CreditId = attrs.field(validator=a_credit_id)


@attrs.frozen(kw_only=True)
class ReleaseHold:
    """Decide that a held credit is in order and may be used (HC-74, HC-76)."""

    customer_id: CustomerId = attrs.field(validator=an_id)
    credit_id: CreditId = attrs.field(validator=a_credit_id)
