"""Commands whose amounts may be symbols: nothing here looks at an amount.

The short orders of the kit sell as many pieces as an invoice has cents, and text
or tables of amounts would make a number of a symbol. Here every invoice has three
pieces on each line.
"""

from __future__ import annotations

from collections.abc import Iterable

from credits_core.commands import (
    CompleteReturn,
    CorrectReturn,
    EditCredit,
    EditInvoice,
    LineChange,
    Named,
    NamedCredit,
    ReceivePayment,
    RegisterInvoice,
    ReturnLine,
)
from credits_core.exact import Quantity
from credits_core.identity import CreditId, EditId, InvoiceId, LineId, ReturnId
from credits_core.invoice import InvoiceLine
from credits_core.payment import Method, Tender
from credits_testkit.orders import ACME, pay, usd

THREE = Quantity.of(3)


def bill(name: str, *amounts: int) -> RegisterInvoice:
    """An invoice of lines called 1, 2, … with three pieces each."""
    return RegisterInvoice(
        customer_id=ACME,
        invoice_id=InvoiceId(name),
        lines=tuple(
            InvoiceLine(id=LineId(str(number)), amount=usd(minor), quantity=THREE)
            for number, minor in enumerate(amounts, start=1)
        ),
    )


def alter(edit: str, invoice: str, *by: int) -> EditInvoice:
    """One save that changes the lines called 1, 2, … by so much each."""
    return EditInvoice(
        customer_id=ACME,
        invoice_id=InvoiceId(invoice),
        edit_id=EditId(edit),
        changes=tuple(
            LineChange(line_id=LineId(str(number)), amount=usd(minor))
            for number, minor in enumerate(by, start=1)
        ),
    )


def receive(name: str, minor: int, *invoices: str) -> ReceivePayment:
    """A receipt of cash, even if nobody can know whether it is nothing."""
    plain = pay(name, 0, *invoices)
    tender = Tender(Method.CASH, usd(minor))
    return ReceivePayment(
        customer_id=plain.customer_id,
        payment_id=plain.payment_id,
        invoices=plain.invoices,
        tenders=(tender,),
    )


def of_credits(*amounts: tuple[str, int]) -> Named:
    """So much of each of those credits."""
    return Named(tuple(NamedCredit(CreditId(name), usd(m)) for name, m in amounts))


def regrant(name: str, minor: int) -> EditCredit:
    """The credit is of so much after all."""
    return EditCredit(customer_id=ACME, credit_id=CreditId(name), amount=usd(minor))


def send_back(name: str, pieces: int, invoice: str) -> CompleteReturn:
    """So many of the three pieces of line 1 come back, at their share of it."""
    return CompleteReturn(
        customer_id=ACME,
        return_id=ReturnId(name),
        lines=_pieces([pieces], ["1"]),
        invoice_id=InvoiceId(invoice),
    )


def recount(name: str, pieces: int) -> CorrectReturn:
    """It were so many pieces of line 1."""
    return CorrectReturn(
        customer_id=ACME, return_id=ReturnId(name), lines=_pieces([pieces], ["1"])
    )


def _pieces(numbers: Iterable[int], lines: Iterable[str]) -> tuple[ReturnLine, ...]:
    return tuple(
        ReturnLine(
            id=LineId(f"r{line}"),
            quantity=Quantity.of(number),
            invoice_line=LineId(line),
        )
        for number, line in zip(numbers, lines, strict=True)
    )
