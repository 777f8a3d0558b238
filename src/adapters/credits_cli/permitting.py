"""The command ``permissions``."""

from __future__ import annotations

import re
from typing import Final, get_args

from credits_core.authorize import NEEDS, Request, needs
from credits_core.commands import (
    Command,
    CompleteReturn,
    CorrectReturn,
    Fill,
    ReceivePayment,
    ReturnLine,
    VoidApplication,
    VoidPayment,
)
from credits_core.enquiries import AnyEnquiry
from credits_core.exact import Quantity
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
)
from credits_core.permission import Permission
from credits_core.policy import DEFAULT_POLICY
from credits_core.queries import Query

from .failures import Exit
from .screen import a_console, a_table

_ANYBODY: Final = CustomerId("anybody")
_RECEIPT: Final = PaymentId("receipt")
_GOODS: Final = ReturnLine(
    id=LineId("1"), quantity=Quantity.of(1), invoice_line=LineId("1")
)
_CASES: Final[tuple[tuple[str, Request], ...]] = (
    (
        "if it uses credits",
        ReceivePayment(customer_id=_ANYBODY, payment_id=_RECEIPT, credits=Fill()),
    ),
    (
        "if the receipt's credits go too",
        VoidPayment(customer_id=_ANYBODY, payment_id=_RECEIPT, including_credits=True),
    ),
    (
        "if it reopens the credit",
        VoidApplication(
            customer_id=_ANYBODY,
            payment_id=_RECEIPT,
            credit_id=CreditId("credit"),
            invoice_id=InvoiceId("invoice"),
            reopen=True,
        ),
    ),
    (
        "if returns issue credits",
        CompleteReturn(
            customer_id=_ANYBODY,
            return_id=ReturnId("return"),
            invoice_id=InvoiceId("invoice"),
            lines=(_GOODS,),
        ),
    ),
    (
        "if returns issue credits",
        CorrectReturn(
            customer_id=_ANYBODY, return_id=ReturnId("return"), lines=(_GOODS,)
        ),
    ),
)


def permissions() -> int:
    """Show which command and which question needs which permission."""
    console = a_console()
    for title, kinds in (("Commands", Command), ("Questions", Query | AnyEnquiry)):
        table = a_table(title, ("What", "What it is for", "Needs", "Besides"))
        for kind in get_args(kinds):
            needed = _listed(NEEDS[kind])
            table.add_row(_words(kind.__name__), _purpose(kind), needed, _besides(kind))
        console.print(table)
    console.print(
        "Whoever may receive payments may also apply credits, unless the policy says"
        " otherwise. Credits that arise by themselves need no permission: the system"
        " issues them and names the user who caused them.",
        markup=False,
    )
    return Exit.FINE


def _purpose(kind: type[Request]) -> str:
    """The first sentence about a request, without marks and references."""
    sentence = (kind.__doc__ or "").splitlines()[0].replace("*", "")
    return re.sub(r" \((?:R\d|HC-)[^)]*\)", "", sentence)


def _words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


def _listed(needed: frozenset[Permission]) -> str:
    return ", ".join(one.value for one in Permission if one in needed)


def _besides(kind: type[Request]) -> str:
    """What a request needs only in some cases, worked out by the core itself."""
    found = [
        f"{_listed(needs(request, DEFAULT_POLICY) - NEEDS[kind])} {when}"
        for when, request in _CASES
        if type(request) is kind
    ]
    return "; ".join(found)
