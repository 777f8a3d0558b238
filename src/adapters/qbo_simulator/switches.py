"""What nobody could verify about QuickBooks Online, as choices.

A client has to be right under each position of each switch.
The default of a switch is its first position.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

import attrs


class DeletingAppliedMemo(Enum):
    """What happens when a credit memo is deleted that is applied to invoices."""

    REJECT = "reject"
    UNLINK = "unlink"


class ShrinkingAppliedMemo(Enum):
    """What happens when a credit memo gets smaller than what is applied of it."""

    REJECT = "reject"
    CUT_LINKS = "cut_links"


class InvoiceBelowPaid(Enum):
    """What happens when an invoice gets smaller than what was paid on it."""

    CAP = "cap"
    REJECT = "reject"


class PaymentBelowLines(Enum):
    """What happens when a payment's total gets smaller than its lines."""

    REJECT = "reject"
    CAP = "cap"


class MinimalVoid(Enum):
    """Whether a payment may be voided by its Id and SyncToken alone."""

    ACCEPT = "accept"
    REQUIRED_PARAM_MISSING = "2020"


class MemoToken(Enum):
    """Whether applying a credit memo moves its SyncToken."""

    BUMPS = "yes"
    STAYS = "no"


class OtherBody(Enum):
    """What a known request id with another body gets."""

    REPLAY = "replay"
    DUPLICATE = "600"


class FailuresStored(Enum):
    """Whether a refusal is remembered under its request id."""

    NO = "no"
    YES = "yes"


class Boundary(Enum):
    """Whether changes of the very second asked for belong to the answer."""

    INCLUSIVE = "inclusive"
    EXCLUSIVE = "exclusive"


class StringAmounts(Enum):
    """Whether an amount may be written as a string."""

    ACCEPT = "accept"
    INVALID_NUMBER = "2090"


class ThirtyDays(Enum):
    """Whether changes of more than thirty days ago may be asked for."""

    ENFORCE = "enforce"
    LENIENT = "lenient"


class VoidingMemo(Enum):
    """Whether the API can void a credit memo."""

    UNSUPPORTED = "500"
    ACCEPT = "accept"


class DeletedInvoice(Enum):
    """What becomes of the line of a payment whose invoice is deleted."""

    UNAPPLIED = "unapplied"
    LINE_KEPT = "line kept"


class ClosedPeriodPayment(Enum):
    """What happens when a payment in a closed period is changed."""

    REFUSE = "refuse"
    NO_OP = "no_op"


class Derived(Enum):
    """Whether changes that follow from others are told to webhooks."""

    SUPPRESSED = "suppressed"
    TOLD = "told"


FOREVER: Final = "forever"
WHILE_IT_EXISTS: Final = "deleted"
Retention = int | str


@attrs.frozen
class Switches:
    """One position of each switch.

    *requestid_retention* is ``"forever"``, a number of minutes, or ``"deleted"``:
    an answer is forgotten when the object that it tells of is deleted.
    *query_lag_seconds* is how long a query goes on telling the state of before.
    """

    cm_delete_applied: DeletingAppliedMemo = DeletingAppliedMemo.REJECT
    cm_shrink_below_applied: ShrinkingAppliedMemo = ShrinkingAppliedMemo.REJECT
    invoice_below_paid: InvoiceBelowPaid = InvoiceBelowPaid.CAP
    payment_total_below_lines: PaymentBelowLines = PaymentBelowLines.REJECT
    sparse_void_minimal: MinimalVoid = MinimalVoid.ACCEPT
    cm_token_bumps_on_apply: MemoToken = MemoToken.BUMPS
    requestid_other_body: OtherBody = OtherBody.REPLAY
    requestid_stores_failures: FailuresStored = FailuresStored.NO
    requestid_retention: Retention = FOREVER
    cdc_boundary: Boundary = Boundary.INCLUSIVE
    string_amounts: StringAmounts = StringAmounts.ACCEPT
    cdc_30_days: ThirtyDays = ThirtyDays.ENFORCE
    creditmemo_void: VoidingMemo = VoidingMemo.UNSUPPORTED
    deleted_invoice_payment: DeletedInvoice = DeletedInvoice.UNAPPLIED
    closed_period_payment: ClosedPeriodPayment = ClosedPeriodPayment.REFUSE
    derived_webhooks: Derived = Derived.SUPPRESSED
    query_lag_seconds: int = 0

    @classmethod
    def of(cls, **positions: str | int) -> Switches:
        """Switches by the names and values that the documentation has.

        Raises ``ValueError`` for a name or a position that does not exist.
        """
        known = attrs.fields_dict(cls)
        if unknown := positions.keys() - known.keys():
            raise ValueError(f"There is no switch {min(unknown)}.")
        told: dict[str, Any] = {
            name: _position(known[name], value) for name, value in positions.items()
        }
        return cls(**told)


def positions_of(name: str) -> tuple[Enum | int | str, ...]:
    """All positions of the switch *name* that differ in kind, the default first."""
    default = attrs.fields_dict(Switches)[name].default
    if isinstance(default, Enum):
        return tuple(type(default))
    if name == "requestid_retention":
        return (FOREVER, 10, WHILE_IT_EXISTS)
    return (0, 5)


def _position(field: attrs.Attribute[object], value: str | int) -> object:
    if isinstance(field.default, Enum):
        return type(field.default)(str(value))
    if str(value).isdecimal():
        return int(value)
    if field.name == "requestid_retention" and value in {FOREVER, WHILE_IT_EXISTS}:
        return value
    raise ValueError(f"{value!r} is no position of {field.name}.")
