"""What a payment is used for, as a table to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ..amounts import Document
from ..books import Record, Use
from .customers import CHOICES
from .inputs import cell_input
from .markup import Html
from .tables import figure, link_to, table
from .taking import read_amount
from .visit import CREDIT_MEMO, INVOICE, Visit
from .words import amount, plain_amount

SHOWN = (INVOICE, CREDIT_MEMO)


def uses_table(visit: Visit, customer: str, payment: Record | None) -> Html:
    """What a customer has open or this payment uses, each with an amount."""
    used = _used(payment)
    rows = [
        (
            link_to(visit, record),
            "pays" if record.entity == INVOICE.entity else "is used",
            record.date,
            figure(record.balance + used.get(record.key, 0)),
            _amount(visit, record, used.get(record.key, 0)),
        )
        for record in _usable(visit, customer, used)
    ]
    heads = ("Number", "What it does", "Date", "Open without this payment", "Amount")
    return table("Used for", heads, rows)


def uses_in(visit: Visit, payment: Record | None) -> list[Document]:
    """The lines that the form tells; uses that the table does not show stay."""
    kinds = {sort.entity for sort in SHOWN}
    others = [use for use in (payment.uses if payment else ()) if use.kind not in kinds]
    return [
        *(
            _line(kind, name.partition("-")[2], used)
            for kind in sorted(kinds, reverse=True)
            for name, (written, *_) in visit.entered.items()
            if name.startswith(f"{kind}-") and _is_some(used := read_amount(written))
        ),
        *(_line(use.kind, use.id, plain_amount(use.amount)) for use in others),
    ]


def _is_some(used: str) -> bool:
    return bool(used.strip("0."))


def _used(payment: Record | None) -> dict[tuple[str, str], int]:
    uses: tuple[Use, ...] = payment.uses if payment else ()
    return {(use.kind, use.id): use.amount for use in uses}


def _usable(
    visit: Visit, customer: str, used: dict[tuple[str, str], int]
) -> Iterator[Record]:
    books = visit.company.custody.books
    for sort in SHOWN:
        mine = (books.find(*key) for key in used if key[0] == sort.entity)
        records = {record.key: record for record in mine if record}
        for record in islice(visit.open_items(sort, customer), CHOICES):
            records[record.key] = record
        yield from records.values()


def _amount(visit: Visit, record: Record, used: int) -> Html:
    name = f"{record.entity}-{record.id}"
    before = plain_amount(used) if used else ""
    label = f"Amount for {record.number or record.id}, {amount(record.balance)} open"
    return cell_input(label, name, visit.field(name, before), inputmode="decimal")


def _line(kind: str, object_id: str, used: str) -> Document:
    return {"Amount": used, "LinkedTxn": [{"TxnType": kind, "TxnId": object_id}]}
