"""Which refusal is given when several hold: the first of its command's list.

There is no one order for all commands. An edited payment is refused for its
amount before its uses, a deleted credit for its uses before its cancellation, an
edited credit for its cancellation before its amount: a circle.
"""

from __future__ import annotations

from typing import Final

from .commands import (
    CancelCredit,
    Command,
    CompleteReturn,
    CorrectReturn,
    DeleteCredit,
    EditCredit,
    EditInvoice,
    EditPayment,
    ImportChange,
    ImportCredit,
    ImportPayment,
    IssueCredit,
    ReceivePayment,
    RecordPaymentReversed,
    RegisterInvoice,
    ReleaseHold,
    ReopenReturn,
    VoidApplication,
    VoidInvoice,
    VoidPayment,
)
from .rejections import (
    AdjustThePayment,
    AlreadyCancelled,
    AlreadyDeleted,
    AlreadyRecorded,
    AlreadyVoided,
    BelowUsed,
    CreditExceedsDue,
    CreditInUse,
    CreditIsHeld,
    CurrencyMismatch,
    CustomerMismatch,
    GeneratedByThisInvoice,
    IdempotencyConflict,
    InsufficientCredit,
    InvoiceIsVoid,
    LimitExceeded,
    LineHasCompletedReturn,
    NegativeTotal,
    NonPositiveAmount,
    NotCompleted,
    NotHeld,
    NothingToCancel,
    NothingToPay,
    NotManual,
    NotPermitted,
    NotYetEffective,
    PeriodClosed,
    Rejection,
    ReturnExceedsLine,
    StaleCredit,
    StaleLedger,
    TransitiveLoop,
    Unknown,
)

_THERE: Final = (CustomerMismatch, Unknown)
_MINE: Final = (AlreadyDeleted, AdjustThePayment)
_SETTLED: Final = (LimitExceeded, CreditInUse, PeriodClosed)

ALWAYS_FIRST: Final = (NotPermitted, IdempotencyConflict)
"""What any command is refused for before its own reasons."""

ALWAYS_LAST: Final = (StaleLedger,)
"""What any command may be refused for when nothing else is wrong."""

PRECEDENCE: Final[dict[type[Command], tuple[type[Rejection], ...]]] = {
    IssueCredit: (NonPositiveAmount, AlreadyRecorded, PeriodClosed),
    EditCredit: (
        *(*_THERE, *_MINE, NotManual, AlreadyCancelled, StaleCredit),
        *(CurrencyMismatch, NonPositiveAmount, BelowUsed),
    ),
    CancelCredit: (
        *(*_THERE, *_MINE, AlreadyCancelled, NothingToCancel),
        *(LimitExceeded, PeriodClosed),
    ),
    DeleteCredit: (*_THERE, *_MINE, NotManual, CreditInUse, AlreadyCancelled),
    ReleaseHold: (*_THERE, NotHeld),
    RegisterInvoice: (LimitExceeded, AlreadyRecorded, NegativeTotal, PeriodClosed),
    EditInvoice: (
        *(*_THERE, InvoiceIsVoid, LimitExceeded, CurrencyMismatch),
        *(LineHasCompletedReturn, NegativeTotal, AlreadyRecorded, PeriodClosed),
    ),
    VoidInvoice: (*_THERE, AlreadyVoided, LineHasCompletedReturn, *_SETTLED),
    ReceivePayment: (
        *(NonPositiveAmount, LimitExceeded, AlreadyRecorded, *_THERE),
        *(CurrencyMismatch, InvoiceIsVoid, GeneratedByThisInvoice, TransitiveLoop),
        *(CreditExceedsDue, CreditIsHeld, NotYetEffective, InsufficientCredit),
        *(NothingToPay, PeriodClosed),
    ),
    EditPayment: (
        *(*_THERE, AlreadyVoided, NonPositiveAmount, CurrencyMismatch),
        *_SETTLED,
    ),
    VoidPayment: (*_THERE, AlreadyVoided, *_SETTLED),
    RecordPaymentReversed: (*_THERE, AlreadyVoided, LimitExceeded),
    VoidApplication: (*_THERE, AlreadyVoided, LimitExceeded, PeriodClosed),
    CompleteReturn: (
        *(NonPositiveAmount, LimitExceeded, AlreadyRecorded, *_THERE),
        *(InvoiceIsVoid, CurrencyMismatch, ReturnExceedsLine, PeriodClosed),
    ),
    ReopenReturn: (*_THERE, NotCompleted, AlreadyCancelled, *_SETTLED),
    CorrectReturn: (
        *(NonPositiveAmount, LimitExceeded, *_THERE, NotCompleted, AlreadyCancelled),
        *(CurrencyMismatch, ReturnExceedsLine, CreditInUse, PeriodClosed),
    ),
    ImportCredit: (NonPositiveAmount, AlreadyRecorded),
    ImportPayment: (
        *(NonPositiveAmount, *_THERE, CurrencyMismatch),
        AlreadyRecorded,
    ),
    ImportChange: (
        *(NonPositiveAmount, AlreadyRecorded, *_THERE, *_MINE, NotManual),
        *(AlreadyVoided, AlreadyCancelled, CurrencyMismatch, InvoiceIsVoid),
        *(GeneratedByThisInvoice, TransitiveLoop, CreditExceedsDue, CreditIsHeld),
        *(NotYetEffective, InsufficientCredit, LimitExceeded),
    ),
}
"""The refusals of each command, the most pressing first."""
