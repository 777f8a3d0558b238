"""Commands that are refused for what became of an invoice, a receipt, a return."""

from __future__ import annotations

import attrs

from credits_core.commands import (
    CompleteReturn,
    EditInvoice,
    LineChange,
    RecordPaymentReversed,
    ReopenReturn,
    ReturnLine,
    VoidApplication,
    VoidInvoice,
    VoidPayment,
)
from credits_core.exact import NONE, Quantity
from credits_core.identity import InvoiceId, LineId
from credits_core.invoice import InvoiceLine
from credits_core.money import Money

from ..chance import Chance
from ..situation import Situation
from .plain import a_receipt, an_edit, an_invoice
from .requests import Mistakes


def voided(_: Chance, now: Situation) -> Mistakes:
    """Voiding what was voided before."""
    who, ledger = now.customer_id, now.ledger
    for invoice in ledger.invoices.values():
        if invoice.is_void:
            yield VoidInvoice(customer_id=who, invoice_id=invoice.id)
    for payment in ledger.payments.values():
        if payment.is_void:
            yield VoidPayment(customer_id=who, payment_id=payment.id)
            yield RecordPaymentReversed(customer_id=who, payment_id=payment.id)
    live = {(one.payment_id, one.credit_id, one.invoice_id) for one in now.uses}
    for use in ledger.applications.values():
        if (use.payment_id, use.credit_id, use.invoice_id) not in live:
            yield VoidApplication(
                customer_id=who,
                payment_id=use.payment_id,
                credit_id=use.credit_id,
                invoice_id=use.invoice_id,
            )


def on_a_void_invoice(_: Chance, now: Situation) -> Mistakes:
    """Paying, editing, or returning goods of, an invoice that is void."""
    for invoice in now.ledger.invoices.values():
        if invoice.is_void:
            cent = Money(1, invoice.currency)
            yield a_receipt(now, [invoice.id], cent)
            yield an_edit(now, invoice.id, cent)
            line_id = next(iter(now.ledger.lines[invoice.id]))
            yield _returned(now, invoice.id, line_id, Quantity.of(1))


def _returned(
    now: Situation, invoice_id: InvoiceId, line_id: LineId, quantity: Quantity
) -> CompleteReturn:
    line = ReturnLine(id=LineId("r"), quantity=quantity, invoice_line=line_id)
    return CompleteReturn(
        customer_id=now.customer_id,
        return_id=now.return_id(),
        lines=(line,),
        invoice_id=invoice_id,
    )


def not_completed(_: Chance, now: Situation) -> Mistakes:
    """Taking back a return that was taken back before."""
    for goods in now.ledger.returns.values():
        if goods.is_reopened:
            yield ReopenReturn(customer_id=now.customer_id, return_id=goods.id)


def with_returned_goods(_: Chance, now: Situation) -> Mistakes:
    """Voiding an invoice of which goods came back, or lowering their line below."""
    for invoice in now.editable:
        for line in now.ledger.lines[invoice.id].values():
            if line.has_return:
                yield VoidInvoice(customer_id=now.customer_id, invoice_id=invoice.id)
                yield _emptied(now, invoice.id, line)


def _emptied(now: Situation, invoice_id: InvoiceId, line: InvoiceLine) -> EditInvoice:
    return EditInvoice(
        customer_id=now.customer_id,
        invoice_id=invoice_id,
        edit_id=now.edit_id(),
        changes=(
            LineChange(
                line_id=line.id,
                amount=-line.amount,
                quantity=NONE - line.quantity,
            ),
        ),
    )


def more_than_sold(chance: Chance, now: Situation) -> Mistakes:
    """More goods come back than are left of the line."""
    for invoice in now.invoices:
        for line in now.ledger.lines[invoice.id].values():
            left = line.quantity - line.returned_quantity
            if left >= NONE:
                more = left + Quantity.of(1 + chance.below(2))
                yield _returned(now, invoice.id, line.id, more)
            if left > NONE:
                goods = _returned(now, invoice.id, line.id, left)
                yield _worth_more(goods, line.amount - line.returned)


def _worth_more(goods: CompleteReturn, left: Money) -> CompleteReturn:
    """The same goods, at a cent more than is left of what they were sold for."""
    value = Money(1, left.currency) + max(left, left.zero)
    lines = (attrs.evolve(goods.lines[0], value=value),)
    return attrs.evolve(goods, lines=lines)


def below_nothing(chance: Chance, now: Situation) -> Mistakes:
    """A total that would be less than nothing."""
    yield an_invoice(now, -1 - chance.below(2))
    for invoice in now.editable:
        lines = now.ledger.lines[invoice.id].values()
        if not any(line.has_return for line in lines):
            less = Money(1, invoice.currency) + invoice.total
            yield an_edit(now, invoice.id, -less)
