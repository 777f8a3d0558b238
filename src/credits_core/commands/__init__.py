"""Orders that a ledger may be given; each may be carried out or refused.

Amounts are `Money`; ids come from the host. A command that cannot be built
raises; one that cannot be carried out is answered with a rejection.
"""

from .credits import CancelCredit, DeleteCredit, EditCredit, IssueCredit, ReleaseHold
from .invoices import EditInvoice, LineChange, RegisterInvoice, VoidInvoice
from .payments import (
    CreditUse,
    EditPayment,
    Exact,
    Fill,
    Named,
    NamedCredit,
    NoCredits,
    ReceivePayment,
    RecordPaymentReversed,
    VoidApplication,
    VoidPayment,
)
from .remote import (
    CreditAmount,
    CreditUnused,
    CreditUsed,
    ImportChange,
    ImportCredit,
    ImportPayment,
    PaymentAmount,
    RemoteAllocation,
    RemoteChange,
)
from .returns import CompleteReturn, CorrectReturn, ReopenReturn, ReturnLine
from .shape import CancelMode, Mode, VoidMode

Command = (
    IssueCredit
    | EditCredit
    | CancelCredit
    | DeleteCredit
    | ReleaseHold
    | RegisterInvoice
    | EditInvoice
    | VoidInvoice
    | ReceivePayment
    | EditPayment
    | VoidPayment
    | RecordPaymentReversed
    | VoidApplication
    | CompleteReturn
    | ReopenReturn
    | CorrectReturn
    | ImportCredit
    | ImportPayment
    | ImportChange
)
"""Every order there is."""

__all__ = [
    "CancelCredit",
    "CancelMode",
    "Command",
    "CompleteReturn",
    "CorrectReturn",
    "CreditAmount",
    "CreditUnused",
    "CreditUse",
    "CreditUsed",
    "DeleteCredit",
    "EditCredit",
    "EditInvoice",
    "EditPayment",
    "Exact",
    "Fill",
    "ImportChange",
    "ImportCredit",
    "ImportPayment",
    "IssueCredit",
    "LineChange",
    "Mode",
    "Named",
    "NamedCredit",
    "NoCredits",
    "PaymentAmount",
    "ReceivePayment",
    "RecordPaymentReversed",
    "RegisterInvoice",
    "ReleaseHold",
    "RemoteAllocation",
    "RemoteChange",
    "ReopenReturn",
    "ReturnLine",
    "VoidApplication",
    "VoidInvoice",
    "VoidMode",
    "VoidPayment",
]
