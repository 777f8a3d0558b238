"""The plainest commands about given documents, to make mistakes with."""

from __future__ import annotations

from collections.abc import Iterable

from credits_core.commands import (
    CreditUse,
    EditCredit,
    EditInvoice,
    EditPayment,
    Exact,
    IssueCredit,
    LineChange,
    Named,
    NamedCredit,
    NoCredits,
    ReceivePayment,
    RegisterInvoice,
)
from credits_core.credit import Credit
from credits_core.identity import CreditId, InvoiceId, LineId
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.payment import Method, Payment, Tender

from ...orders import LINE
from ..situation import Situation


def an_invoice(
    now: Situation, minor: int, invoice_id: InvoiceId | None = None, lines: int = 1
) -> RegisterInvoice:
    """An invoice whose lines cost so much each."""
    amount = Money(minor, now.currencies[0])
    names = (LINE, *(LineId(f"{n}") for n in range(2, lines + 1)))
    return RegisterInvoice(
        customer_id=now.customer_id,
        invoice_id=invoice_id or now.invoice_id(),
        lines=tuple(InvoiceLine(id=name, amount=amount) for name in names),
        date=now.first_open_day(),
    )


def an_edit(now: Situation, invoice_id: InvoiceId, amount: Money) -> EditInvoice:
    """A save that changes one line of the invoice by that much."""
    lines = now.ledger.lines.get(invoice_id)
    line_id = next(iter(lines)) if lines else LINE
    return EditInvoice(
        customer_id=now.customer_id,
        invoice_id=invoice_id,
        edit_id=now.edit_id(),
        changes=(LineChange(line_id=line_id, amount=amount),),
    )


def a_receipt(
    now: Situation,
    invoices: Iterable[InvoiceId],
    *amounts: Money,
    credits: CreditUse | None = None,
) -> ReceivePayment:
    """A receipt of those amounts in cash."""
    return ReceivePayment(
        customer_id=now.customer_id,
        payment_id=now.payment_id(),
        invoices=tuple(invoices),
        tenders=tuple(Tender(Method.CASH, one) for one in amounts),
        credits=credits or NoCredits(),
        date=now.first_open_day(),
    )


def by_name(
    now: Situation, invoice_id: InvoiceId, credit: CreditId, amount: Money
) -> ReceivePayment:
    """A receipt that pays the invoice with so much of that credit."""
    return a_receipt(now, [invoice_id], credits=Named((NamedCredit(credit, amount),)))


def exactly(now: Situation, invoice_id: InvoiceId, amount: Money) -> ReceivePayment:
    """A receipt that pays the invoice with so much from credits."""
    return a_receipt(now, [invoice_id], credits=Exact(amount))


def a_grant(now: Situation, amount: Money, credit_id: CreditId) -> IssueCredit:
    """A manual credit."""
    return IssueCredit(
        customer_id=now.customer_id,
        credit_id=credit_id,
        amount=amount,
        effective_date=now.first_open_day(),
    )


def to_amount(now: Situation, credit: Credit, amount: Money) -> EditCredit:
    """The credit is to be of that amount."""
    return EditCredit(customer_id=now.customer_id, credit_id=credit.id, amount=amount)


def received(now: Situation, payment: Payment, amount: Money) -> EditPayment:
    """The payment was of that amount."""
    return EditPayment(
        customer_id=now.customer_id, payment_id=payment.id, amount=amount
    )


def other_currency(now: Situation, currency: str) -> str:
    """A currency that is not *currency*."""
    others = [one for one in (*now.currencies, "EUR", "USD") if one != currency]
    return others[0]


def credits_alone(now: Situation) -> list[Credit]:
    """Credits that stand alone and can be edited."""
    return [one for one in now.alive if one.stands_alone]
