"""The lines of an invoice or a credit memo, as a table to fill in.

A line whose amount stays is sent back as it was, with all that the page shows
nothing of; one whose amount is taken away is taken out.
"""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

from ..amounts import Document
from .customers import CHOICES
from .inputs import cell_choice, cell_input
from .markup import Html
from .tables import table
from .taking import read_amount
from .visit import Visit
from .words import plain_amount

ITEM_LINE: Final = "SalesItemLineDetail"
MOST_LINES: Final = 200


def lines_table(visit: Visit, lines: list[Document], blank: int) -> Html:
    """The lines that can be changed, and some that are still empty."""
    items = _items(visit)
    typed = [_cells(each) for each in lines if each.get("DetailType") == ITEM_LINE]
    typed += [("", items[0][0] if items else "", "")] * blank
    if visit.entered:
        typed = _entered(visit)
    rows = [
        (
            cell_input(f"Description of line {place}", "description", described),
            cell_choice(f"Item of line {place}", "item", items, item),
            cell_input(f"Amount of line {place}", "amount", paid, inputmode="decimal"),
        )
        for place, (described, item, paid) in enumerate(typed, start=1)
    ]
    return table("Lines", ("Description", "Item", "Amount"), rows)


def lines_in(visit: Visit, before: list[Document]) -> list[Document]:
    """The lines that the form tells; those the table does not show stay."""
    shown = [each for each in before if each.get("DetailType") == ITEM_LINE]
    others = [
        each
        for each in before
        if each.get("DetailType") not in {ITEM_LINE, "SubTotalLineDetail"}
    ]
    told: list[Document] = []
    for place, (described, item, written) in enumerate(_entered(visit)):
        amount = read_amount(written)
        old = shown[place] if place < len(shown) else {}
        if amount:
            told.append(_line(old, described, item, amount))
    return [*told, *others]


def _line(old: Document, described: str, item: str, amount: str) -> Document:
    detail: dict[str, Any] = dict(old.get(ITEM_LINE, {}))
    if amount != _amount_of(old):
        detail.pop("Qty", None)
        detail.pop("UnitPrice", None)
    if item:
        detail["ItemRef"] = {"value": item}
    line = {**old, "Amount": amount, "DetailType": ITEM_LINE, ITEM_LINE: detail}
    line.pop("Description", None)
    return {**line, "Description": described.strip()} if described.strip() else line


def _cells(line: Document) -> tuple[str, str, str]:
    item = line.get(ITEM_LINE, {}).get("ItemRef", {}).get("value", "")
    return str(line.get("Description", "")), str(item), _amount_of(line)


def _amount_of(line: Document) -> str:
    return plain_amount(line["Amount"]) if "Amount" in line else ""


def _entered(visit: Visit) -> list[tuple[str, str, str]]:
    columns = (visit.chosen(name) for name in ("description", "item", "amount"))
    return list(islice(zip(*columns, strict=False), MOST_LINES))


def _items(visit: Visit) -> list[tuple[str, str]]:
    records = visit.company.custody.books.shelves["Item"].records.values()
    return [(each.id, each.name) for each in islice(records, CHOICES) if each.active]
