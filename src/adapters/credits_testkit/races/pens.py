"""Drawing commands of one customer by chance, about things that are likely there.

Several sessions draw from one pen, so that they meet at the same invoices and
credits; what is drawn need not be possible when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

import attrs

from credits_core.commands import (
    CancelMode,
    Command,
    CreditUse,
    DeleteCredit,
    EditCredit,
    Mode,
    VoidMode,
)
from credits_core.identity import (
    CreditId,
    CustomerId,
    EditId,
    InvoiceId,
    PaymentId,
    ReturnId,
    credit_of_return,
    overpayment_of,
    reduction_of,
)
from credits_core.queries import (
    CreditDetail,
    CustomerCredits,
    History,
    InvoiceDetail,
    Query,
)

from .. import orders
from .names import Names


class Pen:
    """Commands and questions about one customer."""

    def __init__(self, random: Random, customer_id: CustomerId) -> None:
        """Begin with a customer whom nobody knows."""
        self._names = Names(random=random, customer_id=customer_id)

    def command(self) -> Command:
        """A command that may make sense now."""
        draw = self._names.random.choices(_DRAWS, _WEIGHTS)[0]
        return attrs.evolve(draw(self._names), customer_id=self._names.customer_id)

    def query(self) -> Query:
        """A question; a whole journal is asked for less often."""
        names, customer_id = self._names, self._names.customer_id
        match names.random.choice("cccdddiiih"):
            case "c":
                return CustomerCredits(customer_id=customer_id)
            case "d":
                credit_id = CreditId(names.one(names.credits, "C"))
                return CreditDetail(customer_id=customer_id, credit_id=credit_id)
            case "i":
                invoice_id = InvoiceId(names.one(names.invoices, "I"))
                return InvoiceDetail(customer_id=customer_id, invoice_id=invoice_id)
            case _:
                return History(customer_id=customer_id)


def _mode(names: Names) -> Mode:
    return names.random.choice((Mode.STRICT, Mode.CASCADE))


def _invoice(names: Names) -> Command:
    return orders.invoice(names.new(names.invoices, "I"), names.cents(400))


def _grant(names: Names) -> Command:
    credit = names.new(names.grants, "C")
    names.credits.append(credit)
    return orders.grant(credit, names.cents(200))


def _cash(names: Names) -> Command:
    payment, cents = names.new(names.payments, "P"), names.cents(400)
    if cents > 200:
        names.credits.append(overpayment_of(PaymentId(payment)))
    count = names.random.choice((0, 1, 1, 1, 2))
    return orders.pay(payment, cents, *names.some_invoices(count))


def _named(names: Names) -> Command:
    credit = names.one(names.credits, "C")
    return _spend(names, orders.of_credit(credit, names.cents(90)), credit)


def _exact(names: Names) -> Command:
    return _spend(names, orders.exact(names.cents(90)))


def _fill(names: Names) -> Command:
    return _spend(names, orders.FILL)


def _spend(names: Names, credits: CreditUse, credit: str | None = None) -> Command:
    payment = names.new(names.payments, "P")
    invoice = names.one(names.invoices, "I")
    if credit is not None:
        names.uses.append((payment, credit, invoice))
    cash = names.random.choice((0, 0, 0, 20))
    return orders.pay(payment, cash, invoice, credits=credits)


def _edit_invoice(names: Names) -> Command:
    edit, invoice = names.name("E"), names.one(names.invoices, "I")
    by = names.cents(120) - 90
    if by < -50:
        names.credits.append(reduction_of(EditId(edit)))
    return orders.edit(edit, invoice, by)


def _edit_credit(names: Names) -> Command:
    return EditCredit(
        customer_id=names.customer_id,
        credit_id=CreditId(names.one(names.credits, "C")),
        amount=orders.usd(names.cents(200)),
        revision=names.random.choice((None, 0, 1, 2, 3)),
    )


def _cancel(names: Names) -> Command:
    mode = names.random.choice(tuple(CancelMode))
    return orders.cancel(names.one(names.credits, "C"), mode)


def _delete(names: Names) -> Command:
    credit_id = CreditId(names.one(names.credits, "C"))
    return DeleteCredit(customer_id=names.customer_id, credit_id=credit_id)


def _unapply(names: Names) -> Command:
    return orders.unapply(*names.a_use())


def _repay(names: Names) -> Command:
    payment = names.one(names.payments, "P")
    return orders.repay(payment, names.cents(300), _mode(names))


def _revoke(names: Names) -> Command:
    return orders.revoke(names.one(names.payments, "P"), _mode(names))


def _bounce(names: Names) -> Command:
    return orders.bounce(names.one(names.payments, "P"))


def _void(names: Names) -> Command:
    mode = names.random.choice(tuple(VoidMode))
    return orders.void(names.one(names.invoices, "I"), mode)


def _bring_back(names: Names) -> Command:
    name = names.new(names.returns, "R")
    names.credits.append(credit_of_return(ReturnId(name)))
    invoice = names.random.choice((None, names.one(names.invoices, "I")))
    return orders.bring_back(name, names.cents(40), invoice)


def _reopen(names: Names) -> Command:
    return orders.reopen(names.one(names.returns, "R"), _mode(names))


_WEIGHTED: Final[dict[Callable[[Names], Command], int]] = {
    _invoice: 20,
    _grant: 14,
    _cash: 12,
    _named: 14,
    _exact: 14,
    _fill: 5,
    _edit_invoice: 8,
    _edit_credit: 6,
    _cancel: 3,
    _delete: 2,
    _unapply: 4,
    _repay: 3,
    _revoke: 2,
    _bounce: 1,
    _void: 1,
    _bring_back: 3,
    _reopen: 2,
}
_DRAWS: Final = tuple(_WEIGHTED)
_WEIGHTS: Final = tuple(_WEIGHTED.values())
