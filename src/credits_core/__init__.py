"""Customer credits for accounts receivable: a pure core that decides.

Begin with ``Desk``; commands are in ``credits_core.commands``, refusals in
``credits_core.rejections``, the laws in ``credits_core.laws``.
"""

from .commands import (
    CancelCredit,
    CancelMode,
    Command,
    CompleteReturn,
    CorrectReturn,
    CreditAmount,
    CreditUnused,
    CreditUsed,
    DeleteCredit,
    EditCredit,
    EditInvoice,
    EditPayment,
    Exact,
    Fill,
    ImportChange,
    ImportCredit,
    ImportPayment,
    IssueCredit,
    LineChange,
    Mode,
    Named,
    NamedCredit,
    NoCredits,
    PaymentAmount,
    ReceivePayment,
    RecordPaymentReversed,
    RegisterInvoice,
    ReleaseHold,
    RemoteAllocation,
    ReopenReturn,
    ReturnLine,
    VoidApplication,
    VoidInvoice,
    VoidMode,
    VoidPayment,
)
from .desk import (
    Desk,
    Order,
)
from .entry import (
    Effects,
    Entry,
)
from .exact import (
    Quantity,
)
from .identity import (
    CreditId,
    CustomerId,
    EditId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
    TenantId,
    UserId,
)
from .invoice import (
    InvoiceLine,
    LineKind,
)
from .money import (
    Money,
)
from .payment import (
    Method,
    Tender,
)
from .permission import (
    EVERYTHING,
    Actor,
    Permission,
    Role,
    SystemActor,
)
from .policy import (
    Policy,
)
from .queries import (
    CreditDetail,
    CustomerCredits,
    History,
    InvoiceDetail,
)
from .rejections import (
    Rejection,
)

__all__ = [
    "EVERYTHING",
    "Actor",
    "CancelCredit",
    "CancelMode",
    "Command",
    "CompleteReturn",
    "CorrectReturn",
    "CreditAmount",
    "CreditDetail",
    "CreditId",
    "CreditUnused",
    "CreditUsed",
    "CustomerCredits",
    "CustomerId",
    "DeleteCredit",
    "Desk",
    "EditCredit",
    "EditId",
    "EditInvoice",
    "EditPayment",
    "Effects",
    "Entry",
    "Exact",
    "Fill",
    "History",
    "ImportChange",
    "ImportCredit",
    "ImportPayment",
    "InvoiceDetail",
    "InvoiceId",
    "InvoiceLine",
    "IssueCredit",
    "LineChange",
    "LineId",
    "LineKind",
    "Method",
    "Mode",
    "Money",
    "Named",
    "NamedCredit",
    "NoCredits",
    "Order",
    "PaymentAmount",
    "PaymentId",
    "Permission",
    "Policy",
    "Quantity",
    "ReceivePayment",
    "RecordPaymentReversed",
    "RegisterInvoice",
    "Rejection",
    "ReleaseHold",
    "RemoteAllocation",
    "ReopenReturn",
    "ReturnId",
    "ReturnLine",
    "Role",
    "SystemActor",
    "TenantId",
    "Tender",
    "UserId",
    "VoidApplication",
    "VoidInvoice",
    "VoidMode",
    "VoidPayment",
]
