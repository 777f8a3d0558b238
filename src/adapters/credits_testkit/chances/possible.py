"""The next command of a customer: one that is possible now, chosen by chance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from credits_core.commands import Command

from .chance import Chance
from .correcting import (
    edit_payment,
    record_payment_reversed,
    void_application,
    void_payment,
)
from .crediting import (
    cancel_credit,
    delete_credit,
    edit_credit,
    issue_credit,
    release_hold,
)
from .importing import import_change, import_credit, import_payment
from .invoicing import edit_invoice, register_invoice, void_invoice
from .receiving import receive_payment
from .returning import complete_return, correct_return, reopen_return
from .situation import Situation

Choice = Callable[[Chance, Situation], Command | None]
"""How one kind of command is chosen; None if there is nothing to do it to."""

CHOICES: Final[tuple[Choice, ...]] = (
    *(register_invoice,) * 3,
    *(receive_payment,) * 6,
    *(edit_invoice,) * 3,
    *(issue_credit,) * 2,
    *(edit_payment,) * 2,
    void_payment,
    record_payment_reversed,
    *(void_application,) * 2,
    void_invoice,
    cancel_credit,
    edit_credit,
    delete_credit,
    *(complete_return,) * 2,
    reopen_return,
    correct_return,
    release_hold,
    import_credit,
    import_payment,
    *(import_change,) * 2,
)
"""Every kind of command, as often as it is to be given; the plainest first."""


_ENOUGH: Final = 4
"""So many unpaid invoices, or usable credits, are mostly worked with first."""


def next_command(chance: Chance, now: Situation) -> Command:
    """A command that the desk would carry out now, as far as can be foreseen.

    Where there is nothing yet to do it to, something is recorded instead.
    """
    choice = chance.of(CHOICES)
    if choice is register_invoice and len(now.unpaid) >= _ENOUGH:
        choice = chance.of((edit_invoice, receive_payment, register_invoice))
    elif choice is issue_credit and len(now.usable) >= _ENOUGH:
        choice = chance.of((receive_payment, cancel_credit, issue_credit))
    command = choice(chance, now)
    if command is None:
        first = register_invoice if len(now.invoices) < 2 else receive_payment
        command = first(chance, now)
    return command
