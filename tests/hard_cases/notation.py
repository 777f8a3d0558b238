"""What a bookkeeper writes down: one line a command; here, about credits.

Amounts and days are text. What happens to a command that was written down is
the business of whoever holds the pen: carry it out, preview it, expect its
refusal, or only hand it on.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    Command,
    DeleteCredit,
    EditCredit,
    IssueCredit,
    ReleaseHold,
)
from credits_core.identity import CreditId, CustomerId

from .writing import day, money

T_co = TypeVar("T_co", covariant=True)


class Notation(ABC, Generic[T_co]):
    """Commands of one customer; each method gives what ``write`` makes of it."""

    @property
    @abstractmethod
    def customer_id(self) -> CustomerId:
        """Whose ledger it is."""

    @abstractmethod
    def write(self, command: Command) -> T_co:
        """Do with *command* what this pen is for."""

    def credit(self, name: str, amount: str, *, date: str | None = None) -> T_co:
        """Grant a manual credit, as old as *date*."""
        return self.write(
            IssueCredit(
                customer_id=self.customer_id,
                credit_id=CreditId(name),
                amount=money(amount),
                effective_date=day(date),
            )
        )

    def edit_credit(self, name: str, to: str, *, revision: int | None = None) -> T_co:
        """Change the amount of a credit, as it was seen at *revision*."""
        return self.write(
            EditCredit(
                customer_id=self.customer_id,
                credit_id=CreditId(name),
                amount=money(to),
                revision=revision,
            )
        )

    def cancel(self, name: str) -> T_co:
        """Give up the balance of a credit."""
        return self._cancel(name, CancelMode.BALANCE_ONLY)

    def cancel_and_revert(self, name: str) -> T_co:
        """Give a credit up and undo its uses."""
        return self._cancel(name, CancelMode.REVERT)

    def _cancel(self, name: str, mode: CancelMode) -> T_co:
        return self.write(
            CancelCredit(
                customer_id=self.customer_id, credit_id=CreditId(name), mode=mode
            )
        )

    def delete(self, name: str) -> T_co:
        """Take an unused credit back."""
        return self.write(
            DeleteCredit(customer_id=self.customer_id, credit_id=CreditId(name))
        )

    def release_hold(self, name: str) -> T_co:
        """Let a held credit be used."""
        return self.write(
            ReleaseHold(customer_id=self.customer_id, credit_id=CreditId(name))
        )
