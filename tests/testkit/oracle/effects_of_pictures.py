"""What a command changed, told from the pictures before and after it.

It is in the words of a stream, so that the oracle alone can be held against real
data without the core in between.
"""

from __future__ import annotations

from typing import Any

from credits_core.money import Money
from credits_testkit.oracle import Picture, PicturedEntry


def effects_between(before: Picture, after: Picture, currency: str) -> dict[str, Any]:
    """The effects as a stream writes them; what has no content is left out."""

    def figures(minor: int) -> str:
        return Money(minor, currency).figures

    dues = {one.id: one.due for one in before.invoices}
    credits = {one.id: (one.amount, one.available) for one in before.credits}
    given_up = {one.id: one.cancelled for one in before.credits}
    effects: dict[str, Any] = {
        "due": {
            one.id: figures(one.due)
            for one in after.invoices
            if dues.get(one.id) != one.due
        },
        "credits": {
            one.id: [figures(one.amount), figures(one.available)]
            for one in after.credits
            if credits.get(one.id) != (one.amount, one.available)
        },
        "applied": [_moved(one, currency) for one in after.uses[len(before.uses) :]],
        "voided": [
            _moved(one, currency)
            for number, one in enumerate(after.uses)
            if not one.is_live
            and (number >= len(before.uses) or before.uses[number].is_live)
        ],
        "written_off": {
            one.id: figures(one.cancelled - given_up.get(one.id, 0))
            for one in after.credits
            if one.cancelled != given_up.get(one.id, 0)
        },
    }
    return {name: what for name, what in effects.items() if what}


def _moved(one: PicturedEntry, currency: str) -> list[str]:
    amount = Money(one.amount, currency).figures
    return [one.payment_id, str(one.credit_id), one.invoice_id, amount]
