"""Tables with captions: of anything, of transactions, and of customers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..books import Record
from .markup import Content, Html, element
from .visit import CUSTOMER, SORTS, Sort, Visit
from .words import amount, state_of


def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[Content]]
) -> Html:
    """A table; the first cell of a row is its head, and amounts stand to the right."""
    told = list(rows)
    none = [element("tr", element("td", "None.", colspan=len(heads)))]
    body = [_row(row) for row in told] or none
    first = told[0] if told else [None] * len(heads)
    head = element(
        "tr", [_head(text, cell) for text, cell in zip(heads, first, strict=True)]
    )
    return element(
        "table",
        element("caption", caption),
        element("thead", head),
        element("tbody", body),
    )


def _head(text: str, cell: Content) -> Html:
    place = "amount" if isinstance(cell, Figure) else None
    return element("th", text, scope="col", class_=place)


def _row(row: Sequence[Content]) -> Html:
    first = element("th", row[0], scope="row")
    return element("tr", first, [_cell(each) for each in row[1:]])


def _cell(content: Content) -> Html:
    return content if isinstance(content, Figure) else element("td", content)


class Figure(Html):
    """A cell that holds an amount."""

    __slots__ = ()


def figure(cents: int) -> Figure:
    """A cell with an amount."""
    return Figure(element("td", amount(cents), class_="amount"))


def link_to(visit: Visit, record: Record) -> Html:
    """A link to an object, by its number or its name, and else by its Id."""
    sort = next(each for each in SORTS if each.entity == record.entity)
    text = record.name or record.number or f"Id {record.id}"
    return element("a", text, href=visit.at(sort, record.id))


def customer_link(visit: Visit, record: Record) -> Content:
    """A link to the customer of a transaction."""
    customer = visit.company.custody.books.find("Customer", record.customer)
    return link_to(visit, customer) if customer else record.customer


def transactions(
    visit: Visit, sort: Sort, records: Iterable[Record], caption: str = ""
) -> Html:
    """A table of invoices, credit memos or payments."""
    heads = ("Number", "Date", "Customer", "Total", sort.open_head, "State")
    rows = (
        (
            link_to(visit, record),
            record.date,
            customer_link(visit, record),
            figure(record.total),
            figure(record.balance),
            state_of(record),
        )
        for record in records
    )
    return table(caption or sort.many, heads, rows)


def customers(visit: Visit, records: Iterable[Record]) -> Html:
    """A table of customers."""
    owed = visit.company.custody.books.owed
    rows = (
        (
            link_to(visit, record),
            figure(owed.get(record.id, 0)),
            "Active" if record.active else "Inactive",
        )
        for record in records
    )
    return table(CUSTOMER.many, ("Name", CUSTOMER.open_head, "State"), rows)
