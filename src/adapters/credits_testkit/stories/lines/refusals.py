"""Why a command was refused, and what would be allowed: behind ``then refused``."""

from __future__ import annotations

from typing import Final

from credits_core.rejections import CreditInUse, Rejection, StaleCredit

from ..grammar import Register, Setting, Values
from .choices import CHOICES
from .claims import Claim, claim
from .records import all_fields

_CREDIT: Final = "[, credit <credit_id:name>]"
_INVOICE: Final = "[, invoice <invoice_id:name>]"
_ASKED: Final = "[, asked <asked:money>]"
_ONE: Final = "[, <what:document> <id:name>]"

_PATTERNS: Final[dict[str, str]] = {
    "NotPermitted": "[, missing <missing:missing>]",
    "IdempotencyConflict": "[, under key <key:name>]",
    "LimitExceeded": "[, at most <most:integer> <what:any>]",
    "NonPositiveAmount": "[, of <what:any>] [, amount <amount:money>]",
    "AlreadyRecorded": _ONE,
    "CustomerMismatch": f"{_ONE} [, customer <customer_id:name>]",
    "Unknown": _ONE,
    "CurrencyMismatch": f"{_ONE} [, in <currency:name>] [, not in <expected:name>]",
    "StaleCredit": "[, as seen at revision <seen:integer>]"
    " [, now <available:money> of <amount:money> available]",
    "AlreadyDeleted": _CREDIT,
    "AdjustThePayment": f"{_CREDIT} [, payment <payment_id:name>]",
    "NotManual": _CREDIT,
    "AlreadyVoided": _ONE,
    "InvoiceIsVoid": _INVOICE,
    "NotCompleted": "[, return <return_id:name>]",
    "NotHeld": _CREDIT,
    "GeneratedByThisInvoice": f"{_CREDIT} {_INVOICE}",
    "TransitiveLoop": f"{_CREDIT} [, path <path:names>]",
    "LineHasCompletedReturn": f"{_INVOICE} [, lines <lines:names>]",
    "ReturnExceedsLine": "[, line <line_id:name>]"
    " [, left <quantity_left:number> worth <value_left:money>]",
    "NegativeTotal": f"{_INVOICE} [, total <total:money>]",
    "CreditExceedsDue": f"{_ASKED} [, due <due:money>]",
    "CreditIsHeld": f"{_CREDIT} [, <hold:hold>]",
    "NotYetEffective": f"{_CREDIT} [, from <effective_date:date>]",
    "InsufficientCredit": f"{_ASKED} [, available <available:money>] {_CREDIT}",
    "NothingToPay": "",
    "CreditInUse": "[, at least <floor:money>] [, <blockers:blockers>]",
    "AlreadyCancelled": _CREDIT,
    "BelowUsed": f"{_CREDIT} [, at least <floor:money>]",
    "NothingToCancel": _CREDIT,
    "PeriodClosed": "[, closed through <closed_through:date>]"
    " [, entries <entries:names>]",
    "StaleLedger": "[, customer <customer_id:name>]",
}

REFUSALS: Final = Register(
    "refusal",
    tuple(
        claim(code, f"{code} {said}".strip() + " [, saying <sentence:text>]", CHOICES)
        for code, said in _PATTERNS.items()
    ),
)
"""Every refusal, by its code; what is said of it is checked, the rest is not."""


def refusal_values(refusal: Rejection) -> Values:
    """Everything that can be claimed of *refusal*."""
    values = all_fields(refusal)
    if isinstance(refusal, StaleCredit):
        now = refusal.current
        values |= {"available": now.available, "amount": now.amount}
    return values | {"sentence": refusal.sentence}


def refusal_line(refusal: Rejection, setting: Setting, *, sentence: str = "") -> str:
    """The line that tells *refusal* with all its data, and its *sentence* if given."""
    shown = {
        name: value
        for name, value in refusal_values(refusal).items()
        if name not in {"current", "sentence"} and value not in {None, ()}
    }
    if isinstance(refusal, CreditInUse):
        shown["blockers"] = refusal.blockers
    if sentence:
        shown["sentence"] = sentence
    return REFUSALS.write(Claim(refusal.code, shown), setting)
