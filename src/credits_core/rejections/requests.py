"""Refusals that any command may meet, whatever it is about."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, final

import attrs

from ..identity import CustomerId
from ..money import Money
from ..permission import Permission


@final
@attrs.frozen(kw_only=True)
class NotPermitted:
    """The actor lacks permissions that the request needs (R5)."""

    code: ClassVar[str] = "NotPermitted"
    missing: tuple[Permission, ...]

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        names = ", ".join(permission.value for permission in self.missing)
        return f"This needs a permission you do not have: {names}."


@final
@attrs.frozen(kw_only=True)
class IdempotencyConflict:
    """The same key was used before for another command (R33, HC-69)."""

    code: ClassVar[str] = "IdempotencyConflict"
    key: str

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"The key {self.key!r} was already used for another command."


@final
@attrs.frozen(kw_only=True)
class StaleLedger:
    """Others changed the customer's ledger each time this command was tried."""

    code: ClassVar[str] = "StaleLedger"
    customer_id: CustomerId

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"The ledger of {self.customer_id} keeps changing; try again."


@final
@attrs.frozen(kw_only=True)
class LimitExceeded:
    """A command is larger than one command may be."""

    code: ClassVar[str] = "LimitExceeded"
    what: str
    most: int

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"At most {self.most} {self.what} fit into one command."


@final
@attrs.frozen(kw_only=True)
class NonPositiveAmount:
    """An amount is nothing or less than nothing (HC-50)."""

    code: ClassVar[str] = "NonPositiveAmount"
    what: str
    amount: Money | None = None

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        given = "nothing was given" if self.amount is None else f"not {self.amount}"
        return f"The {self.what} must be more than zero, {given}."


@final
@attrs.frozen(kw_only=True)
class AlreadyRecorded:
    """A document of this id exists already."""

    code: ClassVar[str] = "AlreadyRecorded"
    what: str
    id: str

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"There is already {self.what} {self.id}; choose another id."


@final
@attrs.frozen(kw_only=True)
class Unknown:
    """Nothing of this id was ever recorded."""

    code: ClassVar[str] = "Unknown"
    what: str
    id: str

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"There is no {self.what} {self.id}."


@final
@attrs.frozen(kw_only=True)
class CustomerMismatch:
    """A document belongs to another customer than the command (R4)."""

    code: ClassVar[str] = "CustomerMismatch"
    what: str
    id: str
    customer_id: CustomerId

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"The {self.what} {self.id} does not belong to {self.customer_id}."


@final
@attrs.frozen(kw_only=True)
class CurrencyMismatch:
    """An amount and a document are of different currencies (R4, HC-49)."""

    code: ClassVar[str] = "CurrencyMismatch"
    what: str
    id: str
    currency: str
    expected: str

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"The {self.what} {self.id} is in {self.currency}, not {self.expected}."


@final
@attrs.frozen(kw_only=True)
class PeriodClosed:
    """The command would change what is dated in a closed period (HC-31).

    *entries* names what stands there; the command changes nothing of it.
    """

    code: ClassVar[str] = "PeriodClosed"
    closed_through: date
    entries: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        what = ", ".join(self.entries)
        return f"The books are closed through {self.closed_through}: {what}."
