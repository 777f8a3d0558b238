"""The ladders of the commands that tell what another system did."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from credits_core.commands import (
    CancelCredit,
    CreditAmount,
    CreditUnused,
    CreditUsed,
    DeleteCredit,
    Exact,
    ImportChange,
    ImportCredit,
    ImportPayment,
    PaymentAmount,
    RemoteChange,
    VoidApplication,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.policy import Policy
from examples.shop import ACME, usd

from .ladders import (
    CIRCLES,
    CLOSED,
    HELD,
    NARROW,
    THEIRS_CREDIT,
    THEIRS_INVOICE,
    Ladder,
    cash,
    eur,
    hold_an_import,
    invoices_in_a_circle,
)


def import_credit(ladder: Ladder) -> None:
    """An amount of nothing, under an id that is taken."""
    ladder.shop.grant("gift", "10.00")
    command = ImportCredit(
        customer_id=ACME,
        credit_id=CreditId("gift"),
        system="books",
        remote_id="7",
        amount=usd("0.00"),
    )

    ladder.refuse(command)
    ladder.refuse(evolve(command, amount=usd("5.00")))


def import_payment(ladder: Ladder) -> None:
    """Nothing, on a stranger's invoice, in euros, under an id that is taken."""
    shop = ladder.shop
    shop.receive("P1", cash="5.00")
    shop.bill("A", "10.00")
    command = ImportPayment(
        customer_id=ACME,
        payment_id=PaymentId("P1"),
        system="books",
        tenders=cash(eur("0.00")),
        invoices=(THEIRS_INVOICE,),
    )

    ladder.refuse(command, NARROW)
    ladder.refuse(command := evolve(command, tenders=cash(eur("5.00"))), NARROW)
    for name in ("nobody's", "A"):
        ladder.refuse(command := evolve(command, invoices=(InvoiceId(name),)), NARROW)
    ladder.refuse(evolve(command, tenders=cash(usd("5.00"))), NARROW)


def import_change(ladder: Ladder) -> None:
    """Each kind of change, where what it is refused for stands in the list."""
    _stock(ladder)
    invoice, new = InvoiceId("void"), PaymentId("new")
    used = CreditUsed(PaymentId("P1"), THEIRS_CREDIT, invoice, eur("0.00"))
    unused = CreditUnused(PaymentId("P3"), CreditId("reduction:e1"), InvoiceId("C"))
    told = CreditAmount(CreditId("deleted"), eur("5.00"))
    reduced = CreditUsed(new, CreditId("reduction:e1"), invoice, usd("999.00"))

    _refuse(ladder, used)
    _refuse(ladder, used := evolve(used, amount=eur("9.00")))
    _refuse(ladder, used := evolve(used, payment_id=new))
    _refuse(ladder, used := evolve(used, credit_id=CreditId("nobody's")))
    for name in ("deleted", "overpayment:P1", "reduction:e1"):
        _refuse(ladder, evolve(told, credit_id=CreditId(name)))
    _refuse(ladder, unused)
    for name in ("cancelled", "small"):
        _refuse(ladder, evolve(told, credit_id=CreditId(name)))
    for name in ("void", "B", "A"):
        _refuse(ladder, evolve(reduced, invoice_id=InvoiceId(name)))
    reduced = evolve(reduced, invoice_id=InvoiceId("A"))
    _refuse(ladder, reduced, CLOSED)
    for name in (HELD, "spring", "small"):
        change = evolve(reduced, credit_id=CreditId(name), amount=usd("15.00"))
        _refuse(ladder, change)
    _refuse(ladder, PaymentAmount(PaymentId("P1"), usd("100.00")), NARROW)


def _stock(ladder: Ladder) -> None:
    """Credits that another system may not change, and an application taken back."""
    shop = ladder.shop
    invoices_in_a_circle(shop)
    for name in ("deleted", "cancelled", "small"):
        shop.grant(name, "5.00")
    shop.do(DeleteCredit(customer_id=ACME, credit_id=CreditId("deleted")))
    shop.do(CancelCredit(customer_id=ACME, credit_id=CreditId("cancelled")))
    shop.grant("spring", "20.00", on=date(2026, 4, 1))
    hold_an_import(shop)
    shop.bill("C", "5.00")
    shop.receive("P3", "C", credits=Exact(usd("5.00")))
    shop.do(
        VoidApplication(
            customer_id=ACME,
            payment_id=PaymentId("P3"),
            credit_id=CreditId("reduction:e1"),
            invoice_id=InvoiceId("C"),
        )
    )


def _refuse(ladder: Ladder, change: RemoteChange, policy: Policy = CIRCLES) -> None:
    ladder.refuse(ImportChange(customer_id=ACME, change=change), policy)
