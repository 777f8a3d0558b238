"""Voiding: the transaction stays, and is about nothing any more."""

from __future__ import annotations

from ..amounts import Cents, Document
from ..books import Record
from ..books.draft import Note
from ..changes import Operation
from ..refusals import refusal
from ..switches import VoidingMemo
from .payments import deposited, keep, release
from .references import check_open_period
from .settling import in_home_currency
from .stamping import touched
from .work import Work

VOIDED = "Voided"
_LONGEST = 4000
_VOID = Note(Operation.VOID)


def void(work: Work, record: Record) -> Document:
    """Void an invoice, a payment or, if the switch lets the API do so, a memo."""
    check_open_period(work, record.date)
    if record.entity == "Payment":
        return _void_payment(work, record)
    allowed = work.by_person or work.switches.creditmemo_void is VoidingMemo.ACCEPT
    if record.entity == "Invoice" or (record.entity == "CreditMemo" and allowed):
        return _void_sale(work, record)
    raise refusal("500", f"void of {record.entity}")


def is_voided(document: Document) -> bool:
    """Whether a document tells that it was voided."""
    return not document.get("TotalAmt") and document.get("PrivateNote", "").startswith(
        VOIDED
    )


def _note(document: Document) -> str:
    note = document.get("PrivateNote", "")
    return f"{VOIDED} - {note}"[:_LONGEST] if note else VOIDED


def _void_payment(work: Work, record: Record) -> Document:
    document = record.document()
    if is_voided(document):
        raise refusal("6450")
    if deposited(work, record):
        raise refusal("6540")
    document |= {"TotalAmt": Cents(0), "PrivateNote": _note(document)}
    return keep(work, touched(work.draft, document), (), _VOID)


def _void_sale(work: Work, record: Record) -> Document:
    release(work, record.entity, record.id, 0)
    document = record.document()
    nothing = {"TotalAmt": Cents(0), "Balance": Cents(0)}
    document |= {
        "PrivateNote": _note(document),
        "Line": [_emptied(line) for line in document.get("Line", ())],
        "TxnTaxDetail": {"TotalTax": Cents(0)},
        **nothing,
    }
    if record.entity == "CreditMemo":
        document["RemainingCredit"] = Cents(0)
    else:
        links = document.get("LinkedTxn", ())
        document["LinkedTxn"] = [link for link in links if _stays(link)]
    document = touched(work.draft, in_home_currency(document))
    work.draft.save(record.entity, document, _VOID)
    return document


def _stays(link: Document) -> bool:
    return link.get("TxnType") != "Payment"


def _emptied(line: Document) -> Document:
    emptied: Document = {**line, "Amount": Cents(0)} if "Amount" in line else dict(line)
    group = emptied.get("GroupLineDetail")
    if group:
        inner = [_emptied(each) for each in group.get("Line", ())]
        emptied["GroupLineDetail"] = {**group, "Line": inner}
    return emptied
