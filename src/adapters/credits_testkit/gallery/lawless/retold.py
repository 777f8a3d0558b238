"""Telling a step of a real command anew, with other events."""

from __future__ import annotations

from typing import TypeVar

import attrs

from credits_core.events import (
    ApplicationVoided,
    Event,
)
from credits_core.fold import fold
from credits_core.laws import Step
from credits_core.ledger import Ledger

from ...occasions import BEGIN
from ...orders import (
    exact,
    invoice,
    pay,
)
from ...telling import told

E = TypeVar("E")


def the(step: Step, kind: type[E]) -> E:
    """The only event of that *kind*."""
    (found,) = (event for event in step.entry.events if isinstance(event, kind))
    return found


def with_events(step: Step, *events: Event) -> Step:
    """The same command, but with other events."""
    entry = attrs.evolve(step.entry, events=events)
    return attrs.evolve(step, entry=entry, after=fold(step.before, events))


def voided(ledger: Ledger, number: int) -> ApplicationVoided:
    """That a use was taken back on the first day."""
    use = ledger.applications[number]
    return ApplicationVoided(
        number=number,
        payment_id=use.payment_id,
        credit_id=use.credit_id,
        invoice_id=use.invoice_id,
        amount=use.amount,
        date=BEGIN.date(),
    )


def overpaid(by: int) -> Ledger:
    """A was paid that much more; 2 of it went to B, then 3 to C."""
    return told(
        *(invoice("A", 1), invoice("B", 2), invoice("C", 3), pay("P", 1 + by, "A")),
        pay("Q", 0, "B", "C", credits=exact(5)),
    )
