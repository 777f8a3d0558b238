"""What the product promises of one command, beside the ten laws: a voice of its own.

The laws say that money adds up; a receipt that uses another credit than asked, or
a date that moves, adds up as well. Each promise is told from the command, the
ledgers around it and its events, and shares no code with the rules.
"""

from __future__ import annotations

from typing import Final

from credits_core.laws import Law, Step, Violation

from . import credits, documents, own_money, receipts, reversals

PROMISES: Final[tuple[Law, ...]] = (
    Law(
        name="asked",
        text="A receipt uses of the credits exactly what it asks for (R10, HC-12).",
        of_step=receipts.exactly_what_was_asked,
    ),
    Law(
        name="order given",
        text="Money goes onto the invoices of a receipt in their order (HC-48).",
        of_step=receipts.in_the_order_given,
    ),
    Law(
        name="ban",
        text="No credit pays an invoice that generated it (R12, HC-28).",
        of_step=receipts.never_its_own_invoice,
    ),
    Law(
        name="doubt",
        text="A possible duplicate is held where the policy says so (HC-76).",
        of_step=receipts.doubtful_money_is_held,
    ),
    Law(
        name="own money",
        text="The newest payment serves its invoices first, and its last loses first.",
        of_step=own_money.in_their_order,
    ),
    Law(
        name="received",
        text="What was received changes only by what is said of that payment.",
        of_step=documents.money_received,
    ),
    Law(
        name="billed",
        text="A total changes only by what is said of that invoice (R9, HC-08).",
        of_step=documents.totals_billed,
    ),
    Law(
        name="goods",
        text="The credit of a return is what its goods were sold for (R7, HC-54).",
        of_step=documents.value_of_goods,
    ),
    Law(
        name="granted",
        text="A credit is of the amount that it was granted, read in or edited to.",
        of_step=credits.amounts_granted,
    ),
    Law(
        name="age",
        text="A credit keeps its age and its origin for ever (HC-41, HC-43).",
        of_step=credits.ages_kept,
    ),
    Law(
        name="hands off",
        text="What arose by itself is changed at its source only (R15, R17, HC-38).",
        of_step=credits.changed_at_their_source,
    ),
    Law(
        name="in whose name",
        text="What the system issues names the system and who caused it (R6, HC-80).",
        of_step=credits.issued_in_whose_name,
    ),
    Law(
        name="cancelled",
        text="To cancel takes the rest alone, or every use as well (R16).",
        of_step=reversals.cancelled_as_asked,
    ),
    Law(
        name="only the named",
        text="Voiding one use voids that one; strict voids no other (HC-45, R18).",
        of_step=reversals.only_what_was_named,
    ),
    Law(
        name="remainders",
        text="A remainder is a smaller use of the same, as old as it (R13).",
        of_step=reversals.remainders_alike,
    ),
    Law(
        name="dates",
        text="What is taken back is dated today, and no closed period is changed.",
        of_step=reversals.dated_today,
    ),
    Law(
        name="effects",
        text="The effects of an entry are what the figures show (R19, R32).",
        of_step=reversals.effects_are_true,
    ),
)
"""Every promise, with what it reads."""


def broken_promises(step: Step) -> tuple[Violation, ...]:
    """Every promise that the command of *step* broke between two whole ledgers."""
    return tuple(one for promise in PROMISES for one in promise.in_step(step))


__all__ = ["PROMISES", "broken_promises"]
