"""Commands of one customer in a word or two each, so that a test reads as a story.

Amounts are whole cents. Each function gives one command, which is possible as
long as the story makes it so.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    CompleteReturn,
    CreditUse,
    EditInvoice,
    EditPayment,
    Exact,
    Fill,
    IssueCredit,
    LineChange,
    Mode,
    Named,
    NamedCredit,
    NoCredits,
    ReceivePayment,
    RecordPaymentReversed,
    RegisterInvoice,
    ReopenReturn,
    ReturnLine,
    VoidApplication,
    VoidInvoice,
    VoidMode,
    VoidPayment,
)
from credits_core.exact import Quantity
from credits_core.identity import (
    CreditId,
    CustomerId,
    EditId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
)
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.payment import Method, Tender

ACME: Final = CustomerId("ACME")
"""The customer of every story."""


LINE: Final = LineId("1")
"""The only line of its invoices."""


def usd(minor: int) -> Money:
    """So many cents."""
    return Money(minor, "USD")


def cash(minor: int) -> tuple[Tender, ...]:
    """One tender of so many cents, or none."""
    return (Tender(Method.CASH, usd(minor)),) if minor else ()


def invoice(name: str, minor: int) -> RegisterInvoice:
    """An invoice of one line: that many pieces at a cent each."""
    line = InvoiceLine(id=LINE, amount=usd(minor), quantity=Quantity.of(minor))
    return RegisterInvoice(customer_id=ACME, invoice_id=InvoiceId(name), lines=(line,))


def edit(name: str, invoice_id: str, by: int) -> EditInvoice:
    """One save that changes the only line by so many pieces and cents."""
    change = LineChange(line_id=LINE, amount=usd(by), quantity=Quantity.of(by))
    return EditInvoice(
        customer_id=ACME,
        invoice_id=InvoiceId(invoice_id),
        edit_id=EditId(name),
        changes=(change,),
    )


FILL: Final = Fill()
"""As much from credits as is missing."""


def pay(
    name: str,
    minor: int,
    *invoices: str,
    credits: CreditUse | None = None,
    on: date | None = None,
) -> ReceivePayment:
    """A receipt of so much cash on those invoices."""
    return ReceivePayment(
        customer_id=ACME,
        payment_id=PaymentId(name),
        invoices=tuple(map(InvoiceId, invoices)),
        tenders=cash(minor),
        credits=credits or NoCredits(),
        date=on,
    )


def exact(minor: int) -> Exact:
    """So much from credits, the oldest first."""
    return Exact(usd(minor))


def of_credit(credit_id: str, minor: int) -> Named:
    """So much of the one credit."""
    return Named((NamedCredit(CreditId(credit_id), usd(minor)),))


def grant(name: str, minor: int, on: date | None = None) -> IssueCredit:
    """A manual credit."""
    return IssueCredit(
        customer_id=ACME, credit_id=CreditId(name), amount=usd(minor), effective_date=on
    )


def repay(name: str, minor: int, mode: Mode = Mode.CASCADE) -> EditPayment:
    """The receipt was of so much after all."""
    return EditPayment(
        customer_id=ACME, payment_id=PaymentId(name), amount=usd(minor), mode=mode
    )


def revoke(name: str, mode: Mode = Mode.CASCADE) -> VoidPayment:
    """The receipt's money is taken back."""
    return VoidPayment(customer_id=ACME, payment_id=PaymentId(name), mode=mode)


def bounce(name: str) -> RecordPaymentReversed:
    """The money of the receipt never arrived."""
    return RecordPaymentReversed(customer_id=ACME, payment_id=PaymentId(name))


def cancel(name: str, mode: CancelMode = CancelMode.BALANCE_ONLY) -> CancelCredit:
    """Give up what is left of a credit."""
    return CancelCredit(customer_id=ACME, credit_id=CreditId(name), mode=mode)


def unapply(payment: str, credit: str, invoice: str) -> VoidApplication:
    """Void one use of a credit."""
    return VoidApplication(
        customer_id=ACME,
        payment_id=PaymentId(payment),
        credit_id=CreditId(credit),
        invoice_id=InvoiceId(invoice),
    )


def void(name: str, mode: VoidMode = VoidMode.CASCADE) -> VoidInvoice:
    """Void an invoice and whatever has to go with it."""
    return VoidInvoice(customer_id=ACME, invoice_id=InvoiceId(name), mode=mode)


def bring_back(name: str, pieces: int, invoice: str | None = None) -> CompleteReturn:
    """So many pieces come back: those of an invoice, or at a cent each."""
    line = ReturnLine(
        id=LineId("r"),
        quantity=Quantity.of(pieces),
        value=None if invoice else usd(pieces),
        invoice_line=LINE if invoice else None,
    )
    return CompleteReturn(
        customer_id=ACME,
        return_id=ReturnId(name),
        lines=(line,),
        invoice_id=InvoiceId(invoice) if invoice else None,
    )


def reopen(name: str, mode: Mode = Mode.CASCADE) -> ReopenReturn:
    """The goods did not come back after all."""
    return ReopenReturn(customer_id=ACME, return_id=ReturnId(name), mode=mode)


def worth(goods: CompleteReturn, minor: int) -> CompleteReturn:
    """The same goods, each line worth so much."""
    lines = (attrs.evolve(line, value=usd(minor)) for line in goods.lines)
    return attrs.evolve(goods, lines=tuple(lines))
