"""One command at work: what it may ask and what it may write.

A turn works on a copy of the customer's book, which is given up if the command is
refused.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date as Date
from typing import Literal

import attrs

from credits_core.policy import Policy

from .entries import Entry, live_cash, next_number
from .facts import Book, Counted, Marked, Move
from .figures import Figures, reckon

Kind = Literal["invoices", "payments", "credits", "returns"]


class RefusalError(Exception):
    """The command is refused for the reason *code*."""

    def __init__(self, code: str) -> None:
        """Remember the *code*."""
        super().__init__(code)
        self.code = code


@attrs.define
class Turn:
    """One command at work on *book*; *before* is the book as it was.

    *named* are the numbers of the entries that the command itself voids, and
    *steps* counts the others that it had to void.
    """

    book: Book
    before: Book
    others: Collection[Book]
    today: Date
    policy: Policy
    named: set[int] = attrs.field(factory=set)
    steps: int = 0

    @property
    def figures(self) -> Figures:
        """All figures as they are at this moment."""
        return reckon(self.book)

    def there(self, kind: Kind, document_id: str) -> None:
        """Refuse a document that is another customer's or nobody's."""
        if document_id not in getattr(self.book, kind):
            refuse_if(self._belongs_to_others(kind, document_id), "CustomerMismatch")
            raise RefusalError("Unknown")

    def free(self, kind: Kind, document_id: str) -> None:
        """Refuse an id that is taken, by whomever."""
        taken = document_id in getattr(self.book, kind)
        taken = taken or self._belongs_to_others(kind, document_id)
        refuse_if(taken, "AlreadyRecorded")

    def _belongs_to_others(self, kind: Kind, document_id: str) -> bool:
        return any(document_id in getattr(book, kind) for book in self.others)

    def apply(
        self, payment_id: str, credit_id: str, invoice_id: str, amount: int, date: Date
    ) -> None:
        """Put so much of a credit on an invoice: an entry of its own."""
        number = next_number(self.book)
        move = Move(number, payment_id, credit_id, invoice_id, amount, date)
        self.book.moves.append(move)

    def put_cash(
        self, payment_id: str, invoice_id: str, amount: int, day: Date
    ) -> None:
        """Put so much cash on an invoice: what is there already of it grows."""
        number = next_number(self.book)
        for one in live_cash(self.book):
            if (one.payment_id, one.invoice_id) == (payment_id, invoice_id):
                number = one.number
        move = Move(number, payment_id, None, invoice_id, amount, day)
        self.book.moves.append(move)

    def void(self, entry: Entry, part: int | None = None) -> None:
        """Void an entry; if only *part* has to go, apply the rest of it anew.

        What comes home to a cancelled credit is given up at once.
        """
        part = entry.amount if part is None else part
        self.take(entry, entry.amount)
        if entry.credit_id is None:
            return
        if rest := entry.amount - part:
            rest_of = (entry.payment_id, entry.credit_id, entry.invoice_id)
            self.apply(*rest_of, rest, entry.date)
        if is_cancelled(self.book, entry.credit_id):
            self.book.given_up.append(Counted(entry.credit_id, part))

    def take(self, entry: Entry, part: int) -> None:
        """Take so much of an entry back to where it came from, today."""
        of = (entry.payment_id, entry.credit_id, entry.invoice_id)
        self.book.moves.append(Move(entry.number, *of, -part, self.today))


def refuse_if(condition: bool, code: str) -> None:  # noqa: FBT001 - it is the question
    """Refuse the command with *code* if *condition* holds."""
    if condition:
        raise RefusalError(code)


def is_cancelled(book: Book, credit_id: str) -> bool:
    """Whether the credit was cancelled and not reopened since."""
    return _last_mark(book.cancelled, credit_id) is not None


def hold_of(book: Book, credit_id: str) -> str | None:
    """Why the credit is held, if it is."""
    return _last_mark(book.holds, credit_id)


def _last_mark(marks: list[Marked], document_id: str) -> str | None:
    found = [one.mark for one in marks if one.id == document_id]
    return found[-1] if found else None
