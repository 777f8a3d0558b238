"""Transactions tell the name of their customer as it is now."""

from __future__ import annotations

import attrs

from ..json_text import render
from .work import Work

_OF_A_CUSTOMER = ("Invoice", "CreditMemo", "Payment")


def rename_in_sales(work: Work, customer_id: str, name: str) -> None:
    """Let all transactions of a customer tell the new *name*; they do not change."""
    draft = work.draft
    for entity in _OF_A_CUSTOMER:
        for object_id in draft.books.shelves[entity].by_customer.get(customer_id, ()):
            record = draft.find(entity, object_id)
            if record is None:
                continue
            document = record.document()
            document["CustomerRef"] = {"value": customer_id, "name": name}
            renamed = attrs.evolve(record, text=render(document))
            draft.changed[record.key] = renamed
