"""Invoices and credit memos: composed, saved, and never settled beyond their total."""

from __future__ import annotations

from datetime import date, timedelta

import attrs

from ..amounts import Cents, Document, amount_text
from ..books import Record
from ..books.draft import Note
from ..books.records import reference
from ..changes import Operation
from ..refusals import refusal
from ..switches import InvoiceBelowPaid, ShrinkingAppliedMemo
from .automation import apply_automatically
from .lines import summed
from .numbering import numbered, renumbered
from .payments import release
from .references import (
    check_open_period,
    currency_of,
    customer_of,
    customer_reference,
    root_of,
)
from .settling import settled, told
from .stamping import created, merged, touched
from .tax import added, taxed
from .work import Work

_KEPT = ("TotalAmt", "Balance", "HomeTotalAmt", "HomeBalance", "RemainingCredit")
_TERM_DAYS = 30
_ONLINE = (
    *("AllowIPNPayment", "AllowOnlinePayment"),
    *("AllowOnlineCreditCardPayment", "AllowOnlineACHPayment"),
)


def create_sale(work: Work, kind: str, given: Document) -> Document:
    """Write an invoice or a credit memo."""
    customer = customer_of(work, given)
    writable = {key: held for key, held in given.items() if key not in _KEPT}
    document = {**_usual(work, kind, customer.document()), **writable}
    document = composed(work, kind, customer, document, [])
    document = numbered(work, kind, document)
    document = created(work.draft, document)
    document = _saved(work, kind, document, Note(Operation.CREATE))
    apply_automatically(work, kind, document["Id"])
    return document


def update_sale(work: Work, kind: str, old: Record, given: Document) -> Document:
    """Change an invoice or a credit memo."""
    before = old.document()
    document = merged(before, given, _KEPT)
    customer = customer_of(work, document)
    check_open_period(work, old.date)
    _check_customer(work, old, customer)
    if "Line" in given and _is_told_for_others(before, given):
        document.pop("TxnTaxDetail", None)
    document = composed(work, kind, customer, document, before.get("Line", []))
    document = renumbered(work, kind, document, old)
    document = touched(work.draft, document)
    document = _saved(work, kind, document, Note(Operation.UPDATE))
    apply_automatically(work, kind, old.id)
    return document


def _is_told_for_others(before: Document, given: Document) -> bool:
    """Whether a tax that was told for other lines is to be forgotten."""
    kept = before.get("TxnTaxDetail", {})
    return "TxnTaxDetail" not in given and "TxnTaxCodeRef" not in kept


def _check_customer(work: Work, old: Record, customer: Record) -> None:
    """What is settled can't be moved to another family of customers."""
    same = root_of(work, old.customer) == root_of(work, customer.id)
    if not same and work.draft.applied(old.entity, old.id):
        told_why = f"Transaction {old.id} is linked to others of its customer."
        raise refusal("6000", told_why)


def _usual(work: Work, kind: str, customer: Document) -> Document:
    """What a sale has unless it says otherwise."""
    usual: Document = dict.fromkeys(_ONLINE, False) if kind == "Invoice" else {}
    usual |= {key: customer[key] for key in ("BillAddr", "ShipAddr") if key in customer}
    if work.settings.custom_fields:
        usual["CustomField"] = [
            {"DefinitionId": str(place), "Name": name, "Type": "StringType"}
            for place, name in enumerate(work.settings.custom_fields, start=1)
        ]
    return usual


def composed(
    work: Work, kind: str, customer: Record, given: Document, old: list[Document]
) -> Document:
    """The sale with all that follows from what is *given*."""
    if "Line" not in given:
        raise refusal("2020", "Line", element="Line")
    document = {**_defaults(work), **given}
    check_open_period(work, document["TxnDate"])
    document["CustomerRef"] = customer_reference(customer)
    document["CurrencyRef"] = currency_of(work, customer, given)
    if work.settings.multi_currency:
        document.setdefault("ExchangeRate", 1)
    if work.settings.country == "US":
        document.pop("GlobalTaxCalculation", None)
    if kind == "Invoice":
        document.setdefault("DueDate", _due(document["TxnDate"]))
    return _totalled(work, customer, document, old)


def _defaults(work: Work) -> Document:
    return {
        "TxnDate": work.today.isoformat(),
        "ApplyTaxAfterDiscount": False,
        "PrintStatus": "NeedToPrint",
        "EmailStatus": "NotSet",
    }


def _due(txn_date: str) -> str:
    try:
        return (date.fromisoformat(txn_date) + timedelta(_TERM_DAYS)).isoformat()
    except OverflowError:
        return txn_date


def _totalled(
    work: Work, customer: Record, document: Document, old: list[Document]
) -> Document:
    sums = summed(work, document["Line"], old)
    usual_code = reference(customer.document(), "DefaultTaxCodeRef")
    tax = taxed(work, document, sums, usual_code)
    total = Cents(sums.net + added(work, document, tax))
    if total < 0:
        raise refusal("6000", "Transaction amount must be 0 or greater.")
    return {**document, "Line": sums.lines, "TxnTaxDetail": tax, "TotalAmt": total}


def _saved(work: Work, kind: str, document: Document, note: Note) -> Document:
    """Write a sale down, after what is settled of it was brought below its total."""
    draft = work.draft
    old = draft.find(kind, document["Id"])
    paid = settled(work, old) if old else 0
    if paid > document["TotalAmt"]:
        _check_smaller(work, kind, paid)
    outside = min(old.outside, document["TotalAmt"]) if old else 0
    record = draft.save(kind, {**document, "Balance": Cents(0)}, note)
    record = attrs.evolve(record, outside=outside)
    draft.changed[record.key] = record
    release(work, kind, record.id, document["TotalAmt"] - outside)
    document = told(work, record, document)
    draft.save(kind, document, note)
    return document


def _check_smaller(work: Work, kind: str, paid: int) -> None:
    if kind == "Invoice":
        refused = work.switches.invoice_below_paid is InvoiceBelowPaid.REJECT
    else:
        switch = work.switches.cm_shrink_below_applied
        refused = switch is ShrinkingAppliedMemo.REJECT
    if refused and not work.by_person:
        told_why = f"{amount_text(paid)} of it are linked to other transactions."
        raise refusal("6000", told_why)
