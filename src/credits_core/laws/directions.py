"""L8: consume oldest first, correct newest first, as one command shows it."""

from __future__ import annotations

from collections.abc import Iterator

from ..commands import Exact, Fill, ReceivePayment
from ..credit import Credit
from ..events import CreditApplied, CreditRetracted
from ..identity import InvoiceId
from ..policy import Ban
from .law import Finding, Step
from .sources import cascades, survivors, taken_back


def directions(step: Step) -> Iterator[Finding]:
    """L8: no older credit is left behind, no older one corrected before a newer."""
    yield from _older_left_behind(step)
    yield from _older_retracted(step)
    yield from _older_taken_back(step)


def _older_left_behind(step: Step) -> Iterator[Finding]:
    command = step.entry.command
    if not isinstance(command, ReceivePayment):
        return
    if not isinstance(command.credits, (Exact, Fill)):
        return
    left = [one for one in step.after.credits.values() if _was_usable(one, step)]
    for event in step.entry.events:
        if isinstance(event, CreditApplied):
            taken = step.after.credits[event.credit_id]
            for older in left:
                if older.order < taken.order and _may_pay(
                    older, event.invoice_id, step
                ):
                    yield taken.id, f"It was used before {older.id}, which is older."


def _was_usable(credit: Credit, step: Step) -> bool:
    """Whether something of the credit could have been used, and still could be."""
    return credit.id in step.before.credits and credit.usable_on(step.entry.today)


def _may_pay(credit: Credit, invoice_id: InvoiceId, step: Step) -> bool:
    if credit.currency != step.after.invoices[invoice_id].currency:
        return False
    if step.policy.ban is Ban.TRANSITIVE:
        return not credit.generated_by
    return invoice_id not in credit.generated_by


def _older_retracted(step: Step) -> Iterator[Finding]:
    """A newer reduction credit that kept something while an older one shrank."""
    for event in step.entry.events:
        if not isinstance(event, CreditRetracted):
            continue
        older = step.after.credits[event.credit_id]
        for newer in step.after.credits.values():
            if (
                older.reduced_invoice is not None
                and newer.reduced_invoice == older.reduced_invoice
                and (newer.sequence, newer.id) > (older.sequence, older.id)
                and newer.available
            ):
                yield older.id, f"It shrank before {newer.id}, which is newer."


def _older_taken_back(step: Step) -> Iterator[Finding]:
    """An application that stayed while an older one of the same source went."""
    if not cascades(step):
        return
    for source, voided in taken_back(step).items():
        kept = survivors(step, source)
        if kept and max(kept) > min(voided):
            yield source, f"Entry {min(voided)} was voided before {max(kept)}."
