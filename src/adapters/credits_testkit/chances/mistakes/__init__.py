"""Commands that can be given and are refused, each with the code that it must get."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from credits_core.commands import Command
from credits_core.policy import Ban
from credits_core.rejections import Unknown

from ..chance import Chance
from ..situation import Situation
from . import credits, documents, requests, spending

Kind = Callable[[Chance, Situation], requests.Mistakes]

MISTAKES: Final[dict[str, Kind]] = {
    "LimitExceeded": requests.beyond_limits,
    "NonPositiveAmount": requests.not_positive,
    "AlreadyRecorded": requests.recorded_before,
    "CustomerMismatch": requests.of_another_customer,
    "Unknown": requests.unknown,
    "CurrencyMismatch": requests.in_another_currency,
    "StaleCredit": credits.seen_before,
    "AlreadyDeleted": credits.deleted,
    "AdjustThePayment": credits.of_a_payment,
    "NotManual": credits.not_manual,
    "AlreadyVoided": documents.voided,
    "InvoiceIsVoid": documents.on_a_void_invoice,
    "NotCompleted": documents.not_completed,
    "NotHeld": credits.not_held,
    "GeneratedByThisInvoice": spending.by_its_own_credit,
    "TransitiveLoop": spending.in_a_circle,
    "LineHasCompletedReturn": documents.with_returned_goods,
    "ReturnExceedsLine": documents.more_than_sold,
    "NegativeTotal": documents.below_nothing,
    "CreditExceedsDue": spending.more_than_due,
    "CreditIsHeld": spending.held,
    "NotYetEffective": spending.not_yet_usable,
    "InsufficientCredit": spending.more_than_there_is,
    "NothingToPay": spending.nothing_to_pay,
    "CreditInUse": credits.in_use,
    "AlreadyCancelled": credits.cancelled,
    "BelowUsed": credits.below_used,
    "NothingToCancel": credits.nothing_left,
    "PeriodClosed": requests.in_a_closed_period,
}
"""What to ask for, to be refused with that code.

The three codes that are missing are about who asks and when, not about what:
``NotPermitted``, ``IdempotencyConflict`` and ``StaleLedger``.
"""


_RARE: Final = (
    "CreditIsHeld",
    "TransitiveLoop",
    "NotYetEffective",
    "PeriodClosed",
    "AlreadyDeleted",
    "NotCompleted",
    "BelowUsed",
    "CreditInUse",
    "AlreadyCancelled",
    "NothingToCancel",
)
"""What can seldom be done wrong, and is therefore tried more often."""

_TRIED: Final = (*MISTAKES, *_RARE, *_RARE, *_RARE)
_TRIED_IN_CIRCLES: Final = (*_TRIED, *("TransitiveLoop",) * 30)

_TRIES: Final = 6
"""What nobody knows can always be asked for."""


@attrs.frozen(kw_only=True)
class Mistake:
    """A *command* that must be refused with that *code*."""

    command: Command
    code: str


def next_mistake(chance: Chance, now: Situation) -> Mistake:
    """A command that is refused now: of a few kinds, the first that can be made."""
    codes = _TRIED if now.policy.ban is Ban.DIRECT else _TRIED_IN_CIRCLES
    tried = [chance.of(codes)]
    while True:
        found = list(MISTAKES[tried[-1]](chance, now))
        if found:
            return Mistake(command=chance.of(found), code=tried[-1])
        tried.append(chance.of(codes) if len(tried) < _TRIES else Unknown.code)
