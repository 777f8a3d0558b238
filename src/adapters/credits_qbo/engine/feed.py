"""What changed there since the last time, by the other side's own clock.

How far it was read is written together with what was found. A little is read again
each time, because what is committed late may bear an earlier time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

import attrs

from ..documents import Document
from ..gateway import Answered, Condition, Disconnected, Fault, Selection
from ..gateway.queries import Comparison
from ..instants import told
from ..store import Place, Tie, Unit
from ..store.marking import mark
from ..store.records import instant_of, written
from ..translate import SeenMemo, SeenPayment, image_text, read_object
from .world import StoppedError, World, tie_of

ENTITIES: Final = ("CreditMemo", "Payment")
ROWS_MAX: Final = 1_000
LOOK_BACK: Final = timedelta(days=29)
CHANGES: Final = "changes"
"""The place up to which changes were read; without it nothing is exchanged."""

Row = tuple[str, Document]


@attrs.frozen(kw_only=True)
class Found:
    """How many *rows* the other side told of, and how many were *news*."""

    rows: int = 0
    news: int = 0


def start(world: World) -> Fault | None:
    """Begin to read changes from now on; what is there before is left alone."""
    outcome = world.gateway.preferences()
    if not isinstance(outcome, Answered):
        return outcome
    at = outcome.at or world.timer.now()
    with world.store.unit() as unit:
        if unit.get(Place, CHANGES) is None:
            unit.put(Place(name=CHANGES, value=written(at)))
    return None


def poll(world: World) -> Found | Fault:
    """Note what changed there; raises ``ValueError`` before ``start``."""
    with world.store.unit() as unit:
        place = unit.get(Place, CHANGES)
    if place is None:
        raise ValueError("Nobody has said from when on changes are to be read.")
    since = instant_of(place.value) - timedelta(seconds=world.settings.overlap_seconds)
    if world.timer.now() - since > LOOK_BACK:
        return _look_at_all(world, place)
    outcome = world.gateway.changes(ENTITIES, since)
    if isinstance(outcome, Disconnected):
        raise StoppedError(outcome.reason)
    if not isinstance(outcome, Answered):
        return outcome
    rows = list(rows_of(outcome.body))
    if len(rows) >= ROWS_MAX:
        more = _selected(world, since_text=told(since))
        if not isinstance(more, list):
            return more
        rows.extend(more)
    at = place.value if outcome.at is None else written(outcome.at)
    return _noted(world, place, rows, at, is_cut=len(rows) >= ROWS_MAX)


def rows_of(body: Document) -> Iterator[Row]:
    """The rows of all blocks, whatever else the answer holds."""
    for response in _list(body.get("CDCResponse")):
        for block in _list(response.get("QueryResponse")):
            for entity in ENTITIES:
                for row in _list(block.get(entity)):
                    yield entity, row


def _list(held: Any) -> list[Document]:  # noqa: ANN401 - whatever an answer holds
    if not isinstance(held, list):
        return []
    return [one for one in held if isinstance(one, Mapping)]


def _noted(
    world: World, place: Place, rows: list[Row], at: str, *, is_cut: bool
) -> Found:
    """Mark what is news and move on, in one step; nobody else has moved meanwhile."""
    news = 0
    with world.store.unit() as unit:
        if unit.get(Place, CHANGES) != place:
            return Found()
        for entity, row in rows:
            remote_id = str(row.get("Id", ""))
            usable = remote_id.isascii() and remote_id.isdecimal()
            if usable and _is_news(unit, world, entity, remote_id, row):
                mark(unit, entity, remote_id)
                news += 1
        if is_cut:
            news += _mark_known(unit)
        unit.put(Place(name=CHANGES, value=max(at, place.value)))
    return Found(rows=len(rows), news=news)


def _is_news(
    unit: Unit, world: World, entity: str, remote_id: str, row: Document
) -> bool:
    """Whether the row says anything that both sides did not agree on already."""
    tie = tie_of(unit, entity, remote_id)
    if tie is None or tie.is_open or tie.taking:
        return True
    seen = read_object(entity, row, world.settings)
    if isinstance(seen, (SeenMemo, SeenPayment)):
        return image_text(seen.image) != tie.base
    return bool(tie.base)


def _mark_known(unit: Unit) -> int:
    """Look at everything that is known: what was deleted is told nowhere else."""
    known = [tie for tie in unit.find(Tie) if tie.remote_id and tie.base]
    for tie in known:
        mark(unit, tie.entity, tie.remote_id)
    return len(known)


def _look_at_all(world: World, place: Place) -> Found | Fault:
    """After too long a pause, everything is looked at: changes are not told any more.

    The new place is of before the queries, so that nothing falls in between.
    """
    outcome = world.gateway.preferences()
    if isinstance(outcome, Disconnected):
        raise StoppedError(outcome.reason)
    if not isinstance(outcome, Answered):
        return outcome
    rows = _selected(world, since_text=None)
    if not isinstance(rows, list):
        return rows
    at = written(outcome.at or world.timer.now())
    return _noted(world, place, rows, at, is_cut=True)


def _selected(world: World, *, since_text: str | None) -> list[Row] | Fault:
    """All rows of the entities, or those that changed since; deleted ones are not."""
    name = "MetaData.LastUpdatedTime"
    conditions = (Condition(name, Comparison.FROM, since_text),) if since_text else ()
    rows: list[Row] = []
    for entity in ENTITIES:
        for page in world.gateway.pages(
            Selection(entity=entity, conditions=conditions)
        ):
            if not isinstance(page, Answered):
                return page
            found = page.body["QueryResponse"]
            rows.extend((entity, row) for row in _list(found.get(entity)))
    return rows
