"""What is wrong at the end of a schedule, when nothing goes wrong any more.

What counts is what is in both books. Sums are made here anew, and not by the exchange.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from credits_core.credit import FromRemoteMemo
from credits_core.events import CreditGrew, Event
from credits_core.identity import InvoiceId
from credits_qbo.documents import parse
from credits_qbo.engine import Parity, parity
from credits_qbo.engine.keys import MemoKey, key_text, request_id, touched
from credits_qbo.engine.wanted import Waiting, wanted
from credits_qbo.engine.world import RowNames, World
from credits_qbo.settings import Settings
from credits_qbo.store import Conflict, Tie
from credits_qbo.translate import (
    Gone,
    SeenMemo,
    SeenPayment,
    Unreadable,
    image_text,
    read_object,
)

from ..bench import ACME, usd
from .lab import Edit, Lab, Moment

Place = tuple[str, str]
Seen = SeenMemo | SeenPayment


@attrs.frozen
class Ending:
    """Both sides at the end of a schedule, and the rows between them."""

    lab: Lab
    world: World
    ties: tuple[Tie, ...]
    conflicts: tuple[Conflict, ...]
    there: Mapping[Place, Seen]

    @classmethod
    def of(cls, lab: Lab) -> Ending:
        """How *lab* is now."""
        world = lab.world()
        with lab.store.unit() as unit:
            ties, conflicts = unit.find(Tie), unit.find(Conflict)
        return cls(lab, world, ties, conflicts, _there(lab, world.settings))

    def is_asked_about(self, key: str, place: Place) -> bool:
        """Whether a person was asked about it."""
        return any(
            one.key == key or (one.entity, one.remote_id) == place
            for one in self.conflicts
        )


def _there(lab: Lab, settings: Settings) -> dict[Place, Seen]:
    found: dict[Place, Seen] = {}
    for entity in ("CreditMemo", "Payment"):
        for record in lab.company.custody.books.shelves[entity].records.values():
            seen = read_object(entity, parse(record.text), settings)
            assert not isinstance(seen, (Gone, Unreadable)), seen
            found[entity, seen.id] = seen
    return found


def picture(lab: Lab) -> tuple[object, ...]:
    """The money on both sides, without ids, times and notes."""
    shelves = lab.company.custody.books.shelves
    memos = sorted(
        (one.total, one.balance) for one in shelves["CreditMemo"].records.values()
    )
    payments = sorted(
        (one.total, one.balance, sorted(use.amount for use in one.uses))
        for one in shelves["Payment"].records.values()
        if one.total or one.uses
    )
    invoices = [
        shelves["Invoice"].records[one].balance for one in lab.invoices.values()
    ]
    ledger = lab.ledger
    credits = sorted(
        (one.live.minor, one.available.minor) for one in ledger.credits.values()
    )
    dues = [ledger.invoices[InvoiceId(one)].due.minor for one in lab.invoices]
    return memos, payments, invoices, credits, dues


def complaints(lab: Lab, moment: Moment, undisturbed: object) -> Iterator[str]:
    """Everything that is wrong."""
    ending = Ending.of(lab)
    yield from _twice(ending)
    yield from _untied(ending)
    yield from _unequal(ending)
    yield from _lost(ending, moment)
    yield from _sums(ending)
    if all(one.is_planned for one in moment.edits):
        if ending.conflicts and not moment.edits:
            first = ending.conflicts[0]
            yield f"needless conflict: {first.kind}, {first.reason}"
        elif not ending.conflicts and picture(lab) != (undisturbed or picture(lab)):
            yield f"other end: {picture(lab)} and not {undisturbed}"


def _twice(ending: Ending) -> Iterator[str]:
    """Nothing of ours is there twice, and nothing of ours came back as theirs."""
    lab, settings = ending.lab, ending.world.settings
    ids = {
        request_id(key_text(key), generation, settings): key_text(key)
        for entry in lab.ledgers.journal(ACME)
        for key in touched(entry, lab.ledger)
        for generation in range(1, 12)
    }
    known: dict[str, Place] = {}
    by_place = {(one.entity, one.remote_id): one.key for one in ending.ties}
    for place, seen in ending.there.items():
        if seen.marker is None or seen.image is None:
            continue
        key = ids.get(seen.marker.request_id, seen.marker.request_id)
        if key in known:
            yield f"duplicate: {key} is {known[key]} and {place}"
        known[key] = place
        if by_place.get(place, key) != key:
            yield f"came back: {key} is {by_place[place]} now"
    memos = sum(
        isinstance(one.origin, FromRemoteMemo) for one in lab.ledger.credits.values()
    )
    unmarked = sum(
        one.marker is None for one in ending.there.values() if isinstance(one, SeenMemo)
    )
    if memos > unmarked + lab.gone:
        yield f"read in twice: {memos} of {unmarked}"


def _untied(ending: Ending) -> Iterator[str]:
    """Each object there is something here, as it is, or a person was asked."""
    by_place = {
        (one.entity, one.remote_id): one for one in ending.ties if one.remote_id
    }
    for place, seen in ending.there.items():
        tie = by_place.get(place)
        if tie is None:
            if seen.image is not None and not ending.is_asked_about("", place):
                yield f"not read in: {place}"
        elif tie.is_open and not ending.is_asked_about(tie.key, place):
            yield f"unfinished: {tie.key}"
        elif image_text(seen.image) != tie.base and not ending.is_asked_about(
            tie.key, place
        ):
            yield f"not noticed: {place} is {image_text(seen.image)} and not {tie.base}"
    for place, tie in by_place.items():
        if (
            tie.base
            and place not in ending.there
            and not ending.is_asked_about(tie.key, place)
        ):
            yield f"not missed: {place}"


def _unequal(ending: Ending) -> Iterator[str]:
    """Each thing here is there as this side wants it, or a person was asked."""
    lab = ending.lab
    ties = {one.key: one for one in ending.ties}
    keys = {
        key for entry in lab.ledgers.journal(ACME) for key in touched(entry, lab.ledger)
    }
    for key in sorted(keys, key=key_text):
        name = key_text(key)
        tie = ties.get(name, Tie(key=name, customer_id=ACME, entity=""))
        with lab.store.unit() as unit:
            want = wanted(key, lab.ledger, RowNames(unit, ending.world.settings))
        place = tie.entity, tie.remote_id
        if isinstance(want, Waiting):
            if not ending.conflicts:
                yield f"waiting: {name} because {want.reason}"
        elif image_text(want) != tie.base:
            is_for_later = ending.conflicts and not isinstance(key, MemoKey)
            if not (is_for_later or ending.is_asked_about(name, place)):
                yield f"not told: {name} is {tie.base} and not {image_text(want)}"


def _lost(ending: Ending, moment: Moment) -> Iterator[str]:
    """What a person changed there is still so, was taken over, or was asked about."""
    last = {(one.entity, one.id, one.how == "noted"): one for one in moment.edits}
    for edit in last.values():
        if edit.entity != "here" and not _is_kept(ending, edit):
            yield f"lost edit: {edit}"


def _is_kept(ending: Ending, edit: Edit) -> bool:
    place = edit.entity, edit.id
    seen = ending.there.get(place)
    if ending.is_asked_about("", place):
        return True
    if edit.how == "noted":
        return seen is None or "seen" in _note_of(ending.lab, place)
    if edit.how == "raised":
        minor = int(edit.value.replace(".", ""))
        same = (
            seen is not None
            and seen.image is not None
            and seen.image.total.minor == minor
        )
        return same or any(isinstance(one, CreditGrew) for one in _told_here(ending))
    return True


def _note_of(lab: Lab, place: Place) -> str:
    record = lab.company.custody.books.shelves[place[0]].records[place[1]]
    return str(record.document().get("PrivateNote", ""))


def _told_here(ending: Ending) -> Iterator[Event]:
    """What was taken over here; people here only ever raise by other amounts."""
    for entry in ending.lab.ledgers.journal(ACME):
        yield from (
            one for one in entry.events if getattr(one, "amount", None) == usd(5)
        )


def _sums(ending: Ending) -> Iterator[str]:
    """Without a conflict both sides are worth the same; with one it is told why not."""
    lab = ending.lab
    found = parity(ending.world)
    assert isinstance(found, Parity), found
    if not found.is_explained:
        yield f"unexplained: {found.differences}"
    if ending.conflicts:
        return
    shelves = lab.company.custody.books.shelves
    there = sum(
        one.balance
        for name in ("CreditMemo", "Payment")
        for one in shelves[name].records.values()
    )
    here = sum(one.available.minor for one in lab.ledger.credits.values())
    dues = [lab.ledger.invoices[InvoiceId(one)].due.minor for one in lab.invoices]
    owed = [shelves["Invoice"].records[one].balance for one in lab.invoices.values()]
    if found.differences or here != there or dues != owed:
        yield f"no parity: {here} and {there}, {dues} and {owed}"
