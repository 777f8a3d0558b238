"""Beginnings of stories that several bugs share."""

from __future__ import annotations

from typing import Final

from credits_core.policy import Duplicates, Policy

from ..occasions import BEGIN
from ..orders import cancel, edit, exact, grant, invoice, pay

DAY: Final = BEGIN.date()
"""The first day of every story."""

HOLDING: Final = Policy(possible_duplicates=Duplicates.HOLD)
"""A payment that looks like another is held."""

TWO_CREDITS: Final = (invoice("A", 3), grant("K1", 5), grant("K2", 5))
"""An invoice of 3, and two credits of 5."""

OVERPAID: Final = (invoice("A", 10), pay("P", 15, "A"))
"""15 came in for an invoice of 10."""

LOWERED: Final = (invoice("A", 10), pay("P", 10, "A"), edit("E1", "A", -2))
"""An invoice of 10 that was paid, and then lowered to 8."""

FORFEITED: Final = (*LOWERED, cancel("reduction:E1"))
"""The same, and the 2 were given up."""

SPENT: Final = (
    *(invoice("A", 1), invoice("B", 2), invoice("C", 3), pay("P", 6, "A")),
    pay("Q", 0, "B", "C", credits=exact(5)),
)
"""6 came in for an invoice of 1, and the 5 that were left paid two others."""

USED: Final = (invoice("A", 5), grant("K", 5), pay("Q", 0, "A", credits=exact(3)))
"""3 of a credit of 5 are on an invoice of 5."""


def nothing(*_: object, **__: object) -> None:
    """Leave the draft as it is, or find nothing wrong."""
