"""The companies, what happens in one, and what its people choose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final

from ..clock import pacific_seconds
from ..gateway.log import Entry
from ..service import Service
from .frame import bare, framed
from .inputs import button, check, deed, field, form
from .markup import Content, Html, element
from .tables import link_to, table
from .taking import date_in
from .visit import SORTS, TOP, Deed, NotTakenError, Visit

LATEST: Final = 20


def companies(service: Service) -> Html:
    """The companies there are."""
    rows = [
        (
            element("a", each.name, href=f"{TOP}/companies/{each.realm_id}"),
            each.realm_id,
            *(str(len(each.custody.books.shelves[s.entity].records)) for s in SORTS),
        )
        for each in service.simulator.companies
    ]
    heads = ("Name", "Realm", *(sort.many for sort in SORTS))
    return bare("QuickBooks Online, simulated", table("Companies", heads, rows))


def happening(visit: Visit) -> Html:
    """What changed lately, and what apps asked for."""
    return framed(
        visit, "What happens", _watching(visit), _changes(visit), _asked(visit)
    )


def _watching(visit: Visit) -> Html:
    if visit.query("watch"):
        link = element("a", "Stop watching", href=visit.top)
    else:
        link = element("a", "Watch it", href=f"{visit.top}?watch=yes")
    return element("p", link)


def _changes(visit: Visit) -> Html:
    latest = islice(reversed(visit.company.changes), LATEST)
    rows = [
        (
            pacific_seconds(change.at),
            change.entity,
            _named(visit, change.entity, change.id),
            change.operation.value,
            "follows from another" if change.derived else "by itself",
        )
        for change in latest
    ]
    heads = ("When", "Kind", "What", "Operation", "How")
    return table("Latest changes", heads, rows)


def _named(visit: Visit, entity: str, object_id: str) -> Content:
    found = visit.company.custody.books.find(entity, object_id)
    listed = entity in {sort.entity for sort in SORTS}
    return link_to(visit, found) if found and listed else f"Id {object_id}"


def _asked(visit: Visit) -> Html:
    rows = [
        (
            pacific_seconds(entry.at),
            entry.aim.operation,
            entry.aim.entity,
            entry.aim.requestid or "",
            "none" if entry.status is None else str(entry.status),
            entry.answer.fault or "",
        )
        for entry in islice(_entries(visit), LATEST)
    ]
    heads = ("When", "Operation", "Kind", "Request id", "Status", "Fault")
    return table("Latest requests of apps", heads, rows)


def _entries(visit: Visit) -> Iterator[Entry]:
    realm = visit.company.realm_id
    return (
        each for each in reversed(visit.service.log.entries) if each.aim.realm == realm
    )


def settings(visit: Visit) -> Html:
    """What people choose for their company."""
    chosen = visit.company.custody.settings
    return framed(
        visit,
        "Settings",
        form(
            f"{visit.top}/settings",
            element(
                "fieldset",
                element("legend", "Automation"),
                check(
                    "Automatically apply credits",
                    "credits",
                    checked=chosen.auto_apply_credit,
                ),
                check(
                    "Automatically apply payments",
                    "payments",
                    checked=chosen.auto_apply_payments,
                ),
                check("Number sales by hand", "numbers", checked=chosen.custom_numbers),
            ),
            button("Save"),
        ),
        _closing(visit),
    )


def _closing(visit: Visit) -> Html:
    until = visit.company.custody.settings.closed_until
    told = f"The books are closed up to {until}." if until else "The books are open."
    day = visit.field("until", until)
    return element(
        "section",
        element("h2", "Closed books"),
        element("p", told),
        form(
            f"{visit.top}/close",
            field("Close up to", "until", day, type="date", required=True),
            check("With a password", "password"),
            button("Close the books"),
        ),
        deed(f"{visit.top}/open", "Open the books") if until else None,
    )


def choose(visit: Visit) -> Deed:
    """Save what was chosen about automation."""
    outcome = visit.company.person.prefer(
        "SalesFormsPrefs",
        AutoApplyCredit=bool(visit.field("credits")),
        AutoApplyPayments=bool(visit.field("payments")),
        CustomTxnNumbers=bool(visit.field("numbers")),
    )
    return Deed(outcome, f"{visit.top}/settings?done=changed")


def close(visit: Visit) -> Deed:
    """Close the books up to a day."""
    until = date_in(visit, "until")
    if not until:
        raise NotTakenError("Books are closed up to a day.")
    outcome = visit.company.person.close_books(
        date.fromisoformat(until), with_password=bool(visit.field("password"))
    )
    return Deed(outcome, f"{visit.top}/settings?done=closed")


def reopen(visit: Visit) -> Deed:
    """Open the books again."""
    outcome = visit.company.person.close_books(None)
    return Deed(outcome, f"{visit.top}/settings?done=opened")
