"""What is recorded of a customer, as claims that leave nothing out."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from credits_core.credit import Credit
from credits_core.customer_return import CustomerReturn
from credits_core.invoice import Invoice, InvoiceLine
from credits_core.ledger import Ledger, Lines
from credits_core.payment import Allocation, Application, Payment

from ..grammar import Values
from ..lines.claims import Claim
from ..lines.records import all_fields

RECORDED = frozenset({"invoice", "credit", "payment", "cash", "application", "return"})
"""What claims about records are about."""


@attrs.frozen
class Known:
    """All that can be claimed of one record; *shown* is what is usually told of it."""

    claim: Claim
    shown: frozenset[str]

    @property
    def brief(self) -> Claim:
        """What is usually told of it."""
        return self.only(self.shown)

    def only(self, names: frozenset[str]) -> Claim:
        """What it says under those *names*."""
        values = {n: v for n, v in self.claim.values.items() if n in names}
        return Claim(self.claim.about, values)


def records_of(ledger: Ledger) -> Iterator[Known]:
    """Every record: documents first, then the entries in their order."""
    for invoice in ledger.invoices.values():
        yield _invoice(invoice, ledger.lines[invoice.id])
    for credit in sorted(ledger.credits.values(), key=lambda one: one.order):
        yield _credit(credit)
    for payment in ledger.payments.values():
        yield _payment(payment)
    for customer_return in ledger.returns.values():
        yield _return(customer_return)
    entries: list[Allocation | Application] = [
        *ledger.allocations.values(),
        *ledger.applications.values(),
    ]
    yield from map(_entry, sorted(entries, key=lambda one: one.number))


def _known(
    about: str, values: Values, *shown: str, seldom: Values | None = None
) -> Known:
    """A record that is told by what is *shown*, and by the *seldom* that says much."""
    rare = {name for name, value in (seldom or {}).items() if value}
    return Known(Claim(about, values | (seldom or {})), frozenset({*shown, *rare}))


def _invoice(invoice: Invoice, lines: Lines) -> Known:
    values: Values = {
        "id": invoice.id,
        "total": invoice.total,
        "due": invoice.due,
        "status": invoice.status,
        "reductions": invoice.reductions,
        "date": invoice.date,
        "due_date": invoice.due_date,
        "number": invoice.number,
        "lines": tuple(_line(one) for one in lines.values()),
    }
    seldom: Values = {"forfeited": invoice.forfeited}
    return _known("invoice", values, "id", "total", "due", "status", seldom=seldom)


def _line(line: InvoiceLine) -> Claim:
    return Claim("line", all_fields(line) | {"returned": line.returned})


def _credit(credit: Credit) -> Known:
    values: Values = {
        "id": credit.id,
        "available": credit.available,
        "amount": credit.amount,
        "used": credit.used,
        "status": credit.status,
        "effective_date": credit.effective_date,
        "number": credit.number,
        "note": credit.note,
        "origin": credit.origin,
        "generated_by": credit.generated_by,
        "issued_by": credit.issued_by,
        "caused_by": credit.caused_by,
        "revision": credit.revision,
    }
    seldom: Values = {
        "given_up": credit.cancelled + credit.deleted,
        "hold": credit.hold,
        "remote_amount": credit.remote_amount,
    }
    shown = ("id", "available", "amount", "status")
    return _known("credit", values, *shown, seldom=seldom)


def _payment(payment: Payment) -> Known:
    gone = "reversed" if payment.is_reversed else "voided"
    values: Values = {
        "id": payment.id,
        "amount": payment.amount,
        "unapplied": payment.unapplied,
        "state": gone if payment.is_void else "received",
        "opening": payment.opening,
        "invoices": payment.invoices,
        "date": payment.date,
    }
    seldom: Values = {
        "replaces": payment.replaces,
        "possible_duplicate_of": payment.possible_duplicate_of,
    }
    shown = ("id", "amount", "unapplied", "state")
    return _known("payment", values, *shown, seldom=seldom)


def _return(one: CustomerReturn) -> Known:
    values: Values = {
        "id": one.id,
        "value": one.value,
        "state": "reopened" if one.is_reopened else "completed",
        "has_credit": one.has_credit,
        "lines": tuple(_goods(line) for line in one.lines),
    }
    seldom: Values = {"invoice_id": one.invoice_id}
    return _known("return", values, "id", "value", "state", seldom=seldom)


def _goods(line: attrs.AttrsInstance) -> Claim:
    return Claim("goods", all_fields(line))


def _entry(entry: Allocation | Application) -> Known:
    values = all_fields(entry) | {"is_live": entry.is_live}
    about = "cash" if isinstance(entry, Allocation) else "application"
    shown = ("amount", "credit_id", "payment_id", "invoice_id", "is_live")
    return _known(about, values, *shown)
