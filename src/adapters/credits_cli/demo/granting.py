"""Chapters about credits that somebody gives: for goodwill, and for goods."""

from __future__ import annotations

from credits_core.commands import (
    CompleteReturn,
    IssueCredit,
    RegisterInvoice,
    ReturnLine,
)
from credits_core.exact import Quantity
from credits_core.identity import CreditId, LineId, ReturnId

from . import pictures
from .stage import CUSTOMER, Stage, goods, invoice, usd


def goodwill(stage: Stage) -> None:
    """A manual credit."""
    stage.say("Mara grants Blue Bakery 40.00 because a delivery came late.")
    stage.done(
        IssueCredit(
            customer_id=CUSTOMER,
            credit_id=CreditId("CR-1"),
            number="CR-1",
            amount=usd("40.00"),
            note="Late delivery in February",
        )
    )
    stage.show(pictures.credits(stage.ledger))


def goods_come_back(stage: Stage) -> None:
    """A return, with the lineage that its credit keeps."""
    stage.say(
        "Blue Bakery bought 12 sacks of flour at 25.00 on INV-1."
        " Two sacks of one batch were damp and come back."
        " Their value becomes a credit that remembers what they were."
    )
    stage.done(_flour_sold())
    stage.done(_sacks_returned())
    stage.show(pictures.line_items(stage.ledger.returns[ReturnId("RET-1")]))
    stage.show(pictures.credits(stage.ledger))


def _flour_sold() -> RegisterInvoice:
    return RegisterInvoice(
        customer_id=CUSTOMER,
        invoice_id=invoice("INV-1"),
        lines=(goods("Flour", 12, "25.00"),),
    )


def _sacks_returned() -> CompleteReturn:
    return CompleteReturn(
        customer_id=CUSTOMER,
        return_id=ReturnId("RET-1"),
        invoice_id=invoice("INV-1"),
        lines=(_two_damp_sacks(),),
    )


def _two_damp_sacks() -> ReturnLine:
    return ReturnLine(
        id=LineId("1"),
        product="Flour",
        package="Sack of 25 kg",
        batch="2026-07",
        quantity=Quantity.of(2),
        unit_price=Quantity.of("25.00"),
        invoice_line=LineId("1"),
    )
