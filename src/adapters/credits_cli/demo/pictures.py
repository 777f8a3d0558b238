"""The tables of the story, in the words of a bookkeeper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from credits_core.credit import (
    Credit,
    FromOverpayment,
    FromReduction,
    FromRemoteMemo,
    FromRemotePayment,
    FromReturn,
    Manual,
)
from credits_core.customer_return import CustomerReturn
from credits_core.entry import Effects
from credits_core.identity import InvoiceId
from credits_core.invoice import InvoiceStatus
from credits_core.ledger import Ledger
from credits_core.payment import Allocation, Application

from ..screen import a_table, struck

_STATUS: Final = {
    InvoiceStatus.VOID: "Void",
    InvoiceStatus.FULLY_PAID: "Fully Paid",
    InvoiceStatus.PARTIALLY_PAID: "Partially Paid",
    InvoiceStatus.UNPAID: "Unpaid",
}


def invoices(ledger: Ledger, wanted: Sequence[InvoiceId]) -> Table:
    """What is owed on each of the *wanted* invoices."""
    columns = ("Customer", "Invoice", "Total>", "Money>", "Credits>", "To credit>")
    table = a_table("Invoices", (*columns, "Due>", "Status"))
    for invoice_id in wanted:
        one = ledger.invoices[invoice_id]
        went = one.reductions + one.forfeited
        sums = (one.total, one.cash, one.applied, went, one.due)
        figures = (amount.figures for amount in sums)
        table.add_row(ledger.customer_id, one.id, *figures, _STATUS[one.status])
    return table


def credits(ledger: Ledger) -> Table:
    """All credits of the customer, the one that would be used first on top."""
    columns = ("Credit", "Comes from", "Since>", "Amount>", "Used>", "Given up>")
    title = f"Credits of {ledger.customer_id}, the oldest first"
    table = a_table(title, (*columns, "Available>", "Status"))
    for one in sorted(ledger.credits.values(), key=lambda credit: credit.order):
        sums = (one.amount, one.used, one.cancelled + one.deleted, one.available)
        table.add_row(
            *(one.number, source_of(one), one.effective_date.isoformat()),
            *(each.figures for each in sums),
            one.status.value,
        )
    return table


def source_of(credit: Credit) -> str:
    """Where a credit comes from, in a few words."""
    match credit.origin:
        case Manual():
            return f"granted by {credit.issued_by}"
        case FromReturn(return_id):
            return f"return {return_id}"
        case FromOverpayment(payment_id):
            return f"{payment_id} overpaid"
        case FromReduction(invoice_id):
            return f"{invoice_id} lowered"
        case FromRemoteMemo(system) | FromRemotePayment(system):
            return f"read in from {system}"


def history(ledger: Ledger, invoice_id: InvoiceId, console: Console) -> Table:
    """Everything that was ever put on an invoice, what was voided too (R13)."""
    columns = ("Date", "Receipt", "Paid by", "Amount>", "Voided")
    table = a_table(f"Payment history of {invoice_id}", columns)
    for _, one in sorted(_entries(ledger), key=lambda pair: pair[0]):
        if one.invoice_id == invoice_id:
            day, means = one.date.isoformat(), _means(ledger, one)
            texts = (day, one.payment_id, means, one.amount.figures)
            voided = "" if one.voided_on is None else f"on {one.voided_on}"
            table.add_row(*_drawn(texts, console, is_live=one.is_live), voided)
    return table


def _entries(ledger: Ledger) -> Iterable[tuple[int, Allocation | Application]]:
    yield from ledger.allocations.items()
    yield from ledger.applications.items()


def _drawn(texts: Iterable[str], console: Console, *, is_live: bool) -> list[Text]:
    return [Text(text) if is_live else struck(text, console) for text in texts]


def _means(ledger: Ledger, entry: Allocation | Application) -> str:
    if isinstance(entry, Application):
        return f"credit {ledger.credits[entry.credit_id].number}"
    tenders = ledger.payments[entry.payment_id].tenders
    return "money: " + ", ".join(one.method.value for one in tenders)


def line_items(goods: CustomerReturn) -> Table:
    """What came back, line by line: the credit's own line items (R7)."""
    columns = ("Product", "Package", "Batch", "Quantity>", "Unit price>", "Value>")
    table = a_table(f"Line items of the credit for {goods.id}", columns)
    for line in goods.lines:
        table.add_row(
            *(line.product, line.package, line.batch),
            *(str(line.quantity), str(line.unit_price), line.value.figures),
        )
    return table


def plan(effects: Effects) -> Table:
    """What a command would change, nothing of which has happened (R19)."""
    table = a_table("What would change", ("What", "Which", "Would be>"))
    for due in effects.due:
        table.add_row("Due on invoice", due.invoice_id, due.due.figures)
    for credit in effects.credits:
        table.add_row("Amount of credit", credit.credit_id, credit.amount.figures)
        table.add_row("  available of it", "", credit.available.figures)
    for move in effects.voided:
        which = f"{move.credit_id} on {move.invoice_id}"
        table.add_row("Application voided", which, move.amount.figures)
    return table
