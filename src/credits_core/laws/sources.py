"""What applications draw on, and which of them a command took back."""

from __future__ import annotations

from collections import defaultdict

from ..commands import (
    EditInvoice,
    EditPayment,
    RecordPaymentReversed,
    ReopenReturn,
    VoidPayment,
)
from ..events import ApplicationVoided
from ..identity import CreditId, InvoiceId
from ..ledger import Ledger
from ..payment import Application
from .law import Step

Source = CreditId | InvoiceId
"""A credit, or the invoice whose reduction credits count as one (S of L2)."""


def cascades(step: Step) -> bool:
    """Whether only a lack of money could make this command void applications.

    Commands that name applications, or what they are on, void those for another
    reason and are left out.
    """
    match step.entry.command:
        case EditPayment() | RecordPaymentReversed() | ReopenReturn():
            return True
        case VoidPayment(including_credits=False):
            return True
        case EditInvoice():
            return not step.policy.release_credits_first
        case _:
            return False


def source_of(ledger: Ledger, application: Application) -> Source:
    """What an application draws on."""
    return ledger.credits[application.credit_id].reduced_invoice or (
        application.credit_id
    )


def taken_back(step: Step) -> dict[Source, list[int]]:
    """The entries that were there before and were voided, by what they drew on."""
    found: defaultdict[Source, list[int]] = defaultdict(list)
    for event in step.entry.events:
        if isinstance(event, ApplicationVoided):
            application = step.before.applications.get(event.number)
            if application is not None:
                found[source_of(step.before, application)].append(event.number)
    return dict(found)


def survivors(step: Step, source: Source) -> list[int]:
    """The entries of a source that were there before and are still live."""
    return [
        number
        for number, application in step.before.applications.items()
        if application.is_live
        and step.after.applications[number].is_live
        and source_of(step.before, application) == source
    ]
