"""Somebody who looks at a company's page, and what they have sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

import attrs

from ..books import Record
from ..company import Company
from ..outcomes import Outcome
from ..service import Service

TOP: Final = "/app"


class NotTakenError(ValueError):
    """Why a form cannot be taken as it is, in one sentence."""


class NotFoundError(LookupError):
    """What is asked for and is not there, in one sentence."""


@attrs.frozen
class Sort:
    """A kind of object as the page speaks of it."""

    entity: str
    path: str
    one: str
    many: str
    open_key: str
    open_head: str


CUSTOMER: Final = Sort(
    "Customer", "customers", "customer", "Customers", "Balance", "Owes"
)
INVOICE: Final = Sort("Invoice", "invoices", "invoice", "Invoices", "Balance", "Due")
CREDIT_MEMO: Final = Sort(
    *("CreditMemo", "credit-memos", "credit memo", "Credit memos"),
    *("RemainingCredit", "Left"),
)
PAYMENT: Final = Sort(
    "Payment", "payments", "payment", "Payments", "UnappliedAmt", "Unapplied"
)
SORTS: Final = (CUSTOMER, INVOICE, CREDIT_MEMO, PAYMENT)
Values: TypeAlias = Mapping[str, tuple[str, ...]]


@attrs.frozen
class Visit:
    """One request to a company's page.

    *entered* is what a form holds, *asked* what stands in the address, and *alert* a
    sentence about a form that was refused.
    """

    service: Service
    company: Company
    object_id: str = ""
    asked: Values = attrs.field(factory=dict)
    entered: Values = attrs.field(factory=dict)
    alert: str = ""

    @property
    def top(self) -> str:
        """The address of the company's page."""
        return f"{TOP}/companies/{self.company.realm_id}"

    def at(self, sort: Sort, *parts: str) -> str:
        """The address of a list, or of something on it."""
        return "/".join((self.top, sort.path, *parts))

    def query(self, name: str) -> str:
        """What the address tells under a *name*, or nothing."""
        return _first(self.asked, name)

    def field(self, name: str, default: str = "") -> str:
        """What the form held, or the *default* if the form had no such field."""
        return _first(self.entered, name) if name in self.entered else default

    def chosen(self, name: str) -> tuple[str, ...]:
        """All that the form held under a *name*."""
        return self.entered.get(name, ())

    def record(self, sort: Sort, object_id: str = "") -> Record:
        """An object of the company; raises ``NotFoundError`` if it has none such."""
        wanted = object_id or self.object_id
        found = self.company.custody.books.find(sort.entity, wanted)
        if found is None:
            raise NotFoundError(f"There is no {sort.one} {wanted} in this company.")
        return found

    def open_items(self, sort: Sort, customer: str) -> list[Record]:
        """What a customer has open of a kind, the oldest first."""
        return self.company.custody.draft().open_items(sort.entity, customer)

    def refused(self, sentence: str) -> Visit:
        """The same visit, with a sentence that says why nothing was done."""
        return attrs.evolve(self, alert=sentence)


@attrs.frozen
class Deed:
    """What a form did: its outcome, and where the person goes then."""

    outcome: Outcome
    then: str


def _first(values: Values, name: str) -> str:
    held = values.get(name, ())
    return held[0] if held else ""
