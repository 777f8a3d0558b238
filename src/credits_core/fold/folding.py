"""How each event changes a draft; the only writer of state there is."""

from __future__ import annotations

from collections.abc import Iterable

from ..events import (
    ApplicationVoided,
    CashAllocated,
    CashReleased,
    CreditApplied,
    CreditCancelled,
    CreditDeleted,
    CreditEdited,
    CreditGrew,
    CreditHeld,
    CreditIssued,
    CreditReopened,
    CreditRetracted,
    CreditWrittenOff,
    Event,
    ForfeitShrank,
    HoldReleased,
    InvoiceEdited,
    InvoiceRegistered,
    InvoiceVoided,
    PaymentEdited,
    PaymentReceived,
    PaymentVoided,
    ReturnCompleted,
    ReturnCorrected,
    ReturnReopened,
)
from ..ledger import Ledger
from . import credits as folds_of_credits
from . import documents, entries
from .draft import Draft


def fold(ledger: Ledger, events: Iterable[Event]) -> Ledger:
    """The *ledger* after the *events* of one command; one version later.

    Raises ``OutsideFootprintError`` if the slice does not hold what they change.
    """
    draft = Draft(ledger)
    for event in events:
        record(draft, event)
    return draft.finished()


def record(draft: Draft, event: Event) -> None:  # noqa: C901 - one case a kind
    """Let *event* happen in the draft, and keep it."""
    draft.events.append(event)
    match event:
        case InvoiceRegistered() | InvoiceEdited() | InvoiceVoided():
            documents.fold_invoice(draft, event)
        case PaymentReceived() | PaymentEdited() | PaymentVoided():
            documents.fold_payment(draft, event)
        case ReturnCompleted() | ReturnReopened() | ReturnCorrected():
            documents.fold_return(draft, event)
        case CashAllocated() | CashReleased():
            entries.fold_cash(draft, event)
        case CreditApplied() | ApplicationVoided():
            entries.fold_application(draft, event)
        case CreditIssued() | CreditGrew() | CreditRetracted() | ForfeitShrank():
            folds_of_credits.fold_amount(draft, event)
        case CreditCancelled() | CreditWrittenOff():
            folds_of_credits.fold_given_up(draft, event)
        case CreditEdited() | CreditDeleted() | CreditReopened():
            folds_of_credits.fold_change(draft, event)
        case CreditHeld() | HoldReleased():
            folds_of_credits.fold_hold(draft, event)
