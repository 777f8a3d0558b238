"""Invoices and credit memos: composed, saved, and never settled beyond their total."""

from __future__ import annotations

import attrs

from ..amounts import Cents, Document, amount_text
from ..books import Record
from ..books.draft import Note
from ..changes import Operation
from ..refusals import refusal
from ..switches import InvoiceBelowPaid, ShrinkingAppliedMemo
from .automation import apply_automatically
from .composing import addresses, headed, retotals, totalled
from .numbering import numbered, renumbered
from .payments import release
from .references import check_open_period, customer_of, root_of
from .settling import settled, told
from .stamping import created, merged, touched
from .work import Work

_KEPT = ("TotalAmt", "Balance", "HomeTotalAmt", "HomeBalance", "RemainingCredit")


def create_sale(work: Work, kind: str, given: Document) -> Document:
    """Write an invoice or a credit memo."""
    customer = customer_of(work, given)
    writable = {key: held for key, held in given.items() if key not in _KEPT}
    document = headed(work, kind, customer, {**addresses(customer), **writable})
    document = totalled(work, customer, document, [])
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
    document = headed(work, kind, customer, document)
    if retotals(given):
        document = totalled(work, customer, document, before.get("Line", []))
    else:
        document["TotalAmt"] = before["TotalAmt"]
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
