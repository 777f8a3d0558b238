"""What is promised of a payment's own money: which payment, and which invoice first."""

from __future__ import annotations

from collections.abc import Iterator

from credits_core.commands import EditPayment
from credits_core.credit import Credit
from credits_core.events import CashAllocated
from credits_core.identity import InvoiceId, PaymentId
from credits_core.laws import Step
from credits_core.laws.law import Finding
from credits_core.ledger import Ledger
from credits_core.payment import Payment


def in_their_order(step: Step) -> Iterator[Finding]:
    """The newest payment serves first; a lowered one leaves its last invoice first."""
    yield from _newer_left_behind(step)
    command = step.entry.command
    if isinstance(command, EditPayment):
        yield from _later_left_alone(step, step.after.payments[command.payment_id])


def _newer_left_behind(step: Step) -> Iterator[Finding]:
    """A newer payment that had money for an invoice that an older one served."""
    for event in step.entry.events:
        if not isinstance(event, CashAllocated):
            continue
        giver = step.before.payments.get(event.payment_id)
        for other in step.before.payments.values() if giver else ():
            named = event.invoice_id in other.invoices and not other.is_void
            if giver and named and _age(other) > _age(giver) and _idle(step, other):
                yield giver.id, f"It served {event.invoice_id} before {other.id}."


def _age(payment: Payment) -> tuple[int, PaymentId]:
    return (payment.sequence, payment.id)


def _idle(step: Step, payment: Payment) -> bool:
    """Whether a payment had money to give before the command, and has it still."""
    credits = (
        ledger.credits.get(payment.credit_id) for ledger in (step.before, step.after)
    )
    return all(one is not None and _can_give(one) for one in credits)


def _can_give(credit: Credit) -> bool:
    return credit.hold is None and credit.available.is_positive


def _later_left_alone(step: Step, payment: Payment) -> Iterator[Finding]:
    """An invoice that lost money of a receipt while one named after it kept some."""
    lost: InvoiceId | None = None
    for invoice_id in payment.invoices:
        now = _given(step.after, payment, invoice_id)
        if lost is not None and now:
            yield payment.id, f"{lost} lost its money before {invoice_id}."
        if now < _given(step.before, payment, invoice_id):
            lost = invoice_id


def _given(ledger: Ledger, payment: Payment, invoice_id: InvoiceId) -> int:
    return sum(
        one.amount.minor
        for one in ledger.allocations.values()
        if one.is_live and (one.payment_id, one.invoice_id) == (payment.id, invoice_id)
    )
