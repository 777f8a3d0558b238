"""One object as it is kept: its text, and what is looked up in it."""

from __future__ import annotations

from datetime import UTC, datetime

import attrs

from ..amounts import Document, cents
from ..entities import KINDS, Kind
from ..json_text import document_of, render

LINKING = frozenset({"Payment", "Deposit"})


@attrs.frozen
class Use:
    """A line of a payment: an *amount* of cents that concerns another transaction."""

    kind: str
    id: str
    amount: int


@attrs.frozen
class Record:
    """An object of a company.

    *balance* is what is open of an invoice or a credit memo, or unapplied of a
    payment.
    *outside* is what transactions have settled of it that are not in these books.
    """

    entity: str
    id: str
    token: int
    created: int
    updated: int
    text: str
    customer: str = ""
    parent: str = ""
    date: str = ""
    number: str = ""
    reference: str = ""
    name: str = ""
    active: bool = True
    total: int = 0
    balance: int = 0
    outside: int = 0
    uses: tuple[Use, ...] = ()

    @property
    def kind(self) -> Kind:
        """What kind of object it is."""
        return KINDS[self.entity]

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others of its company."""
        return self.entity, self.id

    def document(self) -> Document:
        """The object as a document of the caller's own."""
        return document_of(self.text)


def record_of(entity: str, document: Document, *, outside: int = 0) -> Record:
    """A document as it is kept; it has an Id, a SyncToken and metadata."""
    kind = KINDS[entity]
    times = document.get("MetaData") or {}
    updated = _second(times.get("LastUpdatedTime"))
    return Record(
        entity=entity,
        id=str(document["Id"]),
        token=int(document.get("SyncToken") or 0),
        created=_second(times.get("CreateTime")) or updated,
        updated=updated,
        text=render(document),
        customer=reference(document, "CustomerRef"),
        parent=reference(document, "ParentRef"),
        date=str(document.get("TxnDate", "")),
        number=str(document.get("DocNumber", "")),
        reference=str(document.get("PaymentRefNum", "")),
        name=str(document.get(kind.name_key, "")) if kind.name_key else "",
        active=document.get("Active") is not False,
        total=_cents(document, "TotalAmt"),
        balance=_open(entity, document),
        outside=outside,
        uses=uses_of(document) if entity in LINKING else (),
    )


def reference(document: Document, key: str) -> str:
    """The id that a reference of the *document* names, or nothing."""
    held = document.get(key)
    return str(held.get("value", "")) if isinstance(held, dict) else ""


def uses_of(document: Document) -> tuple[Use, ...]:
    """What the lines of a payment, or of a deposit, concern."""
    return tuple(
        Use(str(link.get("TxnType")), str(link.get("TxnId")), _cents(line, "Amount"))
        for line in document.get("Line", ())
        for link in line.get("LinkedTxn", ())
    )


def _open(entity: str, document: Document) -> int:
    if entity == "Payment":
        return _cents(document, "UnappliedAmt")
    return _cents(document, "Balance") if entity in {"Invoice", "CreditMemo"} else 0


def _cents(document: Document, key: str) -> int:
    return cents(document[key]) if document.get(key) is not None else 0


def _second(text: object) -> int:
    if not text:
        return 0
    read = datetime.fromisoformat(str(text))
    return int(read.replace(tzinfo=read.tzinfo or UTC).timestamp())
