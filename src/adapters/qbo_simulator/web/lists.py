"""The lists of a company: its customers, invoices, credit memos and payments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final
from urllib.parse import urlencode

from ..books import Record
from ..books.shelves import order_of
from .frame import framed
from .inputs import button, field
from .markup import Content, Html, element
from .tables import customers, transactions
from .visit import CUSTOMER, Sort, Visit

ON_A_PAGE: Final = 50


def listed(visit: Visit, sort: Sort) -> Html:
    """A page with a list, the latest first."""
    wanted = visit.query("search").strip()
    found = list(islice(_latest(visit, sort, wanted.lower()), ON_A_PAGE + 1))
    shown = found[:ON_A_PAGE]
    more = len(found) > ON_A_PAGE
    return framed(
        visit,
        sort.many,
        element("p", element("a", f"New {sort.one}", href=visit.at(sort, "new"))),
        _search(visit, sort, wanted),
        _table(visit, sort, shown),
        _older(visit, sort, wanted, shown) if more else None,
    )


def _latest(visit: Visit, sort: Sort, wanted: str) -> Iterator[Record]:
    """The objects that are looked for, from where the page before ended."""
    before = visit.query("before")
    # More digits than an Id ever has would be too long for a number.
    last = int(before) - 1 if before.isdecimal() and len(before) < 20 else 10**19
    shelf = visit.company.custody.books.shelves[sort.entity]
    for _, order in shelf.by_id.downwards(None, (last, last)):
        record = shelf.records.get(str(order))
        if record and (not wanted or _is(record, wanted)):
            yield record


def _is(record: Record, wanted: str) -> bool:
    return wanted in record.name.lower() or wanted in {record.number, record.id}


def _search(visit: Visit, sort: Sort, wanted: str) -> Html:
    label = "Part of the name, or Id" if sort is CUSTOMER else "Number or Id"
    return element(
        "form",
        field(label, "search", wanted, type="search"),
        button("Search"),
        method="get",
        action=visit.at(sort),
        role="search",
        class_="row",
    )


def _table(visit: Visit, sort: Sort, shown: Sequence[Record]) -> Html:
    if sort is CUSTOMER:
        return customers(visit, shown)
    return transactions(visit, sort, shown)


def _older(visit: Visit, sort: Sort, wanted: str, shown: Sequence[Record]) -> Content:
    asked = {"before": order_of(shown[-1].id), "search": wanted}
    href = f"{visit.at(sort)}?{urlencode(asked, errors='replace')}"
    return element("p", element("a", "Older ones", href=href, rel="next"))
