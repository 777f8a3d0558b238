"""Documents as a person fills them in, whose amounts may be texts."""

from __future__ import annotations

from collections.abc import Sequence, Set

import attrs

from .amounts import Document, amount_text
from .bookkeeping import known_kind
from .books import Record, Use
from .entities import Kind
from .intake import admitted
from .json_text import render
from .rules.stamping import record_at
from .rules.work import Work
from .switches import StringAmounts


def given_as(entity: str, document: Document) -> tuple[Kind, Document]:
    """A kind, and a document of it as the rules may rely on it."""
    kind = known_kind(entity)
    return kind, admitted(kind, document, StringAmounts.ACCEPT)


def without(record: Record, keys: Set[str]) -> Record:
    """The *record* as if its document had never had these *keys*."""
    if not keys:
        return record
    left = {key: held for key, held in record.document().items() if key not in keys}
    return attrs.evolve(record, text=render(left))


def records_at(work: Work, kind: str, ids: Sequence[str]) -> list[Record]:
    """The objects with these *ids*, each of them once."""
    return [record_at(work.draft, kind, each) for each in dict.fromkeys(ids)]


def line_of(use: Use) -> Document:
    """The line of a payment that tells a use."""
    link = {"TxnId": use.id, "TxnType": use.kind}
    return {"Amount": amount_text(use.amount), "LinkedTxn": [link]}


def deposited_line(payment: Record) -> Document:
    """The line of a deposit that holds a payment."""
    link = {"TxnId": payment.id, "TxnType": "Payment", "TxnLineId": "0"}
    return {"Amount": amount_text(payment.total), "LinkedTxn": [link]}
