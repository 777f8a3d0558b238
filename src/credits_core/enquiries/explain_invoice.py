"""Why an invoice is paid or not, entry by entry (R25)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
from returns.result import Failure, Result, Success
from typing_extensions import override

from ..entry import Entry
from ..events import ApplicationVoided, CashReleased
from ..identity import CustomerId, InvoiceId, an_id
from ..invoice import Invoice, InvoiceStatus
from ..ledger import Ledger
from ..payment import Allocation, Application
from ..rejections import Rejection, Unknown
from .enquiry import Enquiry, Sources
from .sentences import of_tender
from .steps import Step, steps_of_invoice


@attrs.frozen(kw_only=True)
class InvoiceExplained:
    """Why an invoice is paid or not.

    *why* says it in sentences, *steps* tell it entry by entry, each with what was
    due after it, and *tenders* are all that was ever put on it, voided ones too.
    """

    invoice: Invoice
    why: tuple[str, ...]
    steps: tuple[Step, ...]
    tenders: tuple[Allocation | Application, ...]


@attrs.frozen(kw_only=True)
class ExplainInvoice(Enquiry[InvoiceExplained]):
    """The question why an invoice is paid or not, entry by entry (R25)."""

    customer_id: CustomerId = attrs.field(validator=an_id)
    invoice_id: InvoiceId = attrs.field(validator=an_id)

    @override
    def answered(self, sources: Sources) -> Result[InvoiceExplained, Rejection]:
        """The answer, from the customer's ledger and journal."""
        with sources.ledgers.exclusively((self.customer_id,)):
            ledger = sources.whole(self.customer_id)
            entries = tuple(sources.ledgers.journal(self.customer_id))
        invoice = ledger.invoices.get(self.invoice_id)
        if invoice is None:
            return Failure(Unknown(what="invoice", id=self.invoice_id))
        tenders = _tenders(ledger, invoice)
        return Success(
            InvoiceExplained(
                invoice=invoice,
                why=tuple(_why(invoice, tenders, entries)),
                steps=tuple(steps_of_invoice(entries, invoice.id)),
                tenders=tenders,
            )
        )


def _tenders(ledger: Ledger, invoice: Invoice) -> tuple[Allocation | Application, ...]:
    entries: list[Allocation | Application] = [
        *ledger.allocations.values(),
        *ledger.applications.values(),
    ]
    found = [one for one in entries if one.invoice_id == invoice.id]
    return tuple(sorted(found, key=lambda one: one.number))


def _why(
    invoice: Invoice,
    tenders: Iterable[Allocation | Application],
    entries: Iterable[Entry],
) -> Iterator[str]:
    yield f"Invoice {invoice.id} has a total of {invoice.total}."
    takers = dict(_takers(entries))
    for one in tenders:
        what = f"{one.amount} {of_tender(one)}"
        if one.is_live:
            yield f"{what} is on it since {one.date}."
        else:
            yield f"{what} was taken back on {one.voided_on}{takers[one.number]}."
    if invoice.reductions:
        yield f"{invoice.reductions} that was paid too much became credit."
    if invoice.forfeited:
        yield f"{invoice.forfeited} that was paid too much was forfeited."
    yield _conclusion(invoice)


def _takers(entries: Iterable[Entry]) -> Iterator[tuple[int, str]]:
    """Who took back each entry that was voided, and by which command."""
    for entry in entries:
        for event in entry.events:
            if isinstance(event, (ApplicationVoided, CashReleased)):
                yield event.number, f" by {entry.user_id} ({_words(entry)})"


def _words(entry: Entry) -> str:
    """The name of a command as words, such as *void application*."""
    name = type(entry.command).__name__
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()


def _conclusion(invoice: Invoice) -> str:
    match invoice.status:
        case InvoiceStatus.VOID:
            return "It is void; nothing is due."
        case InvoiceStatus.FULLY_PAID:
            return "Nothing is due: it is fully paid."
        case InvoiceStatus.UNPAID:
            return f"All of it is due: {invoice.due}."
        case InvoiceStatus.PARTIALLY_PAID:
            return f"{invoice.due} is still due."
