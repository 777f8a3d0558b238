"""Answering queries from a customer's ledger and journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from returns.result import Failure, Result, Success

from .credit import Credit, FromReturn
from .customer_return import ReturnedLine
from .entry import Entry
from .ledger import Ledger
from .money import Money
from .payment import Allocation, Application
from .queries import (
    CreditDetail,
    CreditRecord,
    CreditsOfCustomer,
    CustomerCredits,
    Finding,
    History,
    InvoiceDetail,
    InvoiceRecord,
    Journal,
    Query,
)
from .rejections import Rejection, Unknown


def answer(
    ledger: Ledger, query: Query, today: date, journal: Iterable[Entry]
) -> Result[Finding, Rejection]:
    """What the whole *ledger*, and the *journal* if asked for, say to *query*.

    *today* tells what is available from what is only scheduled (HC-42).
    """
    match query:
        case CustomerCredits():
            return Success(_credits_of(ledger, today))
        case CreditDetail():
            return _credit(ledger, query)
        case InvoiceDetail():
            return _invoice(ledger, query)
        case History():
            return Success(Journal(entries=tuple(journal)))


def _credits_of(ledger: Ledger, today: date) -> CreditsOfCustomer:
    credits = sorted(ledger.credits.values(), key=lambda credit: credit.order)
    left = tuple(credit for credit in credits if credit.available)
    usable = tuple(credit for credit in left if credit.usable_on(today))
    held = tuple(credit for credit in left if credit.hold is not None)
    scheduled = (one for one in left if one not in usable and one not in held)
    return CreditsOfCustomer(
        available=_totals(usable),
        scheduled=_totals(scheduled),
        held=_totals(held),
        open_credits=left,
    )


def _totals(credits: Iterable[Credit]) -> tuple[Money, ...]:
    """What is left of *credits*, a total for each currency."""
    totals: dict[str, Money] = {}
    for credit in credits:
        before = totals.get(credit.currency, credit.amount.zero)
        totals[credit.currency] = before + credit.available
    return tuple(totals[currency] for currency in sorted(totals))


def _credit(ledger: Ledger, query: CreditDetail) -> Result[Finding, Rejection]:
    credit = ledger.credits.get(query.credit_id)
    if credit is None:
        return Failure(Unknown(what="credit", id=query.credit_id))
    uses = [u for u in ledger.applications.values() if u.credit_id == credit.id]
    uses.sort(key=lambda use: use.number)
    record = CreditRecord(credit=credit, lines=_lines(ledger, credit), uses=tuple(uses))
    return Success(record)


def _lines(ledger: Ledger, credit: Credit) -> tuple[ReturnedLine, ...]:
    if not isinstance(credit.origin, FromReturn):
        return ()
    return ledger.returns[credit.origin.return_id].lines


def _invoice(ledger: Ledger, query: InvoiceDetail) -> Result[Finding, Rejection]:
    invoice = ledger.invoices.get(query.invoice_id)
    if invoice is None:
        return Failure(Unknown(what="invoice", id=query.invoice_id))
    entries: list[Allocation | Application] = [
        *ledger.allocations.values(),
        *ledger.applications.values(),
    ]
    tenders = [one for one in entries if one.invoice_id == invoice.id]
    tenders.sort(key=lambda entry: entry.number)
    lines = tuple(ledger.lines[invoice.id].values())
    record = InvoiceRecord(invoice=invoice, lines=lines, tenders=tuple(tenders))
    return Success(record)
