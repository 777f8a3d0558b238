"""Lines about what another system reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from credits_core.commands import (
    CreditAmount,
    CreditUnused,
    CreditUsed,
    ImportChange,
    ImportCredit,
    ImportPayment,
    PaymentAmount,
    RemoteAllocation,
)

from ..grammar import Form, Kind, Register, Setting, Values, list_of
from .payments import TENDERS
from .records import fields_of, record
from .values import PLAIN

_ALLOCATIONS: Final = Register(
    "allocation", (record(RemoteAllocation, "<amount:money> on <invoice_id:name>"),)
)

_KINDS: Final[dict[str, Kind]] = {
    **PLAIN,
    "tenders": list_of(TENDERS),
    "allocations": list_of(_ALLOCATIONS),
}


def _reported(of: type[attrs.AttrsInstance], pattern: str) -> Form:
    """The form of one sort of change."""
    build: Callable[..., object] = of

    def make(values: Values, setting: Setting) -> object:
        change = build(**values)
        return ImportChange(customer_id=setting.customer_id, change=change)  # type: ignore[arg-type]  # told by the form

    def take(value: object) -> Values | None:
        if isinstance(value, ImportChange) and isinstance(value.change, of):
            return fields_of(value.change)
        return None

    return Form(pattern, PLAIN, make, take)


REMOTE: Final[tuple[Form, ...]] = (
    record(
        ImportCredit,
        "credit <credit_id:name> <amount:money> imported from <system:name>"
        " as <remote_id:name> [with <opening:money> used]"
        " [dated <effective_date:date>] [numbered <number:text>] [noted <note:text>]",
    ),
    record(
        ImportPayment,
        "payment <payment_id:name> <tenders:tenders> imported from <system:name>"
        " [with <opening:money> spent] [dated <date:date>]"
        " [, <allocations:allocations>] [, naming <invoices:names>]",
        _KINDS,
    ),
    _reported(CreditAmount, "credit <credit_id:name> reported at <amount:money>"),
    _reported(PaymentAmount, "payment <payment_id:name> reported at <amount:money>"),
    _reported(
        CreditUsed,
        "application of <credit_id:name> on <invoice_id:name> by <payment_id:name>"
        " reported at <amount:money>",
    ),
    _reported(
        CreditUnused,
        "application of <credit_id:name> on <invoice_id:name> by <payment_id:name>"
        " reported voided",
    ),
)
"""What another system may report."""
