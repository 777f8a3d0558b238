"""One command of every kind, with something in every field."""

from __future__ import annotations

from datetime import date
from typing import Final

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    Command,
    CompleteReturn,
    CorrectReturn,
    CreditAmount,
    CreditUnused,
    CreditUse,
    CreditUsed,
    DeleteCredit,
    EditCredit,
    EditInvoice,
    EditPayment,
    Exact,
    Fill,
    ImportChange,
    ImportCredit,
    ImportPayment,
    IssueCredit,
    LineChange,
    Mode,
    Named,
    NamedCredit,
    NoCredits,
    PaymentAmount,
    ReceivePayment,
    RecordPaymentReversed,
    RegisterInvoice,
    ReleaseHold,
    RemoteAllocation,
    RemoteChange,
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
    EditId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
)
from credits_core.invoice import InvoiceLine, LineKind
from credits_core.payment import Method, Tender

from .orders import ACME, usd

CREDIT: Final = CreditId("K-1")
INVOICE, PAYMENT = InvoiceId("INV-1"), PaymentId("P-1")
RETURN: Final = ReturnId("R-1")
DAY: Final = date(2026, 1, 31)


def _receipt(credits: CreditUse) -> ReceivePayment:
    return ReceivePayment(
        customer_id=ACME,
        payment_id=PAYMENT,
        invoices=(INVOICE, InvoiceId("INV-2")),
        tenders=(Tender(Method.CHECK, usd(7)), Tender(Method.CARD, usd(8))),
        credits=credits,
        date=DAY,
        replaces=PaymentId("P-0"),
    )


def _change(change: RemoteChange) -> ImportChange:
    return ImportChange(customer_id=ACME, change=change)


COMMANDS: Final[tuple[Command, ...]] = (
    IssueCredit(
        customer_id=ACME,
        credit_id=CREDIT,
        amount=usd(5),
        effective_date=DAY,
        number="Gutschrift № 1",
        note="two\nlines",
    ),
    EditCredit(
        customer_id=ACME, credit_id=CREDIT, amount=usd(6), note="less", revision=3
    ),
    CancelCredit(customer_id=ACME, credit_id=CREDIT, mode=CancelMode.REVERT),
    DeleteCredit(customer_id=ACME, credit_id=CREDIT),
    ReleaseHold(customer_id=ACME, credit_id=CREDIT),
    RegisterInvoice(
        customer_id=ACME,
        invoice_id=INVOICE,
        lines=(
            InvoiceLine(
                id=LineId("1"),
                amount=usd(99),
                product="screws",
                quantity=Quantity.of("2.5"),
                unit_price=Quantity.of("0.396"),
                kind=LineKind.CHARGE,
            ),
        ),
        number="2026/1",
        date=DAY,
        due_date=DAY,
    ),
    EditInvoice(
        customer_id=ACME,
        invoice_id=INVOICE,
        edit_id=EditId("E-1"),
        changes=(
            LineChange(
                line_id=LineId("2"),
                amount=usd(-9),
                quantity=Quantity.of("-0.25"),
                product="nuts",
                unit_price=Quantity.of(36),
                kind=LineKind.CHARGE,
            ),
        ),
    ),
    VoidInvoice(customer_id=ACME, invoice_id=INVOICE, mode=VoidMode.KEEP),
    _receipt(NoCredits()),
    _receipt(Exact(usd(4))),
    _receipt(Fill()),
    _receipt(Named((NamedCredit(CREDIT, usd(3)), NamedCredit(CreditId("L"), usd(1))))),
    EditPayment(customer_id=ACME, payment_id=PAYMENT, amount=usd(4), mode=Mode.CASCADE),
    VoidPayment(
        customer_id=ACME,
        payment_id=PAYMENT,
        mode=Mode.CASCADE,
        including_credits=True,
    ),
    RecordPaymentReversed(customer_id=ACME, payment_id=PAYMENT, reason="no funds"),
    VoidApplication(
        customer_id=ACME,
        payment_id=PAYMENT,
        credit_id=CREDIT,
        invoice_id=INVOICE,
        reopen=True,
    ),
    CompleteReturn(
        customer_id=ACME,
        return_id=RETURN,
        lines=(
            ReturnLine(
                id=LineId("r"),
                product="screws",
                quantity=Quantity.of(1),
                value=usd(40),
                unit_price=Quantity.of("0.4"),
                package="box",
                batch="7",
                invoice_line=LineId("1"),
            ),
        ),
        invoice_id=INVOICE,
    ),
    ReopenReturn(customer_id=ACME, return_id=RETURN, mode=Mode.CASCADE),
    CorrectReturn(
        customer_id=ACME,
        return_id=RETURN,
        lines=(ReturnLine(id=LineId("r"), quantity=Quantity.of(2), value=usd(8)),),
        mode=Mode.CASCADE,
    ),
    ImportCredit(
        customer_id=ACME,
        credit_id=CREDIT,
        system="qbo",
        remote_id="77",
        amount=usd(9),
        opening=usd(2),
        effective_date=DAY,
        number="CM 77",
        note="old",
    ),
    ImportPayment(
        customer_id=ACME,
        payment_id=PAYMENT,
        system="qbo",
        tenders=(Tender(Method.OTHER, usd(9)),),
        allocations=(RemoteAllocation(invoice_id=INVOICE, amount=usd(4)),),
        invoices=(InvoiceId("INV-2"),),
        opening=usd(1),
        date=DAY,
    ),
    _change(CreditAmount(CREDIT, usd(3))),
    _change(PaymentAmount(PAYMENT, usd(0))),
    _change(CreditUsed(PAYMENT, CREDIT, INVOICE, usd(2))),
    _change(CreditUnused(PAYMENT, CREDIT, INVOICE)),
)
"""Every kind of command, and every shape of the parts that have several."""
