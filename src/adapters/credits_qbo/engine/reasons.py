"""Why both sides may differ about one thing: what is asked about, or on its way."""

from __future__ import annotations

from datetime import datetime

from credits_core.entry import Entry
from credits_core.ledger import Ledger

from ..store import Binding, Conflict, Dirty, Mark, Tie, Unit
from ..store import Place as ReadTo
from ..store.records import instant_of
from ..translate import image_text
from .before import LEFT, is_from_before_here, left_there
from .books_there import Place, There
from .keys import Key, key_text, touched
from .world import tie_of


def reasons_of(
    unit: Unit, ledger: Ledger, entries: tuple[Entry, ...], there: There
) -> dict[str, str]:
    """By keys and by marked objects, why this customer's books may differ there."""
    found: dict[str, str] = {}
    for tie in unit.find(Tie, customer_id=ledger.customer_id):
        found[tie.key] = _of_tie(unit, there, tie)
    for entry in entries[_read_up_to(unit, ledger) :]:
        for key in touched(entry, ledger):
            found[key_text(key)] = "not read from the journal yet"
    for dirty in unit.find(Dirty, customer_id=ledger.customer_id):
        found[dirty.key] = f"to be told: {dirty.reason}".rstrip(": ")
    for mark in unit.find(Mark):
        found[f"{mark.entity} {mark.remote_id}"] = _looked_at(mark)
    for conflict in unit.find(Conflict, customer_id=ledger.customer_id):
        found[conflict.key] = f"conflict: {conflict.kind}"
    return found


def why_unknown(unit: Unit, there: There, place: Place) -> str:
    """Why an object there is not known here; nothing if that is a fault."""
    marked = unit.get(Mark, *place)
    tie = tie_of(unit, *place)
    conflict = None if tie is None else unit.get(Conflict, tie.key)
    if conflict is not None:
        return f"conflict: {conflict.kind}"
    if marked is not None:
        return _looked_at(marked)
    seen = there.seen[place]
    return left_there(unit, seen) or _news(unit, seen.changed)


def _looked_at(mark: Mark) -> str:
    return f"to be looked at: {mark.reason}".rstrip(": ")


def _of_tie(unit: Unit, there: There, tie: Tie) -> str:
    """What is on its way about something that both sides know."""
    if tie.is_open:
        return "being told"
    if tie.taking:
        return "being taken over"
    place = (tie.entity, tie.remote_id)
    seen = there.seen.get(place)
    if tie.base and seen is None:
        return "gone there since it was asked last"
    if seen is not None and image_text(seen.image) != tie.base:
        return _news(unit, seen.changed)
    return ""


def why_not_told(unit: Unit, ledger: Ledger, key: Key) -> str:
    """Why something here has nothing that is the same there, if nobody is to tell."""
    if unit.get(Binding, "Customer", ledger.customer_id) is None:
        return "the customer is not known there"
    return LEFT if is_from_before_here(unit, key, ledger) else ""


def _read_up_to(unit: Unit, ledger: Ledger) -> int:
    place = unit.get(ReadTo, f"journal:{ledger.customer_id}")
    return 0 if place is None else int(place.value)


def _news(unit: Unit, changed: datetime | None) -> str:
    """Whether it changed there since that was asked last."""
    read_to = unit.get(ReadTo, "changes")
    if changed is None or read_to is None or changed < instant_of(read_to.value):
        return ""
    return "changed there since it was asked last"
