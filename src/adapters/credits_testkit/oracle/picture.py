"""A picture of one customer: all that matters, as one value to compare and print."""

from __future__ import annotations

from datetime import date as Date

import attrs
from typing_extensions import override


@attrs.frozen(kw_only=True)
class PicturedInvoice:
    """An invoice with its figures; amounts are minor units, pieces millionths.

    *lines* tell of each line its id, its amount and pieces, and what came back.
    """

    id: str
    currency: str
    sequence: int
    date: Date
    status: str
    total: int
    due: int
    cash: int
    applied: int
    reductions: int
    forfeited: int
    lines: tuple[tuple[str, int, int, int, int], ...]


@attrs.frozen(kw_only=True)
class PicturedCredit:
    """A credit with its figures and its place in FIFO."""

    id: str
    currency: str
    sequence: int
    date: Date
    origin: str
    status: str
    amount: int
    used: int
    available: int
    cancelled: int
    deleted: int
    opening: int
    hold: str | None
    remote_amount: int | None


@attrs.frozen(kw_only=True)
class PicturedPayment:
    """A payment with its figures, and the invoices that it names.

    *tenders* are its amounts by method; *alike* is a payment that it may repeat.
    """

    id: str
    currency: str
    sequence: int
    date: Date
    system: str
    invoices: tuple[str, ...]
    tenders: tuple[tuple[str, int], ...]
    amount: int
    allocated: int
    unapplied: int
    opening: int
    is_void: bool
    alike: str | None


@attrs.frozen(kw_only=True)
class PicturedEntry:
    """Cash or a credit on an invoice; a voided entry keeps the amount that it had."""

    payment_id: str
    credit_id: str | None
    invoice_id: str
    amount: int
    date: Date
    voided_on: Date | None

    @property
    def is_live(self) -> bool:
        """Whether its amount counts."""
        return self.voided_on is None


@attrs.frozen(kw_only=True)
class PicturedReturn:
    """A return with what came back: of each row the line, the pieces, the value."""

    id: str
    invoice_id: str | None
    rows: tuple[tuple[str, int, int], ...]
    has_credit: bool
    is_reopened: bool


@attrs.frozen(kw_only=True)
class Picture:
    """All that matters of one customer; documents by id, entries as they were made.

    Two pictures are equal if and only if nothing differs.
    """

    customer_id: str
    commands: int = 0
    invoices: tuple[PicturedInvoice, ...] = ()
    credits: tuple[PicturedCredit, ...] = ()
    payments: tuple[PicturedPayment, ...] = ()
    cash: tuple[PicturedEntry, ...] = ()
    uses: tuple[PicturedEntry, ...] = ()
    returns: tuple[PicturedReturn, ...] = ()

    @override
    def __str__(self) -> str:
        """One line for each thing, as a person would compare them."""
        parts = (
            *(self.invoices, self.credits, self.payments),
            *(self.cash, self.uses, self.returns),
        )
        lines = [f"{self.customer_id} after {self.commands} commands"]
        lines += [f"  {one}" for part in parts for one in part]
        return "\n".join(lines)

    def differences(self, other: Picture) -> tuple[str, ...]:
        """The lines that only one of the two pictures has, marked ``-`` and ``+``."""
        mine, theirs = str(self).splitlines(), str(other).splitlines()
        return (
            *(f"- {line.strip()}" for line in mine if line not in set(theirs)),
            *(f"+ {line.strip()}" for line in theirs if line not in set(mine)),
        )
