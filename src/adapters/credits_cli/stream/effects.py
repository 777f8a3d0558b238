"""What a command changed, in the form in which a stream writes it."""

from __future__ import annotations

from collections.abc import Iterable

from credits_core.codec import Json
from credits_core.entry import CreditNow, Effects, Moved


def plain_effects(effects: Effects) -> dict[str, Json]:
    """The five kinds of effect; those that are empty are left out.

    What is told by id comes in the order of the ids, whatever the store.
    """
    due = ((one.invoice_id, one.due.figures) for one in effects.due)
    given_up = ((one.credit_id, one.amount.figures) for one in effects.written_off)
    everything: dict[str, Json] = {
        "due": _by_id(due),
        "credits": _by_id((one.credit_id, _amounts(one)) for one in effects.credits),
        "applied": [_moved(one) for one in effects.applied],
        "voided": [_moved(one) for one in effects.voided],
        "written_off": _by_id(given_up),
    }
    return {name: held for name, held in everything.items() if held}


def _by_id(pairs: Iterable[tuple[str, Json]]) -> dict[str, Json]:
    return dict(sorted(pairs, key=lambda pair: pair[0]))


def _amounts(one: CreditNow) -> Json:
    return [one.amount.figures, one.available.figures]


def _moved(one: Moved) -> Json:
    return [one.payment_id, one.credit_id, one.invoice_id, one.amount.figures]
