"""What is said to have happened did happen: no event that changes nothing."""

from __future__ import annotations

from typing import Final

from hypothesis import given

from credits_core.events import (
    ApplicationVoided,
    CashAllocated,
    CashReleased,
    CreditApplied,
    CreditGrew,
    CreditIssued,
    CreditRetracted,
    CreditWrittenOff,
    Event,
    ForfeitShrank,
)
from credits_testkit.strategies import History, histories, policies

told = histories(policy=policies())

MOVES: Final = (
    ApplicationVoided,
    CashAllocated,
    CashReleased,
    CreditApplied,
    CreditGrew,
    CreditIssued,
    CreditRetracted,
    CreditWrittenOff,
    ForfeitShrank,
)
"""The events that move an amount from one place to another."""


@given(told)
def test_whatever_is_moved_is_more_than_nothing(history: History) -> None:
    for entry in history.entries:
        empty = [one for one in entry.events if _is_empty(one)]

        assert empty == [], entry.command


@given(told)
def test_entries_are_numbered_one_after_the_other(history: History) -> None:
    """Cash and credits alike; the last number is the ledger's."""
    last = history.ledger

    numbers = sorted((*last.allocations, *last.applications))
    assert numbers == list(range(1, last.entries + 1))


@given(told)
def test_the_effects_are_the_difference_between_before_and_after(
    history: History,
) -> None:
    """Every due and every balance that differs is told, and nothing else (R19)."""
    for step in history.steps:
        before, entry, after = step.before, step.entry, step.after
        dues = {
            name: now.due
            for name, now in after.invoices.items()
            if name not in before.invoices or before.invoices[name].due != now.due
        }
        balances = {
            name: (now.amount, now.available)
            for name, now in after.credits.items()
            if name not in before.credits
            or (before.credits[name].amount, before.credits[name].available)
            != (now.amount, now.available)
        }

        effects = entry.effects
        assert {one.invoice_id: one.due for one in effects.due} == dues
        assert {
            one.credit_id: (one.amount, one.available) for one in effects.credits
        } == balances


def _is_empty(event: Event) -> bool:
    return isinstance(event, MOVES) and not event.amount.is_positive
