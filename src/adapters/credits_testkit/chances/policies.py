"""Choosing what a business chooses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from credits_core.policy import (
    Ban,
    ClosedPeriod,
    Differences,
    Duplicates,
    Limits,
    Policy,
)

from .chance import Chance

SMALL_LIMITS: Final = Limits(
    invoices=3, tenders=3, lines=4, named_credits=3, cascade_steps=2
)
"""Limits that a short story can reach."""

_CLOSED_DAYS_AGO: Final = (None, None, 1, 20)


def next_policy(chance: Chance, today: date) -> Policy:
    """A policy that closes nothing from *today* on; plainly, the product's."""
    ago = chance.of(_CLOSED_DAYS_AGO)
    return Policy(
        returns_issue_credits=not chance.once_in(5),
        return_credit_may_pay_its_invoice=not chance.once_in(3),
        release_credits_first=bool(chance.below(2)),
        receiving_includes_applying=not chance.once_in(4),
        ban=chance.of(tuple(Ban)),
        closed_through=None if ago is None else today - timedelta(days=ago),
        in_closed_period=chance.of(tuple(ClosedPeriod)),
        possible_duplicates=chance.of(tuple(Duplicates)),
        remote_differences=chance.of(tuple(Differences)),
        limits=chance.of((Limits(), Limits(), Limits(), SMALL_LIMITS)),
    )
