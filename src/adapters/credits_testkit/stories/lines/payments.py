"""Lines about receipts: receive, edit, void, reverse, and void an application."""

from __future__ import annotations

from typing import Final

from credits_core.commands import (
    CreditUse,
    EditPayment,
    Exact,
    Fill,
    Mode,
    Named,
    NamedCredit,
    NoCredits,
    ReceivePayment,
    RecordPaymentReversed,
    VoidApplication,
    VoidPayment,
)
from credits_core.payment import Method, Tender

from ..grammar import Form, Kind, Register, Setting, Values, list_of, phrases
from .records import record
from .values import PLAIN

CASCADE: Final = phrases({"cascading": Mode.CASCADE})
"""That a command may void applications which it does not name."""

_TENDER: Final = record(
    Tender,
    "<amount:money> <method:method>",
    {**PLAIN, "method": phrases({one.value: one for one in Method})},
)

TENDERS: Final = Register("tender", (_TENDER,))
"""Money by one method."""

MEANS: Final = Register(
    "means of payment",
    (
        _TENDER,
        record(NamedCredit, "<amount:money> of <credit_id:name>"),
        record(Exact, "exactly <amount:money> from credits"),
        record(Fill, "the rest from credits"),
        record(NoCredits, "nothing"),
    ),
)
"""What a receipt brings: money, credits, or nothing at all."""

_KINDS: Final[dict[str, Kind]] = {
    **PLAIN,
    "means": list_of(MEANS),
    "cascade": CASCADE,
    "with": phrases({"with its credits": True}),
    "reopening": phrases({"and the credit reopened": True}),
}


def _make_receipt(values: Values, setting: Setting) -> object:
    means = values.pop("means")
    assert isinstance(means, tuple)
    tenders = tuple(one for one in means if isinstance(one, Tender))
    others = tuple(one for one in means if not isinstance(one, Tender))
    said = {"tenders": tenders, "credits": _credit_use(others)}
    return _PLAINLY.make(values | said, setting)


def _credit_use(said: tuple[object, ...]) -> CreditUse:
    """The one way in which a receipt uses credits."""
    named = tuple(one for one in said if isinstance(one, NamedCredit))
    if named and len(named) == len(said):
        return Named(named)
    match said:
        case ():
            return NoCredits()
        case (Exact() | Fill() | NoCredits() as use,):
            return use
        case _:
            raise ValueError("A receipt uses credits in one way, not in several.")


def _take_receipt(value: object) -> Values | None:
    values = _PLAINLY.take(value)
    if values is None or not isinstance(value, ReceivePayment):
        return None
    means: tuple[object, ...] = value.tenders
    if isinstance(value.credits, Named):
        means += value.credits.credits
    elif value.credits != NoCredits() or not means:
        means += (value.credits,)
    values.pop("tenders", None)
    values.pop("credits", None)
    return values | {"means": means}


_PLAINLY: Final = record(ReceivePayment, "", _KINDS)

PAYMENTS: Final[tuple[Form, ...]] = (
    Form(
        "payment <payment_id:name> <means:means> [on <invoices:names>]"
        " [dated <date:date>] [replacing <replaces:name>]",
        _KINDS,
        _make_receipt,
        _take_receipt,
    ),
    record(
        EditPayment,
        "payment <payment_id:name> edited to <amount:money> [<mode:cascade>]",
        _KINDS,
    ),
    record(
        VoidPayment,
        "payment <payment_id:name> voided [<including_credits:with>] [<mode:cascade>]",
        _KINDS,
    ),
    record(
        RecordPaymentReversed,
        "payment <payment_id:name> reversed [because <reason:text>]",
    ),
    record(
        VoidApplication,
        "application of <credit_id:name> on <invoice_id:name> by <payment_id:name>"
        " voided [<reopen:reopening>]",
        _KINDS,
    ),
)
"""What can be asked about a receipt and what it was spent on."""
