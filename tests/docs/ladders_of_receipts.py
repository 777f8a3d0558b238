"""The ladders of the commands about receipts and their money."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from credits_core.commands import (
    EditPayment,
    Exact,
    Fill,
    Mode,
    Named,
    NamedCredit,
    ReceivePayment,
    RecordPaymentReversed,
    VoidPayment,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.money import Money
from examples.shop import ACME, usd

from .ladders import (
    CIRCLES,
    HELD,
    NARROW,
    OLD,
    THEIRS_INVOICE,
    THEIRS_PAYMENT,
    Ladder,
    cash,
    eur,
    hold_an_import,
    invoices_in_a_circle,
)


def receive_payment(ladder: Ladder) -> None:
    """Credits that must not pay, that may not, that cannot, and a used id."""
    invoices_in_a_circle(ladder.shop)
    command = ReceivePayment(
        customer_id=ACME,
        payment_id=PaymentId("P1"),
        invoices=(THEIRS_INVOICE, InvoiceId("void"), InvoiceId("B")),
        tenders=cash(eur("0.00")),
        credits=_named("reduction:e1", eur("999.00")),
        date=OLD,
    )

    ladder.refuse(command, NARROW)
    ladder.refuse(command := evolve(command, tenders=cash(eur("1.00"))), NARROW)
    ladder.refuse(command)
    ladder.refuse(command := evolve(command, payment_id=PaymentId("new")))
    for name in ("nobody's", "A"):
        invoices = (InvoiceId(name), *command.invoices[1:])
        ladder.refuse(command := evolve(command, invoices=invoices))
    dear = _named("reduction:e1", usd("999.00"))
    command = evolve(command, tenders=(), credits=dear)
    ladder.refuse(command)
    in_a_circle = (InvoiceId("A"), InvoiceId("B"))
    ladder.refuse(command := evolve(command, invoices=in_a_circle), CIRCLES)
    ladder.refuse(command := evolve(command, invoices=in_a_circle[:1]), CIRCLES)
    ladder.refuse(command)
    _ask_too_much(ladder, command)


def _ask_too_much(ladder: Ladder, command: ReceivePayment) -> None:
    """Credits that are held, that are scheduled, that are small, that are none."""
    shop = ladder.shop
    hold_an_import(shop)
    shop.grant("spring", "5.00", on=date(2026, 4, 1))
    shop.grant("small", "5.00")
    for name in (HELD, "spring", "small"):
        ladder.refuse(evolve(command, credits=_named(name, usd("15.00"))))
    shop.bill("paid", "5.00")
    shop.receive("with small", "paid", cash="5.00")
    fill = evolve(command, invoices=(InvoiceId("paid"),), credits=Fill())
    ladder.refuse(fill)
    ladder.refuse(evolve(fill, tenders=cash(usd("1.00"))))


def _named(credit_id: str, amount: Money) -> Named:
    return Named((NamedCredit(CreditId(credit_id), amount),))


def edit_payment(ladder: Ladder) -> None:
    """A receipt edited below what its credit paid, to nothing, in euros."""
    _payments_of_every_kind(ladder)
    command = EditPayment(
        customer_id=ACME, payment_id=THEIRS_PAYMENT, amount=eur("0.00")
    )

    ladder.refuse(command, NARROW)
    for name in ("nobody's", "void", "P1"):
        ladder.refuse(command := evolve(command, payment_id=PaymentId(name)), NARROW)
    ladder.refuse(command := evolve(command, amount=eur("110.00")), NARROW)
    ladder.refuse(command := evolve(command, amount=usd("110.00")), NARROW)
    ladder.refuse(command)
    ladder.refuse(evolve(command, mode=Mode.CASCADE))


def void_payment(ladder: Ladder) -> None:
    """A receipt of a closed period whose credit has paid another invoice."""
    _payments_of_every_kind(ladder)
    command = VoidPayment(customer_id=ACME, payment_id=THEIRS_PAYMENT)

    ladder.refuse(command, NARROW)
    for name in ("nobody's", "void", "P1"):
        ladder.refuse(command := evolve(command, payment_id=PaymentId(name)), NARROW)
    ladder.refuse(command)
    ladder.refuse(evolve(command, mode=Mode.CASCADE))


def record_payment_reversed(ladder: Ladder) -> None:
    """The same receipt, as a fact: only what cannot be done stands in its way."""
    _payments_of_every_kind(ladder)
    command = RecordPaymentReversed(customer_id=ACME, payment_id=THEIRS_PAYMENT)

    ladder.refuse(command, NARROW)
    for name in ("nobody's", "void", "P1"):
        ladder.refuse(evolve(command, payment_id=PaymentId(name)), NARROW)


def _payments_of_every_kind(ladder: Ladder) -> None:
    shop = ladder.shop
    shop.receive("void", cash="5.00", on=OLD)
    shop.do(VoidPayment(customer_id=ACME, payment_id=PaymentId("void")))
    shop.bill("A", "100.00")
    shop.receive("P1", "A", cash="120.00", on=OLD)
    shop.bill("B", "15.00")
    shop.receive("P2", "B", credits=Exact(usd("15.00")))
