"""Payments: received, used for invoices and credits, changed, deposited."""

from __future__ import annotations

from typing import Final

from ..amounts import Document
from ..books import Record
from ..clock import pacific_date
from .customers import customer_choices, id_of
from .frame import framed
from .inputs import amount_field, button, choice, deed, field, form
from .markup import Content, Html, element
from .payment_uses import uses_in, uses_table
from .sales import as_json, deeds, summary
from .tables import figure, link_to, table
from .taking import amount_in, dated, text_in
from .visit import CUSTOMER, PAYMENT, SORTS, Deed, Visit
from .words import plain_amount

DEPOSIT: Final = "Deposit"


def new(visit: Visit) -> Html:
    """The form for a payment; first of all it asks from whom it comes."""
    chosen = visit.field("customer", visit.query("customer"))
    if not chosen:
        return framed(visit, "New payment", _from_whom(visit))
    customer = visit.record(CUSTOMER, chosen)
    today = pacific_date(visit.service.clock.now()).isoformat()
    return framed(
        visit,
        f"New payment of {customer.name}",
        form(
            visit.at(PAYMENT),
            element("input", type="hidden", name="customer", value=customer.id),
            _head(visit, {"TxnDate": today}),
            uses_table(visit, customer.id, None),
            button("Receive"),
        ),
    )


def _from_whom(visit: Visit) -> Html:
    return element(
        "form",
        choice("Customer", "customer", customer_choices(visit)),
        button("Go on"),
        method="get",
        action=visit.at(PAYMENT, "new"),
    )


def create(visit: Visit) -> Deed:
    """Write a payment down."""
    document = {
        "CustomerRef": {"value": visit.field("customer")},
        "Line": uses_in(visit, None),
        **_head_in(visit),
    }
    outcome = visit.company.person.create(PAYMENT.entity, document)
    return Deed(outcome, visit.at(PAYMENT, id_of(outcome)) + "?done=created")


def edit(visit: Visit) -> Deed:
    """Change a payment, and what it is used for."""
    record = visit.record(PAYMENT)
    changes = {"Line": uses_in(visit, record), **_head_in(visit)}
    outcome = visit.company.person.edit(PAYMENT.entity, record.id, changes)
    return Deed(outcome, visit.at(PAYMENT, record.id) + "?done=changed")


def deposit(visit: Visit) -> Deed:
    """Bring a payment to the bank."""
    record = visit.record(PAYMENT)
    outcome = visit.company.person.deposit(record.id)
    return Deed(outcome, visit.at(PAYMENT, record.id) + "?done=deposited")


def take_out(visit: Visit) -> Deed:
    """Delete the deposit that a payment is in."""
    record = visit.record(PAYMENT)
    held = visit.company.custody.books.applied.get(record.key, {})
    outcome = visit.company.person.delete(DEPOSIT, next(iter(held), ""))
    return Deed(outcome, visit.at(PAYMENT, record.id) + "?done=taken-out")


def shown(visit: Visit) -> Html:
    """All about one payment."""
    record = visit.record(PAYMENT)
    return framed(
        visit,
        f"Payment {record.id}",
        summary(visit, PAYMENT, record),
        _uses(visit, record),
        element(
            "section",
            element("h2", "Change this payment"),
            form(
                visit.at(PAYMENT, record.id),
                _head(visit, record.document()),
                uses_table(visit, record.customer, record),
                button("Save"),
            ),
            _depositing(visit, record),
            deeds(visit, PAYMENT, record),
        ),
        as_json(record),
    )


def _uses(visit: Visit, record: Record) -> Html:
    rows = [
        (_used(visit, use.kind, use.id), use.kind, figure(use.amount))
        for use in record.uses
    ]
    return table("What it links", ("Number", "Kind", "Amount"), rows)


def _used(visit: Visit, kind: str, object_id: str) -> Content:
    found = visit.company.custody.books.find(kind, object_id)
    known = found is not None and kind in {sort.entity for sort in SORTS}
    return link_to(visit, found) if found and known else f"Id {object_id}"


def _depositing(visit: Visit, record: Record) -> Html:
    here = visit.at(PAYMENT, record.id)
    if visit.company.custody.books.applied.get(record.key):
        return deed(f"{here}/take-out", "Take out of the deposit")
    return deed(f"{here}/deposit", "Deposit")


def _head(visit: Visit, document: Document) -> Content:
    """The fields above the uses."""
    total = plain_amount(document["TotalAmt"]) if "TotalAmt" in document else ""
    reference = str(document.get("PaymentRefNum", ""))
    note = str(document.get("PrivateNote", ""))
    date = visit.field("date", str(document.get("TxnDate", "")))
    return [
        field("Date", "date", date, type="date", required=True),
        amount_field("Amount received", "total", visit.field("total", total)),
        field("Reference", "reference", visit.field("reference", reference)),
        field("Note", "note", visit.field("note", note)),
    ]


def _head_in(visit: Visit) -> dict[str, object]:
    return {
        "TotalAmt": amount_in(visit, "total") or "0",
        "PaymentRefNum": text_in(visit, "reference"),
        "PrivateNote": text_in(visit, "note"),
        **dated(visit),
    }
