"""Invoices and credit memos: written, looked at, changed, voided, deleted, copied."""

from __future__ import annotations

from typing import Final

from ..amounts import Document
from ..books import Record
from ..clock import pacific_date
from .customers import customer_choices, id_of
from .frame import framed
from .inputs import button, choice, deed, field, form
from .markup import Content, Html, element
from .sale_lines import lines_in, lines_table
from .tables import Figure, customer_link, figure, link_to, table
from .taking import date_in, dated, text_in
from .visit import INVOICE, PAYMENT, Deed, NotTakenError, Sort, Visit
from .words import state_of

BLANK_LINES: Final = 3


def new(visit: Visit, sort: Sort) -> Html:
    """The form for a new invoice or credit memo."""
    chosen = visit.field("customer", visit.query("customer"))
    today = pacific_date(visit.service.clock.now()).isoformat()
    return framed(
        visit,
        f"New {sort.one}",
        form(
            visit.at(sort),
            choice("Customer", "customer", customer_choices(visit), chosen),
            _head(visit, sort, {"TxnDate": today}),
            lines_table(visit, [], BLANK_LINES),
            button("Create"),
        ),
    )


def create(visit: Visit, sort: Sort) -> Deed:
    """Write an invoice or a credit memo down."""
    document = {
        "CustomerRef": {"value": visit.field("customer")},
        "Line": lines_in(visit, []),
        **_head_in(visit, sort),
    }
    if not document["Line"]:
        raise NotTakenError("A line needs an amount.")
    outcome = visit.company.person.create(sort.entity, document)
    return Deed(outcome, visit.at(sort, id_of(outcome)) + "?done=created")


def edit(visit: Visit, sort: Sort) -> Deed:
    """Change an invoice or a credit memo."""
    record = visit.record(sort)
    lines = lines_in(visit, record.document().get("Line", []))
    if not lines:
        raise NotTakenError("A line needs an amount; void it to bring it to nothing.")
    changes = {"Line": lines, **_head_in(visit, sort)}
    outcome = visit.company.person.edit(sort.entity, record.id, changes)
    return Deed(outcome, visit.at(sort, record.id) + "?done=changed")


def shown(visit: Visit, sort: Sort) -> Html:
    """All about one invoice or credit memo."""
    record = visit.record(sort)
    document = record.document()
    lines = document.get("Line", [])
    return framed(
        visit,
        f"{sort.one.capitalize()} {record.number or record.id}",
        summary(visit, sort, record),
        _payments(visit, record),
        element(
            "section",
            element("h2", f"Change this {sort.one}"),
            form(
                visit.at(sort, record.id),
                _head(visit, sort, document),
                lines_table(visit, lines, 1),
                button("Save"),
            ),
            deeds(visit, sort, record),
        ),
        as_json(record),
    )


def summary(visit: Visit, sort: Sort, record: Record) -> Html:
    """The customer, the figures and the state of a transaction."""
    told: list[tuple[str, Content]] = [
        ("Customer", customer_link(visit, record)),
        ("Date", record.date),
        ("Total", figure(record.total)),
        (sort.open_head, figure(record.balance)),
        ("State", state_of(record)),
        ("Id and SyncToken", f"{record.id}, {record.token}"),
    ]
    rows = [
        element(
            "tr",
            element("th", head, scope="row"),
            cell if isinstance(cell, Figure) else element("td", cell),
        )
        for head, cell in told
    ]
    caption = element("caption", "What it comes to")
    return element("table", caption, element("tbody", rows), class_="facts")


def deeds(visit: Visit, sort: Sort, record: Record) -> Html:
    """The buttons for what can be done with a whole transaction."""
    here = visit.at(sort, record.id)
    return element(
        "div",
        deed(f"{here}/copy", "Copy"),
        deed(f"{here}/void", "Void", careful=True),
        deed(f"{here}/delete", "Delete", careful=True),
        class_="row",
    )


def as_json(record: Record) -> Html:
    """What an app gets when it reads the object."""
    return element(
        "details",
        element("summary", "What an app reads"),
        element("pre", element("code", record.text)),
    )


def _payments(visit: Visit, record: Record) -> Html:
    books = visit.company.custody.books
    held = books.applied.get(record.key, {})
    rows = [
        (link_to(visit, payment), payment.date, figure(amount))
        for payment_id, amount in held.items()
        if (payment := books.find(PAYMENT.entity, payment_id))
    ]
    return table("Payments that link it", ("Payment", "Date", "Amount"), rows)


def _head(visit: Visit, sort: Sort, document: Document) -> Content:
    """The fields above the lines."""
    date = visit.field("date", str(document.get("TxnDate", "")))
    number = visit.field("number", str(document.get("DocNumber", "")))
    note = visit.field("note", str(document.get("PrivateNote", "")))
    due = visit.field("due", str(document.get("DueDate", "")))
    return [
        field("Date", "date", date, type="date", required=True),
        field("Due", "due", due, type="date") if sort is INVOICE else None,
        field("Number (empty for the next one)", "number", number),
        field("Note", "note", note),
    ]


def _head_in(visit: Visit, sort: Sort) -> dict[str, object]:
    """What is told above the lines; ``None`` takes something away."""
    told: dict[str, object] = {
        "DocNumber": text_in(visit, "number"),
        "PrivateNote": text_in(visit, "note"),
        **dated(visit),
    }
    return (
        {**told, "DueDate": date_in(visit, "due") or None} if sort is INVOICE else told
    )
