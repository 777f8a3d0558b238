"""A second reckoning of credits, by somebody who was handed nothing but the journal.

It reads entries as plain data, names every kind of event by itself, and takes no
function of the enquiries, so that the same mistake is not made twice. A credit's
page is a list of postings, one for each command that touched it. Whatever is asked,
the page is read from its beginning and closed at the first posting that is too late.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

Columns = Counter[str]
"""Figures in minor units, by the name that a roll-forward has for them."""

COLUMNS: Final = {
    "issued": 1,
    "retracted": -1,
    "applied": -1,
    "returned": 1,
    "cancelled": -1,
    "written_off": -1,
    "deleted": -1,
}
"""The columns, and whether what stands in them is added to what is left."""

_PLAIN: Final = {
    "CreditGrew": "issued",
    "CreditRetracted": "retracted",
    "CreditApplied": "applied",
    "ApplicationVoided": "returned",
    "CreditCancelled": "cancelled",
    "CreditWrittenOff": "written_off",
    "CreditDeleted": "deleted",
}
_OF_PAYMENTS: Final = {"FromOverpayment", "FromRemotePayment"}
_LAST: Final = date.max


class Posting(NamedTuple):
    """What one command did to one credit; *day* is that of its documents."""

    columns: Columns
    day: date
    recorded: date
    hold: bool | None

    @property
    def moves(self) -> bool:
        """Whether it is more than a remark."""
        return any(self.columns.values())


class Page(NamedTuple):
    """All that happened to one credit, in the order in which it was recorded."""

    customer_id: str
    currency: str
    dated: date
    postings: list[Posting]

    def until(self, day: date, *, recorded: bool, known_on: date) -> list[Posting]:
        """The postings up to the end of a day; none after one that is too late."""
        found: list[Posting] = []
        for place, one in enumerate(self.postings):
            if one.recorded > known_on:
                break
            own = one.recorded if recorded else one.day
            if own > day and (one.moves or place == 0):
                break
            if own <= day:
                found.append(one)
        return found


class At(NamedTuple):
    """What was left of one credit at a day."""

    left: int
    age: int
    held: bool


def pages(journal: Iterable[dict[str, Any]]) -> dict[str, Page]:
    """The page of each credit of one customer, from that customer's journal."""
    told: dict[str, Page] = {}
    for entry in journal:
        by_credit: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for event in entry["events"]:
            if "credit_id" in event:
                by_credit[event["credit_id"]].append(event)
        for credit_id, events in by_credit.items():
            first = events[0]
            if first["kind"] == "CreditIssued":
                dated = date.fromisoformat(first["effective_date"])
                currency = first["amount"].split()[-1]
                told[credit_id] = Page(entry["customer_id"], currency, dated, [])
            told[credit_id].postings.append(_posting(entry, events))
    return told


def left_at(
    page: Page, day: date, *, recorded: bool = False, known_on: date = _LAST
) -> At:
    """What was left of one credit in the evening of a day."""
    postings = page.until(day, recorded=recorded, known_on=known_on)
    holds = [one.hold for one in postings if one.hold is not None]
    return At(
        left=sum(change(one.columns) for one in postings),
        age=(day - page.dated).days,
        held=bool(holds) and holds[-1],
    )


def rolled(
    some: Iterable[Page],
    first: date,
    last: date,
    *,
    recorded: bool = False,
    known_on: date = _LAST,
) -> dict[str, Columns]:
    """What moved in a period, by currency, with ``opening`` and ``closing``."""
    told: defaultdict[str, Columns] = defaultdict(Counter)
    for page in some:
        until = page.until(last, recorded=recorded, known_on=known_on)
        eve = date.fromordinal(first.toordinal() - 1)
        before = page.until(eve, recorded=recorded, known_on=known_on)
        figures = told[page.currency]
        figures["opening"] += sum(change(one.columns) for one in before)
        figures["closing"] += sum(change(one.columns) for one in until)
        for one in until[len(before) :]:
            figures.update(one.columns)
    return dict(told)


def change(columns: Columns) -> int:
    """By how much more is left after what stands in these columns."""
    return sum(COLUMNS[name] * minor for name, minor in columns.items())


def _posting(entry: dict[str, Any], events: list[dict[str, Any]]) -> Posting:
    columns: Columns = Counter()
    for event in events:
        columns.update(dict(_columns(event)))
    # Within one command, what a credit got and lost again never came.
    netted = columns["issued"] - columns["retracted"]
    columns["issued"], columns["retracted"] = max(netted, 0), max(-netted, 0)
    holds = [one for one in map(_hold, events) if one is not None]
    return Posting(
        columns=columns,
        day=max(_days(entry, events)),
        recorded=date.fromisoformat(entry["today"]),
        hold=holds[-1] if holds else None,
    )


def _columns(event: dict[str, Any]) -> Iterator[tuple[str, int]]:
    kind = event["kind"]
    if kind in _PLAIN:
        yield _PLAIN[kind], _minor(event["amount"])
    elif kind == "CreditIssued":
        yield "issued", _minor(event["amount"]) - _minor(event["opening"])
    elif kind == "CreditEdited":
        more = _minor(event["amount"]) - _minor(event["old_amount"])
        yield ("issued", more) if more > 0 else ("retracted", -more)
    elif kind == "ForfeitShrank":
        yield "retracted", _minor(event["amount"])
        yield "cancelled", -_minor(event["amount"])


def _days(entry: dict[str, Any], events: list[dict[str, Any]]) -> list[date]:
    """The day that stands on each event; of what has none, that of its document."""
    today = date.fromisoformat(entry["today"])
    undated = today
    days: list[date] = []
    for event in events:
        if event["kind"] == "CreditIssued":
            undated = date.fromisoformat(event["effective_date"])
            origin = event["origin"]
            if origin["kind"] in _OF_PAYMENTS and not _comes_in(entry, origin):
                undated = max(undated, today)
            days.append(undated)
        elif "date" in event:
            days.append(date.fromisoformat(event["date"]))
        else:
            days.append(undated)
    return days


def _comes_in(entry: dict[str, Any], origin: dict[str, Any]) -> bool:
    return any(
        event["kind"] == "PaymentReceived"
        and event["payment_id"] == origin["payment_id"]
        for event in entry["events"]
    )


def _hold(event: dict[str, Any]) -> bool | None:
    return {"CreditHeld": True, "HoldReleased": False}.get(event["kind"])


def _minor(amount: str) -> int:
    return int(amount.split(maxsplit=1)[0].replace(".", ""))
