"""The ladders of the commands about one invoice."""

from __future__ import annotations

from attrs import evolve

from credits_core.commands import (
    EditInvoice,
    Exact,
    LineChange,
    RegisterInvoice,
    VoidInvoice,
    VoidMode,
)
from credits_core.identity import EditId, InvoiceId, LineId
from credits_core.invoice import InvoiceLine
from examples.shop import ACME, usd

from .ladders import NARROW, OLD, THEIRS_INVOICE, Ladder, eur, goods, taken_back


def register_invoice(ladder: Ladder) -> None:
    """Too many lines, an id that is taken, a negative total, a closed period."""
    ladder.shop.bill("A", "10.00")
    lines = [
        InvoiceLine(id=LineId(name), amount=usd(amount))
        for name, amount in (("1", "-9.00"), ("2", "1.00"))
    ]
    command = RegisterInvoice(
        customer_id=ACME, invoice_id=InvoiceId("A"), lines=tuple(lines), date=OLD
    )

    ladder.refuse(command, NARROW)
    ladder.refuse(command)
    ladder.refuse(command := evolve(command, invoice_id=InvoiceId("new")))
    ladder.refuse(evolve(command, lines=tuple(lines[1:])))


def edit_invoice(ladder: Ladder) -> None:
    """A save that takes too much off, in the wrong currency, under a used id."""
    shop = ladder.shop
    shop.bill("void", "10.00", on=OLD)
    shop.do(VoidInvoice(customer_id=ACME, invoice_id=InvoiceId("void")))
    shop.bill("returned", "10.00", on=OLD)
    shop.do(taken_back("R1", goods(sold_as="1"), invoice_id="returned"))
    shop.bill("A", "10.00", on=OLD)
    shop.receive("P1", "A", cash="10.00")
    shop.change("A", "e1", "-1.00")
    change = LineChange(line_id=LineId("1"), amount=eur("-99.00"))
    command = EditInvoice(
        customer_id=ACME,
        invoice_id=THEIRS_INVOICE,
        edit_id=EditId("e1"),
        changes=(change, evolve(change, line_id=LineId("2"))),
    )
    in_dollars = (evolve(change, amount=usd("-99.00")),)
    moderate = (evolve(change, amount=usd("-1.00")),)

    ladder.refuse(command, NARROW)
    for name in ("nobody's", "void", "returned"):
        ladder.refuse(command := evolve(command, invoice_id=InvoiceId(name)), NARROW)
    ladder.refuse(command)
    ladder.refuse(command := evolve(command, changes=in_dollars))
    ladder.refuse(command := evolve(command, invoice_id=InvoiceId("A")))
    ladder.refuse(command := evolve(command, changes=moderate))
    ladder.refuse(evolve(command, edit_id=EditId("e2")))


def void_invoice(ladder: Ladder) -> None:
    """An invoice of a closed period whose reduction credit has paid another one."""
    shop = ladder.shop
    shop.bill("void", "10.00", on=OLD)
    shop.do(VoidInvoice(customer_id=ACME, invoice_id=InvoiceId("void")))
    for name in ("returned", "A"):
        shop.bill(name, "100.00", on=OLD)
        shop.receive(f"on {name}", name, cash="100.00")
        shop.change(name, f"edit of {name}", "-30.00")
    shop.do(taken_back("R1", goods(sold_as="1"), invoice_id="returned"))
    shop.bill("B", "55.00")
    shop.receive("with both", "B", credits=Exact(usd("55.00")))
    command = VoidInvoice(customer_id=ACME, invoice_id=THEIRS_INVOICE)

    ladder.refuse(command, NARROW)
    for name in ("nobody's", "void", "returned", "A"):
        ladder.refuse(command := evolve(command, invoice_id=InvoiceId(name)), NARROW)
    ladder.refuse(command)
    ladder.refuse(evolve(command, mode=VoidMode.CASCADE))
