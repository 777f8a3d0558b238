"""Objects of lists: unique by their names, and made inactive instead of deleted."""

from __future__ import annotations

import re

from ..amounts import Cents, Document
from ..books import Record
from ..books.draft import Note
from ..changes import Operation
from ..entities import KINDS, Kind
from ..refusals import refusal
from .currencies import CURRENCIES
from .renaming import rename_in_sales
from .stamping import created, merged, touched
from .work import Work

DELETED = " (deleted)"
_KEPT = ("Balance", "BalanceWithJobs", "FullyQualifiedName", "Level", "CurrentBalance")
_PARTS = ("Title", "GivenName", "MiddleName", "FamilyName", "Suffix")
_FORBIDDEN = re.compile(r"[:\t\n]")
_DEEPEST = 5
# These are told without a name in full.
_PLAIN = frozenset(
    {"Vendor", "Employee", "Term", "PaymentMethod", "TaxCode", "TaxRate"}
)


def create_name(work: Work, kind: Kind, given: Document) -> Document:
    """Put something on a list."""
    document = {key: held for key, held in given.items() if key not in _KEPT}
    document = _named(kind, document)
    _check_name(work, kind, document[kind.name_key], "")
    document = {**_usual(work, kind, document), **document, "Active": True}
    document = created(work.draft, _qualified(work, kind, document, ""))
    work.draft.save(kind.name, document, Note(Operation.CREATE))
    return document


def update_name(work: Work, kind: Kind, old: Record, given: Document) -> Document:
    """Change something on a list, or make it inactive."""
    before = old.document()
    document = _named(kind, merged(before, given, _KEPT))
    if "CurrencyRef" in before:
        document["CurrencyRef"] = before["CurrencyRef"]
    usual = _usual(work, kind, document)
    document = {**usual, "Active": True, **document}
    document = _renamed(work, kind, old, document)
    if document[kind.name_key].lower() != old.name.lower():
        _check_name(work, kind, document[kind.name_key], old.id)
    document = touched(work.draft, _qualified(work, kind, document, old.id))
    work.draft.save(kind.name, document, Note(Operation.UPDATE))
    if kind.name == "Customer" and document[kind.name_key] != old.name:
        rename_in_sales(work, old.id, document[kind.name_key])
    return document


def _named(kind: Kind, document: Document) -> Document:
    if document.get(kind.name_key):
        return document
    if kind.name_key != "DisplayName":
        raise refusal("2020", kind.name_key, element=kind.name_key)
    parts = [str(document[part]) for part in _PARTS if part in document]
    if not parts:
        raise refusal("6080")
    return {**document, "DisplayName": " ".join(parts)}


def _check_name(work: Work, kind: Kind, name: str, own_id: str) -> None:
    if _FORBIDDEN.search(name):
        raise refusal("2040", name[:40], element=kind.name_key)
    if _taken(work, kind, name, own_id):
        raise refusal("6240")


def _taken(work: Work, kind: Kind, name: str, own_id: str) -> bool:
    """Customers, vendors and employees share their names, inactive ones included."""
    shelves = [each for each in KINDS.values() if each.register == kind.register]
    found = work.draft.books.named((each.name for each in shelves), name)
    return found is not None and found.key != (kind.name, own_id)


def _renamed(work: Work, kind: Kind, old: Record, document: Document) -> Document:
    """The name of what is made inactive tells so, and loses that again."""
    name = document[kind.name_key]
    if old.active and document["Active"] is False:
        _check_no_balance(work, kind, old)
        return {**document, kind.name_key: _free(work, kind, name + DELETED)}
    if not old.active and document["Active"] is True:
        return {**document, kind.name_key: name.partition(DELETED)[0]}
    return document


def _free(work: Work, kind: Kind, name: str) -> str:
    number, free = 0, name
    while _taken(work, kind, free, ""):
        number += 1
        free = f"{name}({number})"
    return free


def _check_no_balance(work: Work, kind: Kind, old: Record) -> None:
    if kind.name != "Customer":
        return
    opened = any(
        work.draft.open_items(entity, old.id)
        for entity in ("Invoice", "CreditMemo", "Payment")
    )
    if opened or work.draft.owed(old.id):
        raise refusal("6220")


def _qualified(work: Work, kind: Kind, document: Document, own_id: str) -> Document:
    """The *document* with its name in full: that of its parents, too."""
    if kind.name in _PLAIN:
        return document
    name = document[kind.name_key]
    parent = document.get("ParentRef")
    if not parent:
        return {**document, "FullyQualifiedName": name}
    path, level = _path(work, kind, str(parent.get("value", "")), own_id)
    document = {**document, "FullyQualifiedName": ":".join((*path, name))}
    if kind.name == "Customer":
        document |= {"Job": True, "Level": level}
    return document


def _path(
    work: Work, kind: Kind, parent_id: str, own_id: str
) -> tuple[tuple[str, ...], int]:
    names: tuple[str, ...] = ()
    while parent_id:
        found = work.draft.find(kind.name, parent_id)
        if found is None:
            raise refusal("2500", f"Names element id {parent_id} not found")
        if parent_id == own_id:
            raise refusal("900")
        names = (found.name, *names)
        if len(names) >= _DEEPEST:
            raise refusal("6180")
        parent_id = found.parent
    return names, len(names)


def _usual(work: Work, kind: Kind, document: Document) -> Document:
    if kind.name == "Customer":
        return _usual_customer(work, document)
    if kind.name == "Item":
        return {"UnitPrice": 0, "Type": "Service", "Taxable": False, "PurchaseCost": 0}
    if kind.name == "Vendor":
        home = work.settings.home_currency
        return {
            "Balance": Cents(0),
            "Vendor1099": False,
            "CurrencyRef": {"value": home, "name": CURRENCIES.get(home, home)},
            "PrintOnCheckName": document["DisplayName"],
        }
    return {}


def _usual_customer(work: Work, document: Document) -> Document:
    asked = document.get("CurrencyRef", {}).get("value", work.settings.home_currency)
    if asked != work.settings.home_currency and not work.settings.multi_currency:
        raise refusal("6000", f"You can't use {asked}: multicurrency is not turned on.")
    document["CurrencyRef"] = {"value": asked, "name": CURRENCIES.get(asked, asked)}
    return {
        "Taxable": True,
        "Job": False,
        "BillWithParent": False,
        "Balance": Cents(0),
        "BalanceWithJobs": Cents(0),
        "PreferredDeliveryMethod": "Print",
        "PrintOnCheckName": document["DisplayName"],
        "DefaultTaxCodeRef": {"value": "2"},
    }
