"""What is promised of a receipt: how much of which credits, and in which order."""

from __future__ import annotations

from collections.abc import Iterator

from credits_core.commands import (
    CreditUse,
    Exact,
    Fill,
    Named,
    NoCredits,
    ReceivePayment,
)
from credits_core.credit import Credit
from credits_core.events import CreditApplied
from credits_core.identity import InvoiceId
from credits_core.invoice import Invoice
from credits_core.laws import Step
from credits_core.laws.law import Finding
from credits_core.ledger import Ledger
from credits_core.policy import Ban, Duplicates


def exactly_what_was_asked(step: Step) -> Iterator[Finding]:
    """Neither trimmed nor exceeded; "fill" leaves nothing due that it could pay."""
    command = step.entry.command
    if not isinstance(command, ReceivePayment):
        return
    used: dict[str, int] = {}
    for event in _applied(step):
        used[event.credit_id] = used.get(event.credit_id, 0) + event.amount.minor
    yield from _unlike_asked(command.credits, used)
    if isinstance(command.credits, Fill):
        yield from _unlike_filled(step, command, sum(used.values()))


def _unlike_asked(asked: CreditUse, used: dict[str, int]) -> Iterator[Finding]:
    match asked:
        case NoCredits() if used:
            yield ", ".join(used), "Nobody asked to use it."
        case Exact(amount) if sum(used.values()) != amount.minor:
            yield ", ".join(used), f"{sum(used.values())} of {amount} was used."
        case Named(credits):
            wanted = {one.credit_id: one.amount.minor for one in credits}
            if wanted != used:
                yield ", ".join(wanted), f"{used} was used, {wanted} was named."
        case _:
            return


def _unlike_filled(step: Step, command: ReceivePayment, used: int) -> Iterator[Finding]:
    payment = step.after.payments[command.payment_id]
    if used and payment.unapplied:
        yield payment.id, f"{payment.unapplied} is left beside credits that were used."
    for invoice in map(step.after.invoices.__getitem__, command.invoices):
        for credit in step.after.credits.values() if invoice.due else ():
            if _could_pay(credit, invoice, step):
                yield invoice.id, f"It is due, and {credit.id} was not used."


def _could_pay(credit: Credit, invoice: Invoice, step: Step) -> bool:
    """Whether a credit that was there before could be used on what is still due."""
    was_there = credit.id in step.before.credits and credit.hold is None
    is_due = credit.effective_date <= step.entry.today and not credit.is_cancelled
    has_rest = credit.available.minor > 0 and credit.currency == invoice.currency
    return was_there and is_due and has_rest and not _banned(credit, invoice.id, step)


def in_the_order_given(step: Step) -> Iterator[Finding]:
    """No invoice gets money while one named before it is still due."""
    command = step.entry.command
    if not isinstance(command, ReceivePayment):
        return
    paid = {
        one.invoice_id
        for one in step.after.allocations.values()
        if one.payment_id == command.payment_id
    }
    owing: InvoiceId | None = None
    for invoice_id in command.invoices:
        if owing is not None and invoice_id in paid:
            yield invoice_id, f"It was paid before {owing}, which was named first."
        if step.after.invoices[invoice_id].due:
            owing = invoice_id


def never_its_own_invoice(step: Step) -> Iterator[Finding]:
    """Neither directly nor, where the policy asks, over other invoices."""
    for event in _applied(step):
        credit = step.after.credits[event.credit_id]
        if _banned(credit, event.invoice_id, step):
            yield credit.id, f"It paid {event.invoice_id}, which generated it."


def _banned(credit: Credit, invoice_id: InvoiceId, step: Step) -> bool:
    if step.policy.ban is Ban.DIRECT:
        return invoice_id in credit.generated_by
    return invoice_id in _origins(credit, step.before)


def _origins(credit: Credit, ledger: Ledger) -> set[InvoiceId]:
    """The invoices that a credit's money was on, as far back as there are any."""
    found: set[InvoiceId] = set()
    waiting = list(credit.generated_by)
    while waiting:
        invoice_id = waiting.pop()
        if invoice_id in found:
            continue
        found.add(invoice_id)
        for use in ledger.applications.values():
            if use.is_live and use.invoice_id == invoice_id:
                waiting += ledger.credits[use.credit_id].generated_by
    return found


def doubtful_money_is_held(step: Step) -> Iterator[Finding]:
    """Whatever a possible duplicate leaves waits until somebody decides."""
    for payment in step.after.payments.values():
        is_new = payment.id not in step.before.payments
        holds = step.policy.possible_duplicates is Duplicates.HOLD or payment.system
        if not is_new or not holds or payment.possible_duplicate_of is None:
            continue
        credit = step.after.credits.get(payment.credit_id)
        if credit is not None and credit.hold is None:
            yield credit.id, f"{payment.id} looks like another and is not held."


def _applied(step: Step) -> list[CreditApplied]:
    """The new uses of credits; what is left of earlier ones is not new."""
    events = (one for one in step.entry.events if isinstance(one, CreditApplied))
    return [one for one in events if one.remainder_of is None]
