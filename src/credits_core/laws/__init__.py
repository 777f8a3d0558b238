"""The ten money laws, as values that a test or a running system can evaluate.

A state is judged whole: a slice would break laws that its ledger keeps.
"""

from typing import Final

from ..entry import Entry
from ..ledger import Ledger
from ..policy import DEFAULT_POLICY, Policy
from .directions import directions
from .law import Law, Step, Violation
from .past import past_stands, ripple_the_excess
from .state import (
    balance,
    both_ends,
    conservation,
    due,
    own_money,
    payment_identity,
    surplus,
)

LAWS: Final[tuple[Law, ...]] = (
    Law(
        name="L1 balance",
        text="What is spent of a credit is never more than the credit.",
        of_state=balance,
    ),
    Law(
        name="L2 surplus",
        text="What an invoice was paid too much is out as its credits, exactly.",
        of_state=surplus,
    ),
    Law(
        name="L3 due",
        text="What is due is never less than nothing and never more than the total.",
        of_state=due,
    ),
    Law(
        name="L4 payment identity",
        text="The credit of a payment is what is unapplied of it.",
        of_state=payment_identity,
    ),
    Law(
        name="L5 own money first",
        text="No invoice is due beside unspent money of a payment that names it.",
        of_state=own_money,
    ),
    Law(
        name="L6 conservation",
        text="What was received and granted is settled, available or written off.",
        of_state=conservation,
    ),
    Law(
        name="L7 both ends",
        text="What is taken back is taken back where it was and where it came from.",
        of_state=both_ends,
    ),
    Law(
        name="L8 directions",
        text="Credits are used oldest first and corrected newest first.",
        of_step=directions,
    ),
    Law(
        name="L9 past stands",
        text="No entry is ever changed; it may only be voided.",
        of_step=past_stands,
    ),
    Law(
        name="L10 ripple the excess",
        text="A loss stays where it arose; only what is missing reaches others.",
        of_step=ripple_the_excess,
    ),
)
"""All ten, in their order."""


def state_violations(ledger: Ledger) -> tuple[Violation, ...]:
    """Every place where the whole *ledger* breaks a law; none if it is lawful.

    Raises ``ValueError`` for a slice.
    """
    if not ledger.scope.is_whole:
        raise ValueError("Only a whole ledger can be judged.")
    return tuple(one for law in LAWS for one in law.in_state(ledger))


def step_violations(
    before: Ledger, entry: Entry, after: Ledger, policy: Policy = DEFAULT_POLICY
) -> tuple[Violation, ...]:
    """Every law that the command of *entry* broke between two whole ledgers."""
    step = Step(before=before, entry=entry, after=after, policy=policy)
    return tuple(one for law in LAWS for one in law.in_step(step))


__all__ = [
    "LAWS",
    "Law",
    "Step",
    "Violation",
    "state_violations",
    "step_violations",
]
