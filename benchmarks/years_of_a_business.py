"""Some years of a business, made up by dice: what a first load brings in.

Each customer has twenty invoices, four credits granted for returned goods, and twenty
payments; two payments are too high, and two are made in part by credits.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

import attrs

from credits_core.commands import (
    Command,
    Exact,
    IssueCredit,
    NoCredits,
    ReceivePayment,
    RegisterInvoice,
)
from credits_core.identity import CreditId, CustomerId, InvoiceId, LineId, PaymentId
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.payment import Method, Tender

INVOICES_EACH: Final = 20
FACTS_EACH: Final = 44
_FIRST_DAY: Final = date(2023, 1, 2)
_LINE: Final = LineId("1")


@attrs.frozen
class Fact:
    """What a source of data holds: minor units of USD, ids as text, an ISO date.

    *kind* is invoice, credit or payment; *credit* is what a payment takes from
    credits besides its *cash*.
    """

    kind: str
    customer: str
    name: str
    day: str
    cash: int
    credit: int = 0


def facts(customers: int) -> Iterator[Fact]:
    """All that happened to so many *customers*, one after another."""
    dice = Random(1)  # noqa: S311 - the same years each time
    for number in range(1, customers + 1):
        yield from _customer(dice, f"customer {number:06}", number * INVOICES_EACH)


def _customer(dice: Random, customer: str, first: int) -> Iterator[Fact]:
    day, available = _FIRST_DAY, 0
    for place in range(INVOICES_EACH):
        day += timedelta(days=dice.randrange(1, 20))
        on, name, total = (
            day.isoformat(),
            str(first + place),
            dice.randrange(1000, 10**5),
        )
        yield Fact("invoice", customer, name, on, total)
        if place % 5 == 4:
            value = dice.randrange(500, 20_000)
            available += value
            yield Fact("credit", customer, name, on, value)
        credit = min(available, total - 1) if place % 10 == 9 else 0
        over = dice.randrange(100, 5_000) if place % 10 == 3 else 0
        available += over - credit
        yield Fact("payment", customer, name, on, total - credit + over, credit)


def command_of(fact: Fact) -> Command:
    """The command that records *fact*."""
    customer, day = CustomerId(fact.customer), date.fromisoformat(fact.day)
    amount, invoice = Money(fact.cash, "USD"), InvoiceId(f"I{fact.name}")
    if fact.kind == "invoice":
        lines = (InvoiceLine(id=_LINE, amount=amount),)
        return RegisterInvoice(
            customer_id=customer, invoice_id=invoice, lines=lines, date=day
        )
    if fact.kind == "credit":
        name = CreditId(f"C{fact.name}")
        return IssueCredit(
            customer_id=customer, credit_id=name, amount=amount, effective_date=day
        )
    return ReceivePayment(
        customer_id=customer,
        payment_id=PaymentId(f"P{fact.name}"),
        invoices=(invoice,),
        tenders=(Tender(Method.CASH, amount),),
        credits=Exact(Money(fact.credit, "USD")) if fact.credit else NoCredits(),
        date=day,
    )
