"""A picture of one customer: all that matters, as one value to compare and print."""

from __future__ import annotations

from collections.abc import Iterator
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


Pictured = (
    PicturedInvoice | PicturedCredit | PicturedPayment | PicturedEntry | PicturedReturn
)
"""Anything in a picture."""


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
        """One sentence for each thing in which *other* is not like this picture."""
        return tuple(self._differences(other))

    def _differences(self, other: Picture) -> Iterator[str]:
        if self.commands != other.commands:
            yield f"commands: {self.commands}, not {other.commands}"
        mine, theirs = self._parts(), other._parts()
        for name in dict.fromkeys((*mine, *theirs)):
            one, another = mine.get(name), theirs.get(name)
            if one is None or another is None:
                yield f"{name}: {one}, not {another}"
            elif one != another:
                yield from (f"{name}: {what}" for what in _unlike(one, another))

    def _parts(self) -> dict[str, Pictured]:
        """Everything in the picture under a name of its own."""
        return {
            **{f"invoice {one.id}": one for one in self.invoices},
            **{f"credit {one.id}": one for one in self.credits},
            **{f"payment {one.id}": one for one in self.payments},
            **{f"return {one.id}": one for one in self.returns},
            **{f"cash {number}": one for number, one in enumerate(self.cash, 1)},
            **{f"use {number}": one for number, one in enumerate(self.uses, 1)},
        }


def _unlike(one: Pictured, other: Pictured) -> Iterator[str]:
    for field in attrs.fields(type(one)):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if mine != theirs:
            yield f"{field.name} is {mine}, not {theirs}"
