"""The command ``pay``."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from credits_core.commands import (
    CreditUse,
    Exact,
    Fill,
    Named,
    NamedCredit,
    NoCredits,
    ReceivePayment,
)
from credits_core.identity import CreditId, CustomerId, InvoiceId, PaymentId
from credits_core.payment import Method, Tender

from ..failures import CannotRunError
from .options import Currency, money_of
from .ordering import How, carry_out
from .users import User

From = Annotated[
    str,
    Parameter(
        name="--credits",
        help="fill, an amount, or CREDIT=AMOUNT,CREDIT=AMOUNT; left out: none.",
    ),
]


def pay(
    customer: str,
    payment: str,
    amount: str,
    *invoices: str,
    who: User,
    how: How | None = None,
    currency: Currency,
    method: Method = Method.CASH,
    wanted: From = "",
    day: date | None = None,
) -> int:
    """Receive a payment on invoices: money, credits, or both.

    What is too much becomes a credit. An amount of 0 is a receipt of credits alone.
    """
    money = money_of(amount, currency)
    return carry_out(
        who,
        how or How(),
        lambda: ReceivePayment(
            customer_id=CustomerId(customer),
            payment_id=PaymentId(payment),
            invoices=tuple(map(InvoiceId, invoices)),
            tenders=(Tender(method, money),) if money else (),
            credits=_use(wanted, currency),
            date=day,
        ),
    )


def _use(wanted: str, currency: str) -> CreditUse:
    if not wanted:
        return NoCredits()
    if wanted == "fill":
        return Fill()
    if "=" not in wanted:
        return Exact(money_of(wanted, currency))
    return Named(tuple(_named(part, currency) for part in wanted.split(",")))


def _named(part: str, currency: str) -> NamedCredit:
    name, sign, amount = part.rpartition("=")
    if not sign or not name:
        raise CannotRunError(f"{part!r} names no credit with an amount.")
    return NamedCredit(CreditId(name), money_of(amount, currency))
