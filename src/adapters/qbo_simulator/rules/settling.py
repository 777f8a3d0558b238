"""Balances that follow from payments: of invoices, of credit memos, of customers."""

from __future__ import annotations

from decimal import Decimal

from ..amounts import Cents, Document, cents
from ..books import Record
from ..books.draft import Note
from ..books.shelves import order_of
from ..changes import Operation
from ..switches import MemoToken
from .stamping import touched
from .work import Work

SETTLED = frozenset({"Invoice", "CreditMemo"})
_FOLLOWS = Note(Operation.UPDATE, derived=True)


def settled(work: Work, record: Record) -> int:
    """How many cents of an invoice or a credit memo are settled."""
    applied = work.draft.applied(record.entity, record.id)
    return sum(applied.values()) + record.outside


def retell(work: Work, kind: str, object_id: str, *, tokens: int) -> None:
    """Write down anew what is open of an invoice or a credit memo."""
    record = work.draft.find(kind, object_id)
    if record is None or kind not in SETTLED:
        return
    document = told(work, record, record.document())
    document = touched(work.draft, document, tokens=tokens)
    work.draft.save(kind, document, _FOLLOWS)


def told(work: Work, record: Record, document: Document) -> Document:
    """The *document* with its balance, and an invoice's payments."""
    applied = work.draft.applied(record.entity, record.id)
    total = cents(document.get("TotalAmt", 0))
    balance = Cents(total - sum(applied.values()) - record.outside)
    document = {**document, "Balance": balance}
    if record.entity == "CreditMemo":
        document["RemainingCredit"] = balance
    else:
        document["LinkedTxn"] = linked(document, list(applied))
    return in_home_currency(document)


def linked(document: Document, payments: list[str]) -> list[Document]:
    """An invoice's links: estimates stay, payments are those that pay it now."""
    others = [
        link
        for link in document.get("LinkedTxn", ())
        if link.get("TxnType") != "Payment"
    ]
    paying = sorted(payments, key=order_of)
    return [*others, *({"TxnId": each, "TxnType": "Payment"} for each in paying)]


def in_home_currency(document: Document) -> Document:
    """The *document* with its amounts in the home currency, if it has a rate."""
    rate = document.get("ExchangeRate")
    if rate is None:
        return document
    told = {**document, "HomeTotalAmt": _at(rate, document["TotalAmt"])}
    if "Balance" in document:
        told["HomeBalance"] = _at(rate, document["Balance"])
    return told


def _at(rate: Decimal, amount: int) -> Cents:
    return cents(Decimal(amount) * rate / 100)


def tokens_for(work: Work, kind: str) -> int:
    """By how much an application moves the SyncToken of what it concerns."""
    if kind == "CreditMemo":
        return int(work.switches.cm_token_bumps_on_apply is MemoToken.BUMPS)
    return 1


def settle_customers(work: Work) -> None:
    """Let the balances of all customers follow whose open items have changed.

    A customer's token stays as it is, and only the time moves.
    """
    draft = work.draft
    heads: dict[str, None] = {}
    for customer_id in list(draft.customers()):
        record = draft.find("Customer", customer_id)
        while record is not None:
            heads[record.id] = None
            record = draft.find("Customer", record.parent) if record.parent else None
    for customer_id in heads:
        _tell_customer(work, customer_id)


def _tell_customer(work: Work, customer_id: str) -> None:
    record = work.draft.find("Customer", customer_id)
    if record is None:
        return
    document = record.document()
    own = Cents(work.draft.owed(customer_id))
    family = Cents(_of_family(work, customer_id))
    if (document.get("Balance"), document.get("BalanceWithJobs")) == (own, family):
        return
    document |= {"Balance": own, "BalanceWithJobs": family}
    work.draft.save("Customer", touched(work.draft, document, tokens=0), _FOLLOWS)


def _of_family(work: Work, customer_id: str) -> int:
    children = work.draft.books.children.get(customer_id, ())
    return work.draft.owed(customer_id) + sum(
        _of_family(work, child) for child in children
    )
