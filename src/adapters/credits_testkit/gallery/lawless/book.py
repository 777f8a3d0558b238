"""A lawful book with something of everything in it, to be broken by hand."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final, TypeVar

import attrs

from credits_core.commands import DeleteCredit, ImportCredit, RegisterInvoice
from credits_core.identity import CreditId, InvoiceId
from credits_core.invoice import InvoiceLine
from credits_core.ledger import Ledger
from credits_core.money import Money

from ...orders import (
    ACME,
    LINE,
    bring_back,
    cancel,
    edit,
    exact,
    grant,
    invoice,
    of_credit,
    pay,
    unapply,
    usd,
    void,
)
from ...telling import told

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

ON_F: Final = 6
"""The entry by which P6 paid F."""
ON_G: Final = 7
"""The entry by which M paid G."""
VOIDED_USE: Final = 4
"""The entry by which M paid B, taken back since."""
VOIDED_CASH: Final = 5
"""The entry by which P5 paid D, taken back since."""


def _euros(name: str, minor: int) -> RegisterInvoice:
    line = InvoiceLine(id=LINE, amount=Money(minor, "EUR"))
    return RegisterInvoice(customer_id=ACME, invoice_id=InvoiceId(name), lines=(line,))


STORY: Final = (
    invoice("A", 100),
    pay("P1", 130, "A"),
    invoice("B", 50),
    pay("P2", 0, "B", credits=exact(20)),
    edit("E1", "A", -15),
    invoice("C", 8),
    pay("P3", 0, "C", credits=of_credit("reduction:E1", 8)),
    grant("M", 40),
    pay("P4", 0, "B", credits=of_credit("M", 5)),
    unapply("P4", "M", "B"),
    grant("K", 10),
    cancel("K"),
    grant("X", 6),
    DeleteCredit(customer_id=ACME, credit_id=CreditId("X")),
    invoice("D", 4),
    pay("P5", 4, "D"),
    void("D"),
    bring_back("R", 3, "A"),
    invoice("F", 20),
    pay("P6", 25, "F"),
    invoice("G", 1000),
    pay("P7", 0, "G", credits=of_credit("M", 30)),
    invoice("H", 10),
    pay("P8", 10, "H"),
    edit("E2", "H", -4),
    _euros("Z", 50),
    ImportCredit(
        customer_id=ACME,
        credit_id=CreditId("N"),
        system="qbo",
        remote_id="7",
        amount=usd(5),
        opening=usd(2),
    ),
)
LAWFUL: Final = told(*STORY)
"""What the story comes to, before it is broken."""


def having(known: Mapping[K, V], key: K, **changes: object) -> dict[K, V]:
    """Whatever the value is, with some of its fields changed."""
    changed = attrs.evolve(known[key], **changes)  # type: ignore[misc] # any value
    return {**known, key: changed}


def with_use(ledger: Ledger, number: int, **changes: object) -> Ledger:
    """The ledger with one application changed."""
    changed = having(ledger.applications, number, **changes)
    return attrs.evolve(ledger, applications=changed)


def with_cash(ledger: Ledger, number: int, **changes: object) -> Ledger:
    """The ledger with one allocation changed."""
    changed = having(ledger.allocations, number, **changes)
    return attrs.evolve(ledger, allocations=changed)
