"""What happened: small facts in the past tense, the only thing that changes state.

They are the journal, the outbox and the storage format: a name or a field here
is public. Amounts are positive unless the words say otherwise; an event never
tells what follows from another one.
"""

from .credits import (
    ApplicationVoided,
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
    ForfeitShrank,
    Funding,
    HoldReleased,
)
from .invoices import (
    InvoiceEdited,
    InvoiceRegistered,
    InvoiceVoided,
)
from .payments import (
    CashAllocated,
    CashReleased,
    PaymentEdited,
    PaymentReceived,
    PaymentVoided,
)
from .returns import (
    ReturnCompleted,
    ReturnCorrected,
    ReturnReopened,
)

CreditEvent = (
    CreditIssued
    | CreditEdited
    | CreditGrew
    | CreditRetracted
    | CreditCancelled
    | CreditWrittenOff
    | ForfeitShrank
    | CreditReopened
    | CreditDeleted
    | CreditHeld
    | HoldReleased
    | CreditApplied
    | ApplicationVoided
)
"""What can happen to a credit; each names it in its *credit_id*."""

Event = (
    InvoiceRegistered
    | InvoiceEdited
    | InvoiceVoided
    | PaymentReceived
    | PaymentEdited
    | PaymentVoided
    | CashAllocated
    | CashReleased
    | CreditEvent
    | ReturnCompleted
    | ReturnReopened
    | ReturnCorrected
)
"""Everything that can happen to a ledger."""

__all__ = [
    "ApplicationVoided",
    "CashAllocated",
    "CashReleased",
    "CreditApplied",
    "CreditCancelled",
    "CreditDeleted",
    "CreditEdited",
    "CreditEvent",
    "CreditGrew",
    "CreditHeld",
    "CreditIssued",
    "CreditReopened",
    "CreditRetracted",
    "CreditWrittenOff",
    "Event",
    "ForfeitShrank",
    "Funding",
    "HoldReleased",
    "InvoiceEdited",
    "InvoiceRegistered",
    "InvoiceVoided",
    "PaymentEdited",
    "PaymentReceived",
    "PaymentVoided",
    "ReturnCompleted",
    "ReturnCorrected",
    "ReturnReopened",
]
