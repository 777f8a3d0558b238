"""Events made by hand, with whatever they do not tell left as plain as can be."""

from __future__ import annotations

from datetime import date

from credits_core.commands import LineChange
from credits_core.credit import FromOverpayment, FromReduction, Manual, Origin
from credits_core.customer_return import ReturnedLine
from credits_core.events import (
    CashAllocated,
    CashReleased,
    CreditApplied,
    CreditIssued,
    InvoiceEdited,
    InvoiceRegistered,
    PaymentReceived,
    ReturnCompleted,
)
from credits_core.exact import Quantity
from credits_core.identity import (
    CreditId,
    EditId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
    overpayment_of,
    reduction_of,
)
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.payment import Method, Tender

from .given import ANNA, DAY, usd


def registered(invoice: str, total: str, *, lines: int = 1) -> InvoiceRegistered:
    """An invoice with that many lines; the last ones cost nothing."""
    amounts = [usd(total), *(usd("0") for _ in range(lines - 1))]
    return InvoiceRegistered(
        invoice_id=InvoiceId(invoice),
        number=invoice,
        date=DAY,
        due_date=None,
        total=usd(total),
        lines=tuple(
            InvoiceLine(id=LineId(f"L{place}"), amount=amount, quantity=Quantity.of(10))
            for place, amount in enumerate(amounts, start=1)
        ),
    )


def received(payment: str, amount: str, *invoices: str) -> PaymentReceived:
    """A receipt of cash that names those invoices; without money it has no tender."""
    money = usd(amount)
    return PaymentReceived(
        payment_id=PaymentId(payment),
        date=DAY,
        amount=money,
        tenders=(Tender(Method.CASH, money),) if money else (),
        invoices=tuple(map(InvoiceId, invoices)),
        opening=money.zero,
    )


def allocated(number: int, payment: str, invoice: str, amount: str) -> CashAllocated:
    """Cash of a payment on an invoice."""
    return CashAllocated(
        number=number,
        payment_id=PaymentId(payment),
        invoice_id=InvoiceId(invoice),
        amount=usd(amount),
        date=DAY,
    )


def released(number: int, payment: str, invoice: str, amount: str) -> CashReleased:
    """Cash of a payment off an invoice."""
    return CashReleased(
        number=number,
        payment_id=PaymentId(payment),
        invoice_id=InvoiceId(invoice),
        amount=usd(amount),
        date=DAY,
    )


def applied(
    number: int, payment: str, credit: str, invoice: str, amount: str
) -> CreditApplied:
    """Part of a credit on an invoice."""
    return CreditApplied(
        number=number,
        payment_id=PaymentId(payment),
        credit_id=CreditId(credit),
        invoice_id=InvoiceId(invoice),
        amount=usd(amount),
        date=DAY,
    )


def issued(
    credit: str,
    amount: Money | str,
    *,
    on: date = DAY,
    sequence: int = 1,
    origin: Origin | None = None,
    generated_by: tuple[str, ...] = (),
) -> CreditIssued:
    """A credit, granted by hand unless another *origin* is told."""
    money = usd(amount) if isinstance(amount, str) else amount
    return CreditIssued(
        credit_id=CreditId(credit),
        origin=origin or Manual(),
        amount=money,
        opening=money.zero,
        effective_date=on,
        sequence=sequence,
        number=credit,
        note="",
        generated_by=tuple(map(InvoiceId, generated_by)),
        funded_by=(),
        issued_by=ANNA,
        caused_by=None,
    )


def overpaid(payment: str, amount: str, *invoices: str) -> CreditIssued:
    """The credit that is the unapplied money of a payment."""
    payment_id = PaymentId(payment)
    origin = FromOverpayment(payment_id)
    credit_id = overpayment_of(payment_id)
    return issued(credit_id, amount, origin=origin, generated_by=invoices)


def reduced(edit: str, invoice: str, amount: str) -> CreditIssued:
    """The credit that an edit of an invoice issued."""
    edit_id = EditId(edit)
    origin = FromReduction(InvoiceId(invoice), edit_id)
    credit_id = reduction_of(edit_id)
    return issued(credit_id, amount, origin=origin, generated_by=(invoice,))


def edited(
    edit: str, invoice: str, old: str, new: str, **amounts: str
) -> InvoiceEdited:
    """Lines of an invoice that changed by so much, each by the name of its line."""
    changes = (
        LineChange(line_id=LineId(name), amount=usd(amount))
        for name, amount in amounts.items()
    )
    return InvoiceEdited(
        invoice_id=InvoiceId(invoice),
        edit_id=EditId(edit),
        old_total=usd(old),
        new_total=usd(new),
        changes=tuple(changes),
    )


def returned(name: str, invoice: str | None, value: str) -> ReturnCompleted:
    """One piece came back, of an invoice's first line or of none; without a credit."""
    line = ReturnedLine(
        id=LineId("R1"),
        product="apples",
        quantity=Quantity.of(1),
        value=usd(value),
        unit_price=Quantity.of(value),
        invoice_line=LineId("L1") if invoice else None,
    )
    return ReturnCompleted(
        return_id=ReturnId(name),
        invoice_id=InvoiceId(invoice) if invoice else None,
        lines=(line,),
        has_credit=False,
    )
