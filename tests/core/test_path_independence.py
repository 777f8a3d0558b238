"""Edits that end in the same total, with the same spends, end the same (L2)."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st
from returns.methods import unwrap_or_failure

from credits_core.commands import EditInvoice
from credits_core.decide import Decision, decide
from credits_core.ledger import Ledger
from credits_testkit.occasions import occasion
from credits_testkit.orders import edit
from credits_testkit.strategies import ledgers

edits = st.lists(st.integers(-6, 6), min_size=1, max_size=6)


@given(ledgers(min_invoices=1), st.integers(0, 5), edits)
def test_only_the_total_in_the_end_counts(
    start: Ledger, which: int, by: list[int]
) -> None:
    """100 to 80 to 70 to 95 leaves what 100 to 95 leaves."""
    open_invoices = sorted(
        one.id
        for one in start.invoices.values()
        if not one.is_void and one.currency == "USD"
    )
    if not open_invoices:
        return
    invoice_id = open_invoices[which % len(open_invoices)]

    steps = [edit(f"e{n}", invoice_id, step) for n, step in enumerate(by)]
    wound, total = _saved(start, steps)
    straight, _ = _saved(start, [edit("e", invoice_id, total)])

    assert _dues(wound) == _dues(straight)
    assert _available(wound) == _available(straight)


def _saved(ledger: Ledger, steps: Iterable[EditInvoice]) -> tuple[Ledger, int]:
    """The ledger after the edits that are possible, and what they add up to."""
    total = 0
    for step in steps:
        outcome = unwrap_or_failure(decide(ledger, step, occasion(40)))
        if isinstance(outcome, Decision):
            ledger = outcome.after
            total += step.changes[0].amount.minor
    return ledger, total


def _dues(ledger: Ledger) -> dict[str, int]:
    return {invoice.id: invoice.due.minor for invoice in ledger.invoices.values()}


def _available(ledger: Ledger) -> int:
    return sum(credit.available.minor for credit in ledger.credits.values())
