"""Refusals say what is so and what would be allowed; nothing has changed.

They are a closed union of final classes. Which of several is given, when more
than one holds, is told for each command in ``precedence``.
"""

from typing import Final, get_args

from .credits import (
    AdjustThePayment,
    AlreadyCancelled,
    AlreadyDeleted,
    BelowUsed,
    Blocker,
    CreditInUse,
    NotHeld,
    NothingToCancel,
    NotManual,
    StaleCredit,
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
    CurrencyMismatch,
    CustomerMismatch,
    IdempotencyConflict,
    LimitExceeded,
    NonPositiveAmount,
    NotPermitted,
    PeriodClosed,
    StaleLedger,
    Unknown,
)
from .spending import (
    CreditExceedsDue,
    CreditIsHeld,
    GeneratedByThisInvoice,
    InsufficientCredit,
    NothingToPay,
    NotYetEffective,
    TransitiveLoop,
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
"""Every refusal there is."""

REJECTIONS: Final[tuple[type[Rejection], ...]] = get_args(Rejection)
"""The classes of all refusals."""

__all__ = [
    "REJECTIONS",
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
