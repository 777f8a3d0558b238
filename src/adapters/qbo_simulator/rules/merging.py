"""Merging two customers: what the one has becomes the other's."""

from __future__ import annotations

from ..amounts import Document
from ..books import Record
from ..books.draft import Note
from ..changes import Operation
from ..refusals import refusal
from .references import customer_reference
from .settling import SETTLED
from .stamping import touched
from .work import Work

_MOVING = (
    "Invoice",
    "CreditMemo",
    "Payment",
    "RefundReceipt",
    "SalesReceipt",
    "Estimate",
)


def merge(work: Work, loser: Record, winner: Record) -> None:
    """Move all that *loser* has to *winner*, and take *loser* out."""
    if loser.id == winner.id or work.draft.books.children.get(loser.id):
        raise refusal("6000", "These customers can't be merged.")
    mine, theirs = (
        each.document().get("CurrencyRef", {}).get("value") for each in (loser, winner)
    )
    if mine != theirs:
        raise refusal("6000", "Customers with different currencies can't be merged.")
    for entity in _MOVING:
        shelf = work.draft.books.shelves[entity]
        for object_id in list(shelf.by_customer.get(loser.id, ())):
            _move(work, entity, object_id, winner)
    work.draft.remove(loser, Note(Operation.DELETE, derived=True))
    document = touched(work.draft, winner.document())
    note = Note(Operation.MERGE, deleted_id=loser.id)
    work.draft.save("Customer", document, note)


def _move(work: Work, entity: str, object_id: str, winner: Record) -> None:
    record = work.draft.find(entity, object_id)
    if record is None:
        return
    document: Document = {
        **record.document(),
        "CustomerRef": customer_reference(winner),
    }
    tokens = 1 if entity in SETTLED or entity == "Payment" else 0
    document = touched(work.draft, document, tokens=tokens)
    work.draft.save(entity, document, Note(Operation.UPDATE, derived=True))
