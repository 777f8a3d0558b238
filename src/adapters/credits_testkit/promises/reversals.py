"""What is promised of taking something back: only that, today, and as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    Command,
    CorrectReturn,
    CreditAmount,
    CreditUnused,
    EditPayment,
    ImportChange,
    ImportCredit,
    ImportPayment,
    Mode,
    RecordPaymentReversed,
    ReopenReturn,
    VoidApplication,
    VoidInvoice,
    VoidMode,
    VoidPayment,
)
from credits_core.entry import CreditNow, DueNow
from credits_core.events import ApplicationVoided, CreditApplied
from credits_core.laws import Step
from credits_core.laws.law import Finding
from credits_core.payment import Allocation, Application
from credits_core.policy import ClosedPeriod, Differences


def cancelled_as_asked(step: Step) -> Iterator[Finding]:
    """*Balance only* voids nothing; *revert* leaves no use; neither leaves a rest."""
    command = step.entry.command
    if not isinstance(command, CancelCredit):
        return
    credit = step.after.credits[command.credit_id]
    uses = [u for u in step.after.applications.values() if u.credit_id == credit.id]
    if command.mode is CancelMode.BALANCE_ONLY:
        if _voided(step):
            yield credit.id, "Uses were voided though only the rest was cancelled."
    elif any(use.is_live for use in uses):
        yield credit.id, "A use still stands though all were to be reverted."
    if not credit.is_cancelled or credit.available:
        yield credit.id, f"{credit.available} can still be spent."


def only_what_was_named(step: Step) -> Iterator[Finding]:
    """One use goes alone where nothing depends on it; strict takes no other's."""
    voided = _voided(step)
    match step.entry.command:
        case (
            VoidApplication(invoice_id=on)
            | ImportChange(change=CreditUnused(invoice_id=on))
        ):
            depends = step.before.invoices[on]
            alone = not (depends.reductions or depends.forfeited)
            if not voided or (alone and len(voided) > 1):
                yield on, f"{len(voided)} uses were voided, and one was named."
        case ImportChange(change=CreditAmount(credit_id, amount)) if amount:
            if voided and step.policy.remote_differences is Differences.HOLD:
                yield credit_id, f"{len(voided)} uses were voided, and none was named."
        case command if _is_strict(command):
            for one in voided:
                if not _is_of(one, command):
                    yield one.credit_id, f"A strict command voided it: {one}."
        case _:
            return


def _is_strict(command: Command) -> bool:
    match command:
        case EditPayment() | VoidPayment() | ReopenReturn() | CorrectReturn():
            return command.mode is Mode.STRICT
        case VoidInvoice():
            return command.mode is VoidMode.STRICT
        case _:
            return False


def _is_of(event: ApplicationVoided, command: Command) -> bool:
    match command:
        case VoidInvoice(invoice_id=invoice_id):
            return event.invoice_id == invoice_id
        case VoidPayment(payment_id=payment_id, including_credits=True):
            return event.payment_id == payment_id
        case _:
            return False


def remainders_alike(step: Step) -> Iterator[Finding]:
    """What is left of a use is on the same invoice, by the same receipt and credit."""
    for event in step.entry.events:
        if not isinstance(event, CreditApplied) or event.remainder_of is None:
            continue
        whole = step.after.applications.get(event.remainder_of)
        if whole is None or whole.is_live or _of(whole) != _of(event):
            yield event.credit_id, f"{event} is not a remainder of {whole}."
        elif not event.amount < whole.amount or event.amount.minor <= 0:
            yield event.credit_id, f"{event.amount} is left of {whole.amount}."


def _of(use: Application | CreditApplied) -> tuple[object, ...]:
    return (use.payment_id, use.credit_id, use.invoice_id, use.date)


def dated_today(step: Step) -> Iterator[Finding]:
    """A reversal is of today; a wish leaves what is in a closed period alone."""
    for entry in _taken_back(step):
        if entry.voided_on != step.entry.today:
            yield str(entry.number), f"It was voided on {entry.voided_on}."
    closed = step.policy.closed_through
    facts = (ImportChange, ImportCredit, ImportPayment, RecordPaymentReversed)
    if closed is None or isinstance(step.entry.command, facts):
        return
    reverses = step.policy.in_closed_period is ClosedPeriod.REVERSE_TODAY
    for number, day in _days_touched(step, reverses=reverses):
        if day <= closed:
            yield str(number), f"{day} is in a period closed through {closed}."


def _taken_back(step: Step) -> Iterator[Allocation | Application]:
    cash, uses = step.before.allocations, step.before.applications
    for one in step.after.allocations.values():
        if not one.is_live and (one.number not in cash or cash[one.number].is_live):
            yield one
    for use in step.after.applications.values():
        if not use.is_live and (use.number not in uses or uses[use.number].is_live):
            yield use


def _days_touched(step: Step, *, reverses: bool) -> Iterator[tuple[object, date]]:
    """The dates of new documents, and of what was taken back unless that may be."""
    for invoice in step.after.invoices.values():
        if invoice.id not in step.before.invoices:
            yield invoice.id, invoice.date
    for payment in step.after.payments.values():
        if payment.id not in step.before.payments:
            yield payment.id, payment.date
    for entry in _taken_back(step) if not reverses else ():
        if entry.number <= step.before.entries:
            yield entry.number, entry.date


def effects_are_true(step: Step) -> Iterator[Finding]:
    """Exactly the figures that changed, with what they are now."""
    dues = {
        DueNow(invoice_id=one.id, due=one.due)
        for one in step.after.invoices.values()
        if _unlike(step.before.invoices.get(one.id), one, "due")
    }
    credits = {
        CreditNow(credit_id=one.id, amount=one.amount, available=one.available)
        for one in step.after.credits.values()
        if _unlike(step.before.credits.get(one.id), one, "amount", "available")
    }
    told = step.entry.effects
    for one in dues ^ set(told.due):
        yield one.invoice_id, f"{one} is not told, or not so."
    for other in credits ^ set(told.credits):
        yield other.credit_id, f"{other} is not told, or not so."


def _unlike(known: object, now: object, *figures: str) -> bool:
    if known is None:
        return True
    return any(getattr(known, name) != getattr(now, name) for name in figures)


def _voided(step: Step) -> list[ApplicationVoided]:
    """The uses that were there before and were taken back."""
    events = (e for e in step.entry.events if isinstance(e, ApplicationVoided))
    return [event for event in events if event.number <= step.before.entries]
