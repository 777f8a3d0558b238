"""Looking for an object that may have been made, when its answer was lost."""

from __future__ import annotations

from collections.abc import Iterator

from ..documents import Document
from ..gateway import Answered, Condition, Fault, Selection
from ..gateway.queries import Comparison
from ..store import Tie
from ..translate import (
    Marker,
    SeenMemo,
    SeenPayment,
    Unreadable,
    image_from,
    read_object,
)
from .world import World


def lost(world: World, tie: Tie) -> SeenMemo | SeenPayment | Fault | None:
    """The object that the open write of *tie* made, if it can be found.

    The oldest one counts: people copy documents together with their notes.
    """
    image = image_from(tie.wanted)
    if image is None:
        return None
    mine = Condition("CustomerRef", Comparison.IS, image.customer)
    wanted = Marker(installation=world.settings.installation, request_id=tie.request_id)
    for page in world.gateway.pages(Selection(entity=tie.entity, conditions=(mine,))):
        if not isinstance(page, Answered):
            return page
        found = [one for one in _rows(world, tie, page.body) if one.marker == wanted]
        if found:
            return min(found, key=lambda one: int(one.id))
    return None


def _rows(world: World, tie: Tie, body: Document) -> Iterator[SeenMemo | SeenPayment]:
    for row in body["QueryResponse"].get(tie.entity, ()):
        seen = read_object(tie.entity, row, world.settings)
        if isinstance(seen, (SeenMemo, SeenPayment)):
            yield seen


def seen_now(
    world: World, entity: str, remote_id: str
) -> SeenMemo | SeenPayment | Unreadable | Fault:
    """The object as it is now; only ``NotFound`` says that it was deleted."""
    outcome = world.gateway.read(entity, remote_id)
    if not isinstance(outcome, Answered):
        return outcome
    seen = read_object(entity, outcome.body[entity], world.settings)
    if isinstance(seen, (SeenMemo, SeenPayment, Unreadable)):
        return seen
    return Unreadable(id=remote_id, reason="a deleted object was given as it is")
