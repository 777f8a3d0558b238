"""The oracle: told every command, it says what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date as Date
from types import MappingProxyType
from typing import Any, Final

from credits_core.commands import (
    CancelCredit,
    Command,
    CompleteReturn,
    CorrectReturn,
    DeleteCredit,
    EditCredit,
    EditInvoice,
    EditPayment,
    ImportChange,
    ImportCredit,
    ImportPayment,
    IssueCredit,
    ReceivePayment,
    RecordPaymentReversed,
    RegisterInvoice,
    ReleaseHold,
    ReopenReturn,
    VoidApplication,
    VoidInvoice,
    VoidPayment,
)
from credits_core.policy import DEFAULT_POLICY, Policy

from . import crediting, importing, invoices, payments, receiving, returning
from .closing import refuse_closed
from .drawing import draw
from .facts import Book
from .picture import Picture
from .settling import let_credits_appear
from .turn import RefusalError, Turn

_RULES: Final[Mapping[type[Command], Callable[[Turn, Any], None]]] = MappingProxyType(
    {
        IssueCredit: crediting.issue_credit,
        EditCredit: crediting.edit_credit,
        CancelCredit: crediting.cancel_credit,
        DeleteCredit: crediting.delete_credit,
        ReleaseHold: crediting.release_hold,
        RegisterInvoice: invoices.register_invoice,
        EditInvoice: invoices.edit_invoice,
        VoidInvoice: invoices.void_invoice,
        ReceivePayment: receiving.receive_payment,
        EditPayment: payments.edit_payment,
        VoidPayment: payments.void_payment,
        RecordPaymentReversed: payments.reverse_payment,
        VoidApplication: payments.void_application,
        CompleteReturn: returning.complete_return,
        ReopenReturn: returning.reopen_return,
        CorrectReturn: returning.correct_return,
        ImportCredit: importing.import_credit,
        ImportPayment: importing.import_payment,
        ImportChange: importing.import_change,
    }
)

_FACTS: Final = (RecordPaymentReversed, ImportCredit, ImportPayment, ImportChange)


class Oracle:
    """A second, deliberately simple implementation of what the core decides.

    It takes the same commands, of any customers, and shares no rule with the
    core. A refused command changes nothing.
    """

    def __init__(self, policy: Policy = DEFAULT_POLICY) -> None:
        """Begin with empty books under *policy*."""
        self.policy = policy
        self._books: dict[str, Book] = {}

    def tell(self, command: Command, today: Date) -> str | None:
        """Carry out *command* on that day, or give the code of its refusal."""
        before = self._books.get(command.customer_id, Book())
        book = before.copy()
        book.commands += 1
        others = [b for c, b in self._books.items() if c != command.customer_id]
        turn = Turn(book, before, others, today, self.policy)
        try:
            _RULES[type(command)](turn, command)
            let_credits_appear(book)
            if not isinstance(command, _FACTS):
                refuse_closed(turn)
        except RefusalError as refusal:
            return refusal.code
        self._books[command.customer_id] = book
        return None

    def picture(self, customer_id: str) -> Picture:
        """All that matters of one customer now."""
        return draw(customer_id, self._books.get(customer_id, Book()))

    def copy(self) -> Oracle:
        """Another oracle that has been told the same; it costs next to nothing."""
        other = Oracle(self.policy)
        other._books.update(self._books)
        return other
