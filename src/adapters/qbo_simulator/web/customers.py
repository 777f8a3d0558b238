"""A customer's page: what is open, what can be applied, and what can be changed."""

from __future__ import annotations

from itertools import islice
from typing import Final

from ..books import Record
from ..outcomes import Done, Outcome
from .frame import framed
from .inputs import button, check, choice, deed, field, form
from .markup import Content, Html, element
from .tables import transactions
from .visit import (
    CREDIT_MEMO,
    CUSTOMER,
    INVOICE,
    PAYMENT,
    Deed,
    NotTakenError,
    Sort,
    Visit,
)
from .words import amount

LATEST: Final = 20
CHOICES: Final = 1000
"""As many customers as a list to choose from may have."""


def id_of(outcome: Outcome) -> str:
    """The id of the object that was written, or nothing if that was refused."""
    return str(outcome.document["Id"]) if isinstance(outcome, Done) else ""


def new(visit: Visit) -> Html:
    """The form for a new customer."""
    name = field("Name", "name", visit.field("name"), required=True)
    return framed(
        visit, "New customer", form(visit.at(CUSTOMER), name, button("Create"))
    )


def create(visit: Visit) -> Deed:
    """Write a new customer down."""
    named = {"DisplayName": _name(visit)}
    outcome = visit.company.person.create("Customer", named)
    return Deed(outcome, visit.at(CUSTOMER, id_of(outcome)) + "?done=created")


def rename(visit: Visit) -> Deed:
    """Give a customer another name."""
    changes = {"DisplayName": _name(visit)}
    return _changed(visit, visit.company.person.edit("Customer", _id(visit), changes))


def deactivate(visit: Visit) -> Deed:
    """Make a customer inactive."""
    outcome = visit.company.person.deactivate("Customer", _id(visit))
    return _changed(visit, outcome)


def activate(visit: Visit) -> Deed:
    """Make a customer active again."""
    changes = {"Active": True}
    return _changed(visit, visit.company.person.edit("Customer", _id(visit), changes))


def merge(visit: Visit) -> Deed:
    """Let another customer have all that this one has."""
    winner = visit.record(CUSTOMER, visit.field("winner"))
    if winner.id == _id(visit):
        raise NotTakenError("A customer cannot be merged with themselves.")
    outcome = visit.company.person.merge_customers(_id(visit), winner.id)
    return Deed(outcome, visit.at(CUSTOMER, winner.id) + "?done=merged")


def apply(visit: Visit) -> Deed:
    """Apply credit memos to invoices, as far as both go."""
    outcome = visit.company.person.apply(
        _id(visit), visit.chosen("invoice"), visit.chosen("memo")
    )
    return Deed(outcome, visit.at(PAYMENT, id_of(outcome)) + "?done=applied")


def _id(visit: Visit) -> str:
    return visit.record(CUSTOMER).id


def _name(visit: Visit) -> str:
    name = visit.field("name").strip()
    if not name:
        raise NotTakenError("A customer has a name.")
    return name


def _changed(visit: Visit, outcome: Outcome) -> Deed:
    return Deed(outcome, visit.at(CUSTOMER, _id(visit)) + "?done=changed")


def shown(visit: Visit) -> Html:
    """All about one customer."""
    customer = visit.record(CUSTOMER)
    owes = visit.company.custody.books.owed.get(customer.id, 0)
    return framed(
        visit,
        customer.name,
        element("p", "Owes ", element("strong", amount(owes)), " altogether."),
        _new_ones(visit, customer),
        _applying(visit, customer),
        [_latest(visit, customer, sort) for sort in (INVOICE, CREDIT_MEMO, PAYMENT)],
        _changing(visit, customer),
    )


def _new_ones(visit: Visit, customer: Record) -> Html:
    links = [
        element(
            "a",
            f"New {sort.one}",
            href=f"{visit.at(sort, 'new')}?customer={customer.id}",
        )
        for sort in (INVOICE, CREDIT_MEMO, PAYMENT)
    ]
    return element("ul", [element("li", each) for each in links], class_="row")


def _applying(visit: Visit, customer: Record) -> Html:
    """The form that applies many credit memos to many invoices."""
    charges = visit.open_items(INVOICE, customer.id)
    memos = visit.open_items(CREDIT_MEMO, customer.id)
    body: Content = element("p", "There is no open invoice with an open credit memo.")
    if charges and memos:
        body = form(
            visit.at(CUSTOMER, customer.id, "apply"),
            _boxes(visit, "Credit memos to use", "memo", memos),
            _boxes(visit, "Invoices to pay", "invoice", charges),
            button("Apply credits"),
        )
    return element("section", element("h2", "Apply credits"), body)


def _boxes(visit: Visit, legend: str, name: str, records: list[Record]) -> Html:
    ticked = visit.chosen(name)
    boxes = [
        check(
            f"{record.number or record.id} of {record.date}: {amount(record.balance)}",
            name,
            record.id,
            checked=record.id in ticked,
        )
        for record in records[:CHOICES]
    ]
    return element("fieldset", element("legend", legend), boxes)


def _latest(visit: Visit, customer: Record, sort: Sort) -> Html:
    shelf = visit.company.custody.books.shelves[sort.entity]
    ids = list(shelf.by_customer.get(customer.id, ()))[-LATEST:]
    records = [shelf.records[each] for each in reversed(ids)]
    return transactions(visit, sort, records, f"Latest {sort.many.lower()}")


def _changing(visit: Visit, customer: Record) -> Html:
    here = visit.at(CUSTOMER, customer.id)
    name = field("Name", "name", visit.field("name", customer.name), required=True)
    turned = (
        deed(f"{here}/deactivate", "Make inactive")
        if customer.active
        else deed(f"{here}/activate", "Make active")
    )
    return element(
        "section",
        element("h2", "Change this customer"),
        form(here, name, button("Save")),
        turned,
        form(
            f"{here}/merge",
            choice("Merge into", "winner", customer_choices(visit, customer.id)),
            button("Merge", careful=True),
        ),
    )


def customer_choices(visit: Visit, other_than: str = "") -> list[tuple[str, str]]:
    """The active customers by name, to choose from."""
    records = visit.company.custody.books.shelves["Customer"].records.values()
    active = (each for each in records if each.active and each.id != other_than)
    first = islice(active, CHOICES)
    return sorted(((each.id, each.name) for each in first), key=lambda pair: pair[1])
