"""A ladder: a command with everything wrong, put right one fault at a time.

What it is refused for on each rung is the order in which refusals are given.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from credits_core.commands import (
    Command,
    CompleteReturn,
    Exact,
    ImportPayment,
    IssueCredit,
    ReceivePayment,
    RegisterInvoice,
    ReturnLine,
    VoidInvoice,
)
from credits_core.exact import Quantity
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
)
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.payment import Method, Tender
from credits_core.policy import Ban, Limits, Policy
from credits_core.rejections import Rejection
from examples.shop import ACME, ANNA, MORNING, Shop, usd

BOLT: Final = CustomerId("BOLT")
"""Another customer, who has one document of each kind, each called ``bolt``."""

THEIRS_INVOICE: Final = InvoiceId("bolt")
THEIRS_PAYMENT: Final = PaymentId("bolt")
THEIRS_CREDIT: Final = CreditId("bolt")
THEIRS_RETURN: Final = ReturnId("bolt")

OLD: Final = date(2026, 1, 15)
"""A day in the period that is closed on every rung."""

CLOSED: Final = Policy(closed_through=date(2026, 1, 31))
"""The policy of a rung, if nothing else is said."""

CLOSED_TODAY: Final = Policy(closed_through=MORNING.date())
"""Even today is closed already."""

NARROW: Final = attrs.evolve(
    CLOSED, limits=Limits(invoices=1, lines=1, named_credits=1, cascade_steps=0)
)
"""Nearly everything is too large, and nothing may be settled at all."""


CIRCLES: Final = attrs.evolve(CLOSED, ban=Ban.TRANSITIVE)
"""A credit may not even come back over others to the invoice it came from."""

HELD: Final = CreditId("books_unapplied:import")
"""A credit that is held and scheduled, after ``hold_an_import``."""


class Ladder:
    """The refusals of a command, from the most to the least pressing one."""

    def __init__(self) -> None:
        """Open a shop; the other customer has been there before."""
        self.shop = Shop()
        self.rungs: list[type[Rejection]] = []
        _stock_of_bolt(self.shop)

    def refuse(self, command: Command, policy: Policy = CLOSED) -> None:
        """Climb one rung: note what *command* is refused for under *policy*."""
        desk = attrs.evolve(self.shop.desk, policy=policy)
        self.rungs.append(type(desk.submit(command, ANNA).failure()))


def _stock_of_bolt(shop: Shop) -> None:
    line = InvoiceLine(id=LineId("1"), amount=usd("9.00"), quantity=Quantity.of("9"))
    invoice = RegisterInvoice(
        customer_id=BOLT, invoice_id=THEIRS_INVOICE, lines=(line,)
    )
    payment = ReceivePayment(
        customer_id=BOLT,
        payment_id=THEIRS_PAYMENT,
        invoices=(THEIRS_INVOICE,),
        tenders=cash(usd("10.00")),
    )
    credit = IssueCredit(customer_id=BOLT, credit_id=THEIRS_CREDIT, amount=usd("10.00"))
    back = CompleteReturn(
        customer_id=BOLT, return_id=THEIRS_RETURN, lines=(goods(value=usd("5.00")),)
    )
    for command in (invoice, payment, credit, back):
        shop.do(command)


def eur(amount: str) -> Money:
    """An amount in the wrong currency."""
    return Money.of(amount, "EUR")


def cash(amount: Money) -> tuple[Tender, ...]:
    """The tenders of a receipt."""
    return (Tender(Method.CASH, amount),)


def goods(
    *,
    called: str = "1",
    quantity: str = "1",
    value: Money | None = None,
    sold_as: str | None = None,
) -> ReturnLine:
    """One line of a return, on the invoice line *sold_as* if that is given."""
    return ReturnLine(
        id=LineId(called),
        quantity=Quantity.of(quantity),
        value=value,
        invoice_line=None if sold_as is None else LineId(sold_as),
    )


def taken_back(
    return_id: str, *lines: ReturnLine, invoice_id: str | None = None
) -> CompleteReturn:
    """The command that accepts goods back."""
    return CompleteReturn(
        customer_id=ACME,
        return_id=ReturnId(return_id),
        invoice_id=None if invoice_id is None else InvoiceId(invoice_id),
        lines=lines,
    )


def hold_an_import(shop: Shop) -> None:
    """Read in a payment that looks like one received here, of a later day."""
    later = date(2026, 5, 1)
    shop.receive("twin", cash="5.00", on=later)
    twin = ImportPayment(
        customer_id=ACME,
        payment_id=PaymentId("import"),
        system="books",
        tenders=cash(usd("5.00")),
        date=later,
    )
    shop.do(twin)


def invoices_in_a_circle(shop: Shop) -> None:
    """A overpaid, the rest pays B, B lowered, A raised: B's credit leads back to A."""
    shop.bill("void", "9.00")
    shop.do(VoidInvoice(customer_id=ACME, invoice_id=InvoiceId("void")))
    shop.bill("A", "100.00")
    shop.receive("P1", "A", cash="120.00")
    shop.bill("B", "20.00")
    shop.receive("P2", "B", credits=Exact(usd("20.00")))
    shop.change("B", "e1", "-20.00")
    shop.change("A", "e2", "20.00")
