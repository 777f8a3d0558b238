"""What happened to one customer, as lists that only ever grow.

No sum and no balance is kept: whoever wants one adds up the facts again. Amounts
are minor units, pieces are millionths, and a correction is one more fact with a
minus sign.
"""

from __future__ import annotations

from datetime import date as Date
from typing import NamedTuple

import attrs


@attrs.frozen
class InvoiceMade:
    """An invoice became known as the command numbered *sequence*."""

    id: str
    date: Date
    sequence: int
    currency: str


class Row(NamedTuple):
    """So much more of one line was sold, or came back; the first row makes the line.

    *line_id* is empty for goods of which nobody knows the line.
    """

    line_id: str
    amount: int = 0
    pieces: int = 0
    value_back: int = 0
    pieces_back: int = 0


@attrs.frozen
class Saved:
    """An invoice was saved with these *rows*, whose amounts are *amount* together."""

    invoice_id: str
    rows: tuple[Row, ...]
    amount: int


@attrs.frozen
class PaymentMade:
    """A receipt came in, in *tenders* by method, and names these *invoices*."""

    id: str
    date: Date
    sequence: int
    currency: str
    invoices: tuple[str, ...]
    tenders: tuple[tuple[str, int], ...] = ()
    system: str = ""


@attrs.frozen
class CreditMade:
    """A credit of some *kind* was issued.

    *payment_id* is the payment whose unapplied money it is, *invoice_id* the
    invoice that was lowered; *banned* are invoices that generated it otherwise.
    """

    id: str
    kind: str
    source: str
    date: Date
    sequence: int
    currency: str
    payment_id: str | None = None
    invoice_id: str | None = None
    banned: tuple[str, ...] = ()


@attrs.frozen
class Counted:
    """So much more, or less, of the document *id*."""

    id: str
    amount: int


@attrs.frozen
class Move:
    """Money of a payment, or of a credit, went onto an invoice or came back.

    *number* is that of the entry; a voided entry has moves that come to nothing.
    """

    number: int
    payment_id: str
    credit_id: str | None
    invoice_id: str
    amount: int
    date: Date


@attrs.frozen
class Marked:
    """The document *id* has been marked so, or the mark was taken away again."""

    id: str
    mark: str | None
    amount: int | None = None


@attrs.frozen
class ReturnMade:
    """Goods came back, of an invoice if it is known of which."""

    id: str
    invoice_id: str | None
    currency: str
    has_credit: bool


@attrs.frozen
class GoodsBack:
    """A return now consists of *rows*; the last such fact of a return counts."""

    return_id: str
    rows: tuple[Row, ...]


@attrs.define
class Book:
    """All facts of one customer."""

    commands: int = 0
    invoices: dict[str, InvoiceMade] = attrs.field(factory=dict)
    saves: list[Saved] = attrs.field(factory=list)
    void_invoices: list[str] = attrs.field(factory=list)
    payments: dict[str, PaymentMade] = attrs.field(factory=dict)
    money: list[Counted] = attrs.field(factory=list)
    void_payments: list[str] = attrs.field(factory=list)
    alike: list[Marked] = attrs.field(factory=list)
    spent_before: list[Counted] = attrs.field(factory=list)
    moves: list[Move] = attrs.field(factory=list)
    credits: dict[str, CreditMade] = attrs.field(factory=dict)
    amounts: list[Counted] = attrs.field(factory=list)
    used_before: list[Counted] = attrs.field(factory=list)
    given_up: list[Counted] = attrs.field(factory=list)
    cancelled: list[Marked] = attrs.field(factory=list)
    deleted: list[Counted] = attrs.field(factory=list)
    edits: list[Counted] = attrs.field(factory=list)
    holds: list[Marked] = attrs.field(factory=list)
    returns: dict[str, ReturnMade] = attrs.field(factory=dict)
    goods: list[GoodsBack] = attrs.field(factory=list)
    reopened: list[str] = attrs.field(factory=list)

    def copy(self) -> Book:
        """The same facts in lists of their own."""
        facts = (getattr(self, name) for name in _KINDS_OF_FACTS)
        return Book(self.commands, *(one.copy() for one in facts))


def revision(book: Book, credit_id: str) -> int:
    """How often anything happened to the credit, its issue included."""
    counted = (*book.amounts, *book.edits, *book.given_up, *book.deleted)
    times = sum(one.id == credit_id for one in counted)
    times += sum(move.credit_id == credit_id for move in book.moves)
    reopened = (one for one in book.cancelled if one.mark is None)
    return times + sum(one.id == credit_id for one in (*book.holds, *reopened))


_KINDS_OF_FACTS = tuple(field.name for field in attrs.fields(Book))[1:]
