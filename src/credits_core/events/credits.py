"""What happened to a credit and its uses."""

from __future__ import annotations

from datetime import date as Date

import attrs

from ..credit import Hold, Origin
from ..identity import CreditId, InvoiceId, PaymentId, UserId
from ..money import Money


@attrs.frozen(kw_only=True)
class Funding:
    """Which entry on a reduced invoice paid what became a credit (HC-06)."""

    number: int
    amount: Money


@attrs.frozen(kw_only=True)
class CreditIssued:
    """A credit came to be, granted by a user or issued by the system (R6).

    *caused_by* is the user whose command made the system issue it. *opening* is
    the part that was used before it was read in.
    """

    credit_id: CreditId
    origin: Origin
    amount: Money
    opening: Money
    effective_date: Date
    sequence: int
    number: str
    note: str
    generated_by: tuple[InvoiceId, ...]
    funded_by: tuple[Funding, ...]
    issued_by: UserId
    caused_by: UserId | None


@attrs.frozen(kw_only=True)
class CreditEdited:
    """The amount or the note of a credit was changed by a person."""

    credit_id: CreditId
    old_amount: Money
    amount: Money
    note: str


@attrs.frozen(kw_only=True)
class CreditGrew:
    """There is more behind a credit than before: its payment or return grew."""

    credit_id: CreditId
    amount: Money


@attrs.frozen(kw_only=True)
class CreditRetracted:
    """There is less behind a credit than before; *cause* says why (HC-02)."""

    credit_id: CreditId
    amount: Money
    cause: str


@attrs.frozen(kw_only=True)
class CreditCancelled:
    """The rest of a credit, *amount*, was given up; of a reduction, forfeited."""

    credit_id: CreditId
    amount: Money


@attrs.frozen(kw_only=True)
class CreditWrittenOff:
    """A voided use came home to a credit that was already cancelled (HC-30)."""

    credit_id: CreditId
    amount: Money


@attrs.frozen(kw_only=True)
class ForfeitShrank:
    """The money behind a forfeited credit is gone, and the forfeit with it."""

    credit_id: CreditId
    amount: Money


@attrs.frozen(kw_only=True)
class CreditReopened:
    """The cancellation of a credit was taken back; what was given up stays so."""

    credit_id: CreditId


@attrs.frozen(kw_only=True)
class CreditDeleted:
    """An unused credit was taken back; its record and history stay."""

    credit_id: CreditId
    amount: Money


@attrs.frozen(kw_only=True)
class CreditHeld:
    """A credit may not be used until somebody decides."""

    credit_id: CreditId
    hold: Hold
    remote_amount: Money | None = None


@attrs.frozen(kw_only=True)
class HoldReleased:
    """Somebody decided that a held credit may be used."""

    credit_id: CreditId


@attrs.frozen(kw_only=True)
class CreditApplied:
    """Part of a credit went onto an invoice, in the name of a receipt.

    *remainder_of* is the voided entry that this one is the rest of, if any.
    """

    number: int
    payment_id: PaymentId
    credit_id: CreditId
    invoice_id: InvoiceId
    amount: Money
    date: Date
    remainder_of: int | None = None


@attrs.frozen(kw_only=True)
class ApplicationVoided:
    """What a receipt applied of a credit on an invoice was taken back whole."""

    number: int
    payment_id: PaymentId
    credit_id: CreditId
    invoice_id: InvoiceId
    amount: Money
    date: Date
