"""Objects without rules of their own, and the company's two settings."""

from __future__ import annotations

from ..amounts import Cents, Document, cents
from ..books import Record
from ..books.draft import Note
from ..books.records import reference
from ..changes import Operation
from ..entities import Kind
from ..refusals import refusal
from .references import check_open_period, customer_reference
from .stamping import created, merged, touched
from .work import Work

_PEOPLE_ONLY = {
    "SalesFormsPrefs": ("AutoApplyCredit", "AutoApplyPayments", "CustomTxnNumbers"),
    "AccountingInfoPrefs": ("BookCloseDate",),
    "CurrencyPrefs": ("MultiCurrencyEnabled", "HomeCurrency"),
}


def create_kept(work: Work, kind: Kind, given: Document) -> Document:
    """Write down a transaction that has no rules of its own."""
    document = _totalled(work, {"TxnDate": work.today.isoformat(), **given})
    check_open_period(work, document["TxnDate"])
    document = created(work.draft, document)
    work.draft.save(kind.name, document, Note(Operation.CREATE))
    return document


def update_kept(work: Work, kind: Kind, old: Record, given: Document) -> Document:
    """Change a transaction that has no rules of its own."""
    document = merged(old.document(), given, ())
    document = _totalled(work, {"TxnDate": work.today.isoformat(), **document})
    check_open_period(work, old.date, document["TxnDate"])
    document = touched(work.draft, document)
    work.draft.save(kind.name, document, Note(Operation.UPDATE))
    return document


def _totalled(work: Work, document: Document) -> Document:
    """The *document* with a customer that exists, linked payments, and a total."""
    customer_id = reference(document, "CustomerRef")
    if customer_id:
        customer = work.draft.find("Customer", customer_id)
        if customer is None:
            raise refusal("2500", f"Names element id {customer_id} not found")
        document = {**document, "CustomerRef": customer_reference(customer)}
    lines = document.get("Line", [])
    for link in (link for line in lines for link in line.get("LinkedTxn", ())):
        if link.get("TxnType") == "Payment":
            _check_payment(work, str(link.get("TxnId")), document.get("Id"))
    summed = sum(cents(line.get("Amount", 0)) for line in lines if _counts(line))
    return {**document, "TotalAmt": Cents(summed)} if lines else document


def _counts(line: Document) -> bool:
    if line.get("DetailType") == "SubTotalLineDetail":
        return False
    detail = line.get("JournalEntryLineDetail", {})
    return bool(detail.get("PostingType") != "Credit")


def _check_payment(work: Work, payment_id: str, own_id: str | None) -> None:
    """A payment may be in one deposit."""
    if work.draft.find("Payment", payment_id) is None:
        raise refusal("610")
    if work.draft.applied("Payment", payment_id).keys() - {own_id}:
        raise refusal("620", payment_id)


def update_settings(work: Work, kind: Kind, old: Record, given: Document) -> Document:
    """Change the preferences or the company's own data.

    What only people may choose stays as it is when an app sends it.
    """
    before = old.document()
    document = {**merged(before, given, ())}
    if kind.name == "Preferences" and not work.by_person:
        for group, keys in _PEOPLE_ONLY.items():
            kept = before.get(group, {})
            told = document.get(group, {})
            mine = {key: kept[key] for key in keys if key in kept}
            others = {key: held for key, held in told.items() if key not in keys}
            document[group] = {**others, **mine} if kept else others
    document = touched(work.draft, document)
    work.draft.save(kind.name, document, Note(Operation.UPDATE))
    return document
