"""The entries that moves amount to: what was put where, and whether it still is."""

from __future__ import annotations

from datetime import date as Date

import attrs

from .facts import Book, Move


@attrs.frozen
class Entry:
    """So much of a payment, or of a credit, on an invoice.

    A voided entry keeps the amount that it had.
    """

    number: int
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


def entries(book: Book) -> list[Entry]:
    """All entries there ever were, in the order in which they were made."""
    moves: dict[int, list[Move]] = {}
    for move in book.moves:
        moves.setdefault(move.number, []).append(move)
    return [_entry(moves[number]) for number in sorted(moves)]


def _entry(moves: list[Move]) -> Entry:
    first, last = moves[0], moves[-1]
    amount = sum(move.amount for move in moves)
    is_void = amount == 0
    return Entry(
        first.number,
        first.payment_id,
        first.credit_id,
        first.invoice_id,
        -last.amount if is_void else amount,
        first.date,
        last.date if is_void else None,
    )


def live_uses(book: Book) -> list[Entry]:
    """The applications of credits that stand, the oldest first."""
    return [one for one in entries(book) if one.is_live and one.credit_id]


def uses_of(book: Book, credit_id: str) -> list[Entry]:
    """The applications of one credit that stand, the oldest first."""
    return [one for one in live_uses(book) if one.credit_id == credit_id]


def live_cash(book: Book) -> list[Entry]:
    """The allocations of cash that stand, the oldest first."""
    return [one for one in entries(book) if one.is_live and not one.credit_id]


def next_number(book: Book) -> int:
    """The number of the next entry."""
    return 1 + max((move.number for move in book.moves), default=0)
