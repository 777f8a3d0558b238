"""Chapters about what is not allowed, and about asking first."""

from __future__ import annotations

from typing import Final

from credits_core.commands import IssueCredit, Mode, Named, NamedCredit, VoidPayment
from credits_core.identity import (
    CreditId,
    EditId,
    PaymentId,
    overpayment_of,
    reduction_of,
)

from ..screen import a_table
from . import pictures
from .settling import oil_changed, receipt
from .stage import CUSTOMER, TOM, Stage, invoice, usd

_FIRST: Final = PaymentId("R-1")


def its_own_invoice(stage: Stage) -> None:
    """R12, and why nobody is the worse for it (L5)."""
    stage.say(
        "The 40.00 credit arose when INV-3 was lowered. Tom tries to pay INV-3 with it."
    )
    reduction = reduction_of(EditId("E-1"))
    named = Named((NamedCredit(reduction, usd("10.00")),))
    stage.refused(receipt("R-6", (invoice("INV-3"),), credits=named), TOM)
    stage.say(
        "It is not needed either. When one tin is found and INV-3 is raised to 180.00,"
        " the credit gives 20.00 back by itself, and the invoice stays Fully Paid."
    )
    stage.done(oil_changed("E-2", pieces=1, amount="20.00"), TOM)
    stage.show(pictures.invoices(stage.ledger, (invoice("INV-3"),)))
    stage.show(pictures.credits(stage.ledger))


def who_may_do_what(stage: Stage) -> None:
    """A right is needed to grant a credit, none for what arises by itself (R5, R6)."""
    stage.say("Tom is a clerk; he tries to grant a credit of 500.00.")
    stage.refused(
        IssueCredit(
            customer_id=CUSTOMER, credit_id=CreditId("CR-9"), amount=usd("500.00")
        ),
        TOM,
    )
    stage.say(
        "The credit of receipt R-1 arose all the same when Tom received 120.00 on"
        " 100.00: the system issued it, and the record names him too."
    )
    table = a_table("Who issued it", ("Credit", "Issued by", "On behalf of"))
    for one in stage.ledger.credits.values():
        table.add_row(one.number, one.issued_by, one.caused_by or "")
    stage.show(table)


def looking_before_doing(stage: Stage) -> None:
    """A preview is the same computation, with nothing written (R19)."""
    stage.say("The 20.00 of receipt R-1 now pay a part of INV-6.")
    named = Named((NamedCredit(overpayment_of(_FIRST), usd("20.00")),))
    stage.done(receipt("R-7", (invoice("INV-6"),), credits=named), TOM)
    stage.say("Mara asks what would happen if the 120.00 of R-1 were void.")
    stage.preview(_void(Mode.STRICT))
    stage.say("And if what depends on it were voided with it:")
    plan = stage.preview(_void(Mode.CASCADE))
    if plan is not None:
        stage.show(pictures.plan(plan.effects))
    stage.say("She leaves it. Nothing has changed:")
    both = (invoice("INV-2"), invoice("INV-6"))
    stage.show(pictures.invoices(stage.ledger, both))


def _void(mode: Mode) -> VoidPayment:
    return VoidPayment(customer_id=CUSTOMER, payment_id=_FIRST, mode=mode)
