"""What is promised of payments, invoices and returns: they change by what is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from credits_core.commands import (
    CompleteReturn,
    CorrectReturn,
    EditInvoice,
    EditPayment,
    ImportChange,
    ImportPayment,
    PaymentAmount,
    ReceivePayment,
    RecordPaymentReversed,
    RegisterInvoice,
    ReopenReturn,
    VoidInvoice,
    VoidPayment,
)
from credits_core.customer_return import CustomerReturn
from credits_core.identity import InvoiceId, LineId, PaymentId
from credits_core.laws import Step
from credits_core.laws.law import Finding
from credits_core.ledger import Ledger


def money_received(step: Step) -> Iterator[Finding]:
    """The money of every payment is what it was, or what the command says."""
    said = _said_of_payments(step)
    for payment in step.after.payments.values():
        known = step.before.payments.get(payment.id)
        wanted = said.get(payment.id, known.received.minor if known else 0)
        if payment.received.minor != wanted:
            yield payment.id, f"{payment.received} was received, not {wanted}."
    for payment_id in step.before.payments.keys() - step.after.payments.keys():
        yield payment_id, "The payment is not on record any more."


def _said_of_payments(step: Step) -> dict[PaymentId, int]:
    command = step.entry.command
    match command:
        case ReceivePayment():
            money = sum(one.minor for one in command.amounts)
            return {command.payment_id: money}
        case ImportPayment() | EditPayment():
            return {command.payment_id: command.amount.minor}
        case VoidPayment() | RecordPaymentReversed():
            return {command.payment_id: 0}
        case ImportChange(change=PaymentAmount(payment_id, amount)):
            return {payment_id: amount.minor}
        case _:
            return {}


def totals_billed(step: Step) -> Iterator[Finding]:
    """The total of every invoice is what it was, or what the command says."""
    said = _said_of_invoices(step)
    for invoice in step.after.invoices.values():
        known = step.before.invoices.get(invoice.id)
        wanted = said.get(invoice.id, known.total.minor if known else 0)
        if invoice.total.minor != wanted:
            yield invoice.id, f"Its total is {invoice.total}, not {wanted}."
        if known and known.is_void and not invoice.is_void:
            yield invoice.id, "A void invoice came back."
    for invoice_id in step.before.invoices.keys() - step.after.invoices.keys():
        yield invoice_id, "The invoice is not on record any more."
    if isinstance(step.entry.command, EditInvoice):
        yield from _dearer(step, step.entry.command)


def _dearer(step: Step, command: EditInvoice) -> Iterator[Finding]:
    """An invoice that asks for more than the edit made it ask for."""
    before = step.before.invoices[command.invoice_id]
    after = step.after.invoices[command.invoice_id]
    raised = max(after.total.minor - before.total.minor, 0)
    if after.due.minor > before.due.minor + raised:
        yield after.id, f"{after.due} is due, and {before.due} was before the edit."


def _said_of_invoices(step: Step) -> dict[InvoiceId, int]:
    command = step.entry.command
    match command:
        case RegisterInvoice():
            return {command.invoice_id: command.total.minor}
        case EditInvoice():
            before = step.before.invoices[command.invoice_id].total.minor
            net = sum(change.amount.minor for change in command.changes)
            return {command.invoice_id: before + net}
        case VoidInvoice():
            return {command.invoice_id: 0}
        case _:
            return {}


def value_of_goods(step: Step) -> Iterator[Finding]:
    """A return credit moves by the value of the return, and a line closes exactly."""
    command = step.entry.command
    match command:
        case VoidInvoice():
            yield from _back_on_void(step.after, command.invoice_id)
        case CompleteReturn() | CorrectReturn():
            yield from _moved_goods(step, step.after.returns[command.return_id])
            yield from _not_closed(command, step.after)
        case ReopenReturn():
            yield from _moved_goods(step, step.after.returns[command.return_id])
        case _:
            return


def _back_on_void(ledger: Ledger, invoice_id: InvoiceId) -> Iterator[Finding]:
    for line in ledger.lines[invoice_id].values():
        if line.returned_quantity.micros or line.returned:
            yield line.id, "Goods of it are back, and its invoice is void."


def _moved_goods(step: Step, goods: CustomerReturn) -> Iterator[Finding]:
    if any(item.quantity.micros <= 0 for item in goods.lines):
        yield goods.id, "A line of it returns nothing at all."
    if goods.has_credit:
        yield from _credit_beside_goods(step, goods)
    if goods.invoice_id is not None:
        if step.after.invoices[goods.invoice_id].is_void:
            yield goods.id, f"Goods of {goods.invoice_id} move, which is void."
        yield from _lines_beside_goods(step.after, goods.invoice_id)


def _credit_beside_goods(step: Step, goods: CustomerReturn) -> Iterator[Finding]:
    known = step.before.credits.get(goods.credit_id)
    amount = 0 if known is None else known.amount.minor
    credit = step.after.credits[goods.credit_id]
    moved = _worth(step.after, goods) - _worth(step.before, goods)
    if not credit.live and moved < 0:
        return
    if credit.amount.minor - amount != moved:
        yield credit.id, f"It moved from {amount} to {credit.amount}, not by {moved}."


def _worth(ledger: Ledger, goods: CustomerReturn) -> int:
    known = ledger.returns.get(goods.id)
    return 0 if known is None or known.is_reopened else known.value.minor


def _lines_beside_goods(ledger: Ledger, invoice_id: InvoiceId) -> Iterator[Finding]:
    """Lines that do not show what the returns of the invoice say."""
    pieces: Counter[LineId] = Counter()
    value: Counter[LineId] = Counter()
    for goods in ledger.returns.values():
        counts = goods.invoice_id == invoice_id and not goods.is_reopened
        for item in goods.lines if counts else ():
            if item.invoice_line is not None:
                pieces[item.invoice_line] += item.quantity.micros
                value[item.invoice_line] += item.value.minor
    for line in ledger.lines[invoice_id].values():
        shown = line.returned_quantity.micros, line.returned.minor
        if shown != (pieces[line.id], value[line.id]):
            yield line.id, f"It shows {shown} as returned."


def _not_closed(
    command: CompleteReturn | CorrectReturn, ledger: Ledger
) -> Iterator[Finding]:
    """Lines whose last goods came back, and not for all that was left of them."""
    invoice_id = ledger.returns[command.return_id].invoice_id
    sold = ledger.lines[invoice_id] if invoice_id is not None else {}
    last = {one.invoice_line: one for one in command.lines}
    for line in sold.values():
        item = last.get(line.id)
        came_whole = line.returned_quantity == line.quantity
        if item is None or item.value is not None or not came_whole:
            continue
        if line.returned != line.amount:
            yield line.id, f"All of it is back for {line.returned} of {line.amount}."
