"""What an object refers to has to be there, active, and of the right customer."""

from __future__ import annotations

from ..amounts import Document
from ..books import Record
from ..books.records import reference
from ..refusals import refusal
from .currencies import CURRENCIES
from .work import Work


def customer_of(work: Work, document: Document) -> Record:
    """The customer of a transaction; it has to be active."""
    customer_id = reference(document, "CustomerRef")
    if not customer_id:
        raise refusal("2020", "CustomerRef", element="CustomerRef")
    found = work.draft.find("Customer", customer_id)
    if found is None:
        raise refusal("2500", f"Names element id {customer_id} not found")
    if not found.active:
        raise refusal("6250", customer_id)
    return found


def customer_reference(customer: Record) -> Document:
    """How a transaction names its customer."""
    return {"value": customer.id, "name": customer.name}


def named(work: Work, entity: str, plural: str, held: Document) -> Document:
    """The reference *held*, with the name of what it refers to."""
    object_id = str(held.get("value", ""))
    found = work.draft.find(entity, object_id)
    if found is None:
        raise refusal("2500", f"{plural} element id {object_id} not found")
    if not found.active:
        raise refusal("610")
    return {"value": found.id, "name": found.name}


def currency_of(work: Work, customer: Record, document: Document) -> Document:
    """The currency of a transaction: that of its customer."""
    home = work.settings.home_currency
    code = reference(customer.document(), "CurrencyRef") or home
    asked = reference(document, "CurrencyRef")
    if asked and asked != code:
        raise refusal("6000", _foreign(work, asked, code))
    return {"value": code, "name": CURRENCIES.get(code, code)}


def _foreign(work: Work, asked: str, code: str) -> str:
    if not work.settings.multi_currency:
        return f"You can't use {asked}: multicurrency is not turned on."
    return f"The currency {asked} is not that of the customer, which is {code}."


def root_of(work: Work, customer_id: str) -> str:
    """The customer at the head of a family of customers and sub-customers."""
    for _ in range(6):
        found = work.draft.find("Customer", customer_id)
        if found is None or not found.parent:
            break
        customer_id = found.parent
    return customer_id


def is_closed(work: Work, *dates: str) -> bool:
    """Whether one of these dates is in a period whose books are closed."""
    closed = work.settings.closed_until
    return bool(closed) and any(date and date <= closed for date in dates)


def check_open_period(work: Work, *dates: str) -> None:
    """Refuse what would change a period whose books are closed."""
    if is_closed(work, *dates):
        raise refusal("6210" if work.settings.closed_with_password else "6200")
