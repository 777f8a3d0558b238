"""Steps that no rule takes: a real command with other events, or another end.

Each function makes one; its docstring tells what happened in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

import attrs

from credits_core.events import (
    ApplicationVoided,
    CreditApplied,
    CreditRetracted,
    Event,
    PaymentEdited,
)
from credits_core.fold import fold
from credits_core.identity import CreditId
from credits_core.laws import Step
from credits_core.ledger import Ledger
from tests.core.broken_ledgers import (
    LAWFUL,
    ON_F,
    ON_G,
    VOIDED_CASH,
    VOIDED_USE,
    with_cash,
    with_use,
)
from tests.core.stories import exact, grant, pay, repay, step_of, told, unapply
from tests.core.worlds import BEGIN, edit, invoice, usd

E = TypeVar("E")


def _the(step: Step, kind: type[E]) -> E:
    """The only event of that *kind*."""
    (found,) = (event for event in step.entry.events if isinstance(event, kind))
    return found


def _with_events(step: Step, *events: Event) -> Step:
    """The same command, but with other events."""
    entry = attrs.evolve(step.entry, events=events)
    return attrs.evolve(step, entry=entry, after=fold(step.before, events))


def _voided(ledger: Ledger, number: int) -> ApplicationVoided:
    use = ledger.applications[number]
    return ApplicationVoided(
        number=number,
        payment_id=use.payment_id,
        credit_id=use.credit_id,
        invoice_id=use.invoice_id,
        amount=use.amount,
        date=BEGIN.date(),
    )


def newest_used_first() -> Step:
    """K1 is older than K2, and the receipt took K2."""
    before = told(invoice("A", 9), grant("K1", 5), grant("K2", 5))
    step = step_of(before, pay("P", 0, "A", credits=exact(3)))
    received, applied = step.entry.events
    assert isinstance(applied, CreditApplied)
    return _with_events(step, received, attrs.evolve(applied, credit_id=CreditId("K2")))


def older_retracted_first() -> Step:
    """A, lowered twice, is raised again, and the first credit shrank."""
    before = told(
        invoice("A", 9), pay("P", 9, "A"), edit("E1", "A", -2), edit("E2", "A", -2)
    )
    step = step_of(before, edit("E3", "A", 1))
    edited, retracted = step.entry.events
    assert isinstance(retracted, CreditRetracted)
    older = attrs.evolve(retracted, credit_id=CreditId("reduction:E1"))
    return _with_events(step, edited, older)


def _overpaid(by: int) -> Ledger:
    """A was paid that much more; 2 of it went to B, then 3 to C."""
    return told(
        *(invoice("A", 1), invoice("B", 2), invoice("C", 3), pay("P", 1 + by, "A")),
        pay("Q", 0, "B", "C", credits=exact(5)),
    )


def older_taken_back_first() -> Step:
    """P was 2 less after all: what B got went, what C got later stayed."""
    before = _overpaid(by=5)
    step = step_of(before, repay("P", 4))
    edited, less = _the(step, PaymentEdited), _the(step, CreditRetracted)
    return _with_events(step, edited, _voided(before, 2), less)


def application_changed() -> Step:
    """30 of M on G became 29 while another invoice was edited."""
    step = step_of(LAWFUL, edit("E9", "B", 1))
    return attrs.evolve(step, after=with_use(step.after, ON_G, amount=usd(29)))


def application_changed_and_voided() -> Step:
    """30 of M on G were voided, and what stays on record is 31."""
    step = step_of(LAWFUL, unapply("P7", "M", "G"))
    return attrs.evolve(step, after=with_use(step.after, ON_G, amount=usd(31)))


def application_brought_back() -> Step:
    """5 of M on B had been voided and count again."""
    step = step_of(LAWFUL, edit("E9", "B", 1))
    return attrs.evolve(step, after=with_use(step.after, VOIDED_USE, voided_on=None))


def application_vanished() -> Step:
    """30 of M on G are not on record any more."""
    step = step_of(LAWFUL, edit("E9", "B", 1))
    left = {n: use for n, use in step.after.applications.items() if n != ON_G}
    return attrs.evolve(step, after=attrs.evolve(step.after, applications=left))


def voided_cash_changed() -> Step:
    """4 of P5 on D had been voided, and are 3 on record now."""
    step = step_of(LAWFUL, edit("E9", "B", 1))
    return attrs.evolve(step, after=with_cash(step.after, VOIDED_CASH, amount=usd(3)))


def cash_touched_by_adding() -> Step:
    """A credit was granted, and 20 of P6 on F became 19."""
    step = step_of(LAWFUL, grant("N", 1))
    return attrs.evolve(step, after=with_cash(step.after, ON_F, amount=usd(19)))


def use_voided_by_adding() -> Step:
    """A credit was granted, and 30 of M on G were voided."""
    step = step_of(LAWFUL, grant("N", 1))
    gone = with_use(step.after, ON_G, voided_on=BEGIN.date())
    return attrs.evolve(step, after=gone)


def needless_cascade_of_a_credit() -> Step:
    """P was 1 less; its credit had 2 unspent, and yet C lost its 3."""
    before = _overpaid(by=7)
    step = step_of(before, repay("P", 7))
    edited, less = step.entry.events
    return _with_events(step, edited, _voided(before, 3), less)


def needless_cascade_of_an_invoice() -> Step:
    """A was raised by 2 and still covers what B got of it; yet B lost its 3."""
    before = told(
        *(invoice("A", 10), pay("P", 10, "A"), edit("E1", "A", -6), invoice("B", 3)),
        pay("Q", 0, "B", credits=exact(3)),
    )
    step = step_of(before, edit("E2", "A", 2))
    edited, less = step.entry.events
    return _with_events(step, edited, _voided(before, 2), less)


BROKEN: Final[dict[Callable[[], Step], set[str]]] = {
    newest_used_first: {"L8"},
    older_retracted_first: {"L8"},
    older_taken_back_first: {"L8"},
    application_changed: {"L9"},
    application_changed_and_voided: {"L9"},
    application_brought_back: {"L9"},
    application_vanished: {"L9"},
    voided_cash_changed: {"L9"},
    cash_touched_by_adding: {"L9"},
    use_voided_by_adding: {"L9"},
    needless_cascade_of_a_credit: {"L10"},
    needless_cascade_of_an_invoice: {"L10"},
}
"""Each broken step, and exactly the laws of steps that tell of it."""
