"""Lines about receipts and what they were spent on."""

from __future__ import annotations

from typing import Final

from credits_core.commands import (
    CreditUse,
    EditPayment,
    Exact,
    Fill,
    Named,
    NamedCredit,
    NoCredits,
    ReceivePayment,
    VoidApplication,
    VoidPayment,
)
from credits_core.identity import CreditId, InvoiceId
from credits_core.payment import Method, Tender

from .line import Line, StreamError
from .named import credit_of, customer_of, invoice_of, mode_of, payment_of

_METHODS: Final = {method.value: method for method in Method}


def receive_payment(line: Line) -> ReceivePayment:
    """One receipt comes in: money, credits, or both."""
    return ReceivePayment(
        customer_id=customer_of(line),
        payment_id=payment_of(line),
        invoices=tuple(InvoiceId(one) for one in line.texts("invoices")),
        tenders=tuple(
            Tender(_METHODS.get(method, Method.OTHER), line.amount(amount))
            for method, amount in line.rows("tenders", width=2)
        ),
        credits=_use(line.part("credits")),
    )


def _use(part: Line) -> CreditUse:
    match part.optional("use") or "none":
        case "none":
            return NoCredits()
        case "exact":
            return Exact(part.money("amount"))
        case "fill":
            return Fill()
        case "named":
            named = tuple(
                NamedCredit(CreditId(key), part.amount(amount))
                for key, amount in part.rows("credits", width=2)
            )
            return Named(named) if named else NoCredits()
        case other:
            raise StreamError(f"{other!r} is no way to use credits.")


def edit_payment(line: Line) -> EditPayment:
    """The money of a receipt is another amount."""
    return EditPayment(
        customer_id=customer_of(line),
        payment_id=payment_of(line),
        amount=line.money("amount"),
        mode=mode_of(line),
    )


def void_payment(line: Line) -> VoidPayment:
    """The money of a receipt is void; credits applied with it stand."""
    return VoidPayment(
        customer_id=customer_of(line), payment_id=payment_of(line), mode=mode_of(line)
    )


def void_application(line: Line) -> VoidApplication:
    """What a receipt applied of a credit on an invoice is void."""
    return VoidApplication(
        customer_id=customer_of(line),
        payment_id=payment_of(line),
        credit_id=credit_of(line),
        invoice_id=invoice_of(line),
    )
