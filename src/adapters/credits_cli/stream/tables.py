"""The four tables that show a book at its end, as comma-separated text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs

from credits_core.credit import (
    Credit,
    FromOverpayment,
    FromReduction,
    FromRemoteMemo,
    FromRemotePayment,
    FromReturn,
    Manual,
)
from credits_core.ledger import Ledger

from .figures import figures_of

Row = tuple[str, ...]


@attrs.frozen
class Table:
    """One table: its *name*, its columns, and the rows one whole ledger gives it.

    The rows of all ledgers are sorted by *order*.
    """

    name: str
    columns: Row
    rows: Callable[[Ledger, str], Iterator[Row]]
    order: Callable[[Row], tuple[str, int]]


def tables_of(ledgers: Iterable[Ledger], currency: str) -> dict[str, str]:
    """The text of each table, by its name, over whole *ledgers*."""
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for ledger in ledgers:
        for table in TABLES:
            rows[table.name].extend(table.rows(ledger, currency))
    return {table.name: _text(table, rows[table.name]) for table in TABLES}


def _text(table: Table, rows: list[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    ordered = sorted(rows, key=table.order)
    writer.writerows(ordered)
    return text.getvalue()


def _credits(ledger: Ledger, currency: str) -> Iterator[Row]:
    for credit in ledger.credits.values():
        if credit.currency == currency:
            kind, invoice, payment = _source(credit)
            left = (credit.available, credit.cancelled, credit.deleted)
            yield (
                *(credit.id, kind, ledger.customer_id),
                *(credit.effective_date.isoformat(), invoice, payment),
                *(amount.figures for amount in (credit.amount, credit.used, *left)),
                credit.status.value,
            )


def _source(credit: Credit) -> Row:
    match credit.origin:
        case Manual():
            return ("manual", "", "")
        case FromReturn():
            return ("return", "", "")
        case FromOverpayment(payment_id):
            return ("overpayment", "", payment_id)
        case FromReduction(invoice_id):
            return ("reduction", invoice_id, "")
        case FromRemoteMemo(system):
            return (f"{system}_memo", "", "")
        case FromRemotePayment(system, payment_id):
            return (f"{system}_unapplied", "", payment_id)


def _applications(ledger: Ledger, currency: str) -> Iterator[Row]:
    made = [ledger.applications[number] for number in sorted(ledger.applications)]
    for count, one in enumerate(made, start=1):
        if one.amount.currency == currency:
            yield (
                *(ledger.customer_id, str(count)),
                *(one.payment_id, one.credit_id, one.invoice_id),
                *(one.amount.figures, "0" if one.is_live else "1"),
            )


def _invoices(ledger: Ledger, currency: str) -> Iterator[Row]:
    for one in ledger.invoices.values():
        if one.currency == currency:
            owed = (one.reductions, one.forfeited, one.due)
            sums = (one.total, one.cash, one.applied, *owed)
            figures = (amount.figures for amount in sums)
            yield (one.id, ledger.customer_id, *figures, one.status.value)


def _customers(ledger: Ledger, currency: str) -> Iterator[Row]:
    figures = figures_of(ledger, currency).plain(currency)
    yield (ledger.customer_id, *(figures[name] for name in _CUSTOMER_FIGURES))


def _by_name(row: Row) -> tuple[str, int]:
    return (row[0], 0)


def _by_customer_and_count(row: Row) -> tuple[str, int]:
    return (row[0], int(row[1]))


_CUSTOMER_FIGURES: Final = (
    *("cash", "granted", "settled"),
    *("available", "written_off", "receivable"),
)
_CREDIT_COLUMNS: Final = (
    *("credit", "kind", "customer", "effective_date"),
    *("source_invoice", "source_payment"),
    *("amount", "used", "available", "cancelled", "deleted", "status"),
)
_APPLICATION_COLUMNS: Final = (
    *("customer", "n", "payment", "credit", "invoice", "amount", "voided"),
)
_INVOICE_COLUMNS: Final = (
    *("invoice", "customer", "total", "cash", "applied"),
    *("reductions", "forfeited", "due", "status"),
)

TABLES: Final = (
    Table("credits", _CREDIT_COLUMNS, _credits, _by_name),
    Table(
        "applications",
        _APPLICATION_COLUMNS,
        _applications,
        _by_customer_and_count,
    ),
    Table("invoices", _INVOICE_COLUMNS, _invoices, _by_name),
    Table("customers", ("customer", *_CUSTOMER_FIGURES), _customers, _by_name),
)
"""All tables, in the order in which they are written."""
