"""Steps that no rule takes: a real command with other events, or another end.

Each function makes one; its docstring tells what happened in it.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from credits_core.events import (
    CashAllocated,
    CashReleased,
)
from credits_core.identity import InvoiceId, PaymentId
from credits_core.laws import Step

from ...occasions import BEGIN
from ...orders import (
    edit,
    exact,
    grant,
    invoice,
    pay,
    repay,
    unapply,
    usd,
)
from ...telling import step_of, told
from .book import (
    LAWFUL,
    ON_F,
    ON_G,
    VOIDED_CASH,
    VOIDED_USE,
    with_cash,
    with_use,
)
from .directions import WRONG_WAYS, Way
from .retold import overpaid, voided, with_events


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
    step = step_of(LAWFUL, grant("NEW", 1))
    return attrs.evolve(step, after=with_cash(step.after, ON_F, amount=usd(19)))


def use_voided_by_adding() -> Step:
    """A credit was granted, and 30 of M on G were voided."""
    step = step_of(LAWFUL, grant("NEW", 1))
    gone = with_use(step.after, ON_G, voided_on=BEGIN.date())
    return attrs.evolve(step, after=gone)


def needless_cascade_of_a_credit() -> Step:
    """P was 1 less; its credit had 2 unspent, and yet C lost its 3."""
    before = overpaid(by=7)
    step = step_of(before, repay("P", 7))
    edited, less = step.entry.events
    return with_events(step, edited, voided(before, 3), less)


def _lowered_and_raised() -> Step:
    """A was lowered by 6 and raised by 2; 3 of its credit are on B."""
    before = told(
        *(invoice("A", 10), pay("P", 10, "A"), edit("E1", "A", -6), invoice("B", 3)),
        *(pay("Q", 0, "B", credits=exact(3)), invoice("C", 9), pay("O", 2, "C")),
    )
    return step_of(before, edit("E2", "A", 2))


def needless_cascade_of_an_invoice() -> Step:
    """A was raised by 2 and still covers what B got of it; yet B lost its 3."""
    step = _lowered_and_raised()
    edited, less = step.entry.events
    return with_events(step, edited, voided(step.before, 2), less)


def needless_cascade_beside_cash_elsewhere() -> Step:
    """The same, and that C lost and got a cent meanwhile is no excuse."""
    step = _lowered_and_raised()
    edited, less = step.entry.events
    cent: dict[str, Any] = {
        "number": 3,
        "payment_id": PaymentId("O"),
        "invoice_id": InvoiceId("C"),
        "amount": usd(1),
        "date": BEGIN.date(),
    }
    there_and_back = CashReleased(**cent), CashAllocated(**cent)
    return with_events(step, edited, voided(step.before, 2), *there_and_back, less)


BROKEN: Final[dict[Way, set[str]]] = {
    **WRONG_WAYS,
    application_changed: {"L9"},
    application_changed_and_voided: {"L9"},
    application_brought_back: {"L9"},
    application_vanished: {"L9"},
    voided_cash_changed: {"L9"},
    cash_touched_by_adding: {"L9"},
    use_voided_by_adding: {"L9"},
    needless_cascade_of_a_credit: {"L10"},
    needless_cascade_of_an_invoice: {"L10"},
    needless_cascade_beside_cash_elsewhere: {"L10"},
}
"""Each broken step, and exactly the laws of steps that tell of it."""
