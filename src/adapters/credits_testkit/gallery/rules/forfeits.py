"""Wrong ideas of what becomes of a reduction credit that was given up."""

from __future__ import annotations

from typing import Final

from credits_core.fold import credits as folds_of_credits
from credits_core.invoice import Invoice
from credits_core.money import Money
from credits_core.rules import edit_invoice, settle, surplus

from ...orders import (
    bounce,
    cancel,
    edit,
)
from ..bug import WrongRule
from ..plots import FORFEITED, LOWERED, nothing


def _excess_with_forfeits(invoice: Invoice) -> Money:
    return invoice.tendered - invoice.total


BUGS: Final = (
    WrongRule(
        name="a forfeit is issued again",
        costs="2 were given up for good; the next save of the invoice, which changes"
        " nothing, gives them away once more.",
        seen_in="LAWS HC-10",
        replaces=(
            (edit_invoice, "excess", _excess_with_forfeits),
            (surplus, "excess", _excess_with_forfeits),
            (settle, "excess", _excess_with_forfeits),
        ),
        story=(*FORFEITED, edit("E2", "A", 0)),
        caught={"L2", "billed", "oracle"},
    ),
    WrongRule(
        name="a forfeit stays without the money behind it",
        costs="The 10 never arrived, and 2 of them are still counted as given up: the"
        " invoice asks for 2 more than it is.",
        replaces=(
            (surplus, "_shrink_forfeit", nothing),
            (settle, "newest_overdrawn", nothing),
        ),
        story=(*FORFEITED, bounce("P")),
        caught={"L3", "oracle"},
    ),
    WrongRule(
        name="a reduction that was given up is not recorded as a forfeit",
        costs="The books of the invoice still owe 2 that nobody can claim: the next"
        " save issues them again.",
        seen_in="LAWS HC-33",
        replaces=((folds_of_credits, "_forfeit", nothing),),
        story=(*LOWERED, cancel("reduction:E1")),
        caught={"L2", "L3", "L6", "oracle"},
    ),
)
"""Mistakes about what was given up for good."""
