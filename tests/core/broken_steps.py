"""Steps that no rule takes: a real command with other events, or another end.

Each function makes one; its docstring tells what happened in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import attrs

from credits_core.events import (
    ApplicationVoided,
    CashAllocated,
    CashReleased,
    CreditApplied,
    CreditRetracted,
    Event,
    PaymentEdited,
    PaymentVoided,
)
from credits_core.fold import fold
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.laws import Step
from credits_core.ledger import Ledger
from credits_testkit.occasions import BEGIN
from credits_testkit.orders import (
    edit,
    exact,
    grant,
    invoice,
    pay,
    repay,
    revoke,
    unapply,
    usd,
)
from credits_testkit.telling import step_of, told
from tests.core.broken_ledgers import (
    LAWFUL,
    ON_F,
    ON_G,
    VOIDED_CASH,
    VOIDED_USE,
    with_cash,
    with_use,
)

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


def _three_uses() -> Ledger:
    """A was paid 3 more; 1 of it went to B, 1 to C, 1 to D."""
    return told(
        *(invoice("A", 1), invoice("B", 1), invoice("C", 1), invoice("D", 1)),
        *(pay("P", 4, "A"), pay("Q", 0, "B", "C", "D", credits=exact(3))),
    )


def _taken_back(minor: int, *numbers: int) -> Step:
    """P is that much after all, and these uses of its credit are taken back."""
    before = _three_uses()
    step = step_of(before, repay("P", minor))
    edited, less = _the(step, PaymentEdited), _the(step, CreditRetracted)
    return _with_events(step, edited, *(_voided(before, n) for n in numbers), less)


def middle_one_taken_back() -> Step:
    """What C got went; what B got before and what D got after it stayed."""
    return _taken_back(3, 3)


def first_and_last_taken_back() -> Step:
    """What B and D got went; what C got between them stayed."""
    return _taken_back(2, 2, 4)


def older_use_of_another_reduction_taken_back() -> Step:
    """Of A's two reductions, which count as one, the older paid B, the newer C.

    A lost 5 with P, 3 too many: it was B that lost 3, although C came later.
    """
    before = told(
        *(invoice("A", 10), invoice("B", 4), invoice("C", 4)),
        *(pay("P", 5, "A"), pay("P2", 5, "A")),
        *(edit("E1", "A", -4), pay("Q1", 0, "B", credits=exact(4))),
        *(edit("E2", "A", -4), pay("Q2", 0, "C", credits=exact(4))),
    )
    step = step_of(before, revoke("P"))
    remainder, less = _the(step, CreditApplied), _the(step, CreditRetracted)
    older = before.applications[3]
    return _with_events(
        step,
        *(_the(step, PaymentVoided), _the(step, CashReleased)),
        _voided(before, older.number),
        attrs.evolve(
            remainder,
            payment_id=older.payment_id,
            credit_id=older.credit_id,
            invoice_id=older.invoice_id,
            remainder_of=older.number,
        ),
        attrs.evolve(less, credit_id=older.credit_id),
    )


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
    before = _overpaid(by=7)
    step = step_of(before, repay("P", 7))
    edited, less = step.entry.events
    return _with_events(step, edited, _voided(before, 3), less)


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
    return _with_events(step, edited, _voided(step.before, 2), less)


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
    return _with_events(step, edited, _voided(step.before, 2), *there_and_back, less)


BROKEN: Final[dict[Callable[[], Step], set[str]]] = {
    newest_used_first: {"L8"},
    older_retracted_first: {"L8"},
    older_taken_back_first: {"L8"},
    middle_one_taken_back: {"L8"},
    first_and_last_taken_back: {"L8"},
    older_use_of_another_reduction_taken_back: {"L8"},
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
