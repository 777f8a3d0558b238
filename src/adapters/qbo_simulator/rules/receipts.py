"""Sales that no payment settles: receipts, refunds and estimates.

They may be without a customer.
"""

from __future__ import annotations

from ..amounts import Cents, Document
from ..books import Record
from ..books.draft import Note
from ..books.records import reference
from ..changes import Operation
from .composing import addresses, headed, retotals, totalled
from .numbering import numbered, renumbered
from .references import check_open_period, customer_of
from .settling import in_home_currency
from .stamping import created, merged, touched
from .work import Work

RECEIPTS = frozenset({"SalesReceipt", "RefundReceipt", "Estimate"})
_KEPT = ("TotalAmt", "Balance", "HomeTotalAmt", "HomeBalance", "LinkedTxn")
_UNDEPOSITED = {"value": "4", "name": "Undeposited Funds"}


def create_receipt(work: Work, kind: str, given: Document) -> Document:
    """Write a receipt, a refund or an estimate."""
    customer = _customer(work, given)
    writable = {key: held for key, held in given.items() if key not in _KEPT}
    known = addresses(customer) if customer is not None else {}
    document = headed(work, kind, customer, {**known, **writable})
    document = totalled(work, customer, document, [])
    document = created(work.draft, numbered(work, kind, document))
    return _saved(work, kind, document, Note(Operation.CREATE))


def update_receipt(work: Work, kind: str, old: Record, given: Document) -> Document:
    """Change a receipt, a refund or an estimate."""
    before = old.document()
    document = merged(before, given, _KEPT)
    customer = _customer(work, document)
    check_open_period(work, old.date)
    document = headed(work, kind, customer, document)
    if retotals(given):
        document = totalled(work, customer, document, before.get("Line", []))
    document = touched(work.draft, renumbered(work, kind, document, old))
    return _saved(work, kind, document, Note(Operation.UPDATE))


def _customer(work: Work, document: Document) -> Record | None:
    return customer_of(work, document) if reference(document, "CustomerRef") else None


def _saved(work: Work, kind: str, document: Document, note: Note) -> Document:
    if kind != "Estimate":
        document = {**document, "Balance": Cents(0)}
        document.setdefault("DepositToAccountRef", _UNDEPOSITED)
    else:
        document.setdefault("TxnStatus", "Pending")
    document = in_home_currency(document)
    work.draft.save(kind, document, note)
    return document
