"""Acts about one invoice."""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.commands import VoidMode
from credits_core.exact import Quantity
from credits_core.identity import LineId
from credits_core.invoice import InvoiceLine

from ...orders import edit, exact, grant, invoice, pay, usd, void
from .act import Act, act

_PAID: Final = (invoice("A", 100), pay("P", 100, "A"))
_LOWERED: Final = (*_PAID, edit("E", "A", -30))
_SPENT: Final = (
    *_LOWERED,
    invoice("B", 25),
    pay("Q", 0, "B", credits=exact(25)),
)
_THREE_LINES: Final = tuple(
    InvoiceLine(id=LineId(f"L{number}"), amount=usd(7), quantity=Quantity.of(1))
    for number in range(3)
)

OF_INVOICES: Final[tuple[Act, ...]] = (
    act("register-invoice", invoice("A", 100), invoice("B", 100)),
    act("register-invoice-of-a-new-customer", invoice("A", 100)),
    act(
        "register-invoice-of-many-lines",
        attrs.evolve(invoice("A", 1), lines=_THREE_LINES),
    ),
    act("edit-invoice-down", *_LOWERED),
    act("edit-invoice-down-again", *_LOWERED, edit("F", "A", -10)),
    act("edit-invoice-up", *_LOWERED, edit("F", "A", 20)),
    act("edit-invoice-up-beyond-what-is-left", *_SPENT, edit("F", "A", 40)),
    act("void-invoice", invoice("A", 100), void("A", VoidMode.STRICT)),
    act(
        "void-invoice-paid-by-cash-and-credit",
        grant("K", 40),
        invoice("A", 100),
        pay("P", 60, "A", credits=exact(40)),
        void("A"),
    ),
    act("void-invoice-cascade", *_SPENT, void("A", VoidMode.CASCADE)),
    act("void-invoice-keep", *_SPENT, void("A", VoidMode.KEEP)),
)
"""Register, edit, void."""
