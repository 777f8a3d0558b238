"""Refusals: what is so, and what would be allowed. Nothing has changed.

They are a closed union of final classes. Their order here is the order of
precedence: of several that hold, the first is given.
"""

from typing import Final

from .credits import (
    AdjustThePayment,
    AlreadyCancelled,
    AlreadyDeleted,
    BelowUsed,
    CreditExceedsDue,
    CreditIsHeld,
    GeneratedByThisInvoice,
    InsufficientCredit,
    NotHeld,
    NothingToCancel,
    NothingToPay,
    NotManual,
    NotYetEffective,
    TransitiveLoop,
)
from .documents import (
    AlreadyVoided,
    InvoiceIsVoid,
    LineHasCompletedReturn,
    NegativeTotal,
    NotCompleted,
    ReturnExceedsLine,
)
from .requests import (
    AlreadyRecorded,
    Blocker,
    CreditInUse,
    CurrencyMismatch,
    CustomerMismatch,
    IdempotencyConflict,
    LimitExceeded,
    NonPositiveAmount,
    NotPermitted,
    PeriodClosed,
    StaleCredit,
    StaleLedger,
    Unknown,
)

Rejection = (
    NotPermitted
    | IdempotencyConflict
    | LimitExceeded
    | NonPositiveAmount
    | AlreadyRecorded
    | CustomerMismatch
    | Unknown
    | CurrencyMismatch
    | StaleCredit
    | AlreadyDeleted
    | AdjustThePayment
    | NotManual
    | AlreadyVoided
    | InvoiceIsVoid
    | NotCompleted
    | NotHeld
    | GeneratedByThisInvoice
    | TransitiveLoop
    | LineHasCompletedReturn
    | ReturnExceedsLine
    | NegativeTotal
    | CreditExceedsDue
    | CreditIsHeld
    | NotYetEffective
    | InsufficientCredit
    | NothingToPay
    | CreditInUse
    | AlreadyCancelled
    | BelowUsed
    | NothingToCancel
    | PeriodClosed
    | StaleLedger
)
"""Every refusal there is, in order of precedence."""

PRECEDENCE: Final[tuple[type[Rejection], ...]] = Rejection.__args__
"""The classes of all refusals, the first one first."""

__all__ = [
    "PRECEDENCE",
    "AdjustThePayment",
    "AlreadyCancelled",
    "AlreadyDeleted",
    "AlreadyRecorded",
    "AlreadyVoided",
    "BelowUsed",
    "Blocker",
    "CreditExceedsDue",
    "CreditInUse",
    "CreditIsHeld",
    "CurrencyMismatch",
    "CustomerMismatch",
    "GeneratedByThisInvoice",
    "IdempotencyConflict",
    "InsufficientCredit",
    "InvoiceIsVoid",
    "LimitExceeded",
    "LineHasCompletedReturn",
    "NegativeTotal",
    "NonPositiveAmount",
    "NotCompleted",
    "NotHeld",
    "NotManual",
    "NotPermitted",
    "NotYetEffective",
    "NothingToCancel",
    "NothingToPay",
    "PeriodClosed",
    "Rejection",
    "ReturnExceedsLine",
    "StaleCredit",
    "StaleLedger",
    "TransitiveLoop",
    "Unknown",
]
