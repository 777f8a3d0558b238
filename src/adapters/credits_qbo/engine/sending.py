"""Telling the other side: one thing at a time, and exactly once.

The whole request is stored before it is sent, under a request id that follows from
what it is about. So whoever goes on after a crash sends the same again, and an
answer that was lost is found by looking for the object that it told of.
"""

from __future__ import annotations

import attrs

from credits_core.identity import CustomerId

from ..documents import parse
from ..gateway import (
    Answered,
    Disconnected,
    NotFound,
    Outcome,
    Rejected,
    Stale,
)
from ..store import Dirty, Tie
from ..store.marking import mark
from ..translate import image_text
from .finishing import finish, finish_gone
from .keys import key_from
from .searching import lost
from .wanted import Waiting, wanted
from .world import RowNames, StoppedError, World, disagree, put_off

_UNKNOWN_REQUEST_ID = frozenset({"600", "2130"})


def begin(world: World, dirty: Dirty, tie: Tie) -> None:
    """Store the write that *tie* holds, and only then send it."""
    with world.store.unit() as unit:
        unit.put(attrs.evolve(tie, attempts=1))
    send(world, dirty, attrs.evolve(tie, attempts=1))


def resume(world: World, dirty: Dirty, tie: Tie) -> None:
    """Go on with a write that was begun: look for what it made, then send it again."""
    again = attrs.evolve(tie, attempts=tie.attempts + 1)
    if tie.action == "create":
        found = lost(world, tie)
        if found is not None:
            finish(world, dirty, again, found)
            return
    with world.store.unit() as unit:
        unit.put(again)
    send(world, dirty, again)


def send(world: World, dirty: Dirty, tie: Tie) -> None:
    """Send the write, and act on what comes of it."""
    outcome = _sent(world, tie)
    match outcome:
        case Answered() if tie.action in {"delete", "void"}:
            finish_gone(world, dirty, tie)
        case Answered(body=body):
            finish(world, dirty, tie, str(body[tie.entity].get("Id", "")))
        case NotFound() if tie.action == "delete":
            finish_gone(world, dirty, tie)
        case NotFound() if tie.action == "create":
            refusal = Rejected(code="610", reason=outcome.reason, tid=outcome.tid)
            _rejected(world, dirty, tie, refusal)
        case Stale() | NotFound():
            _decide_again(world, dirty, tie, outcome.reason)
        case Rejected():
            _rejected(world, dirty, tie, outcome)
        case Disconnected():
            _leave_open(world, dirty, outcome.reason)
            raise StoppedError(outcome.reason)
        case _:
            _leave_open(world, dirty, type(outcome).__name__)


def _sent(world: World, tie: Tie) -> Outcome:
    gateway, body = world.gateway, parse(tie.body)
    match tie.action:
        case "create":
            return gateway.create(tie.entity, body, request_id=tie.request_id)
        case "update":
            return gateway.update(tie.entity, body, request_id=tie.request_id)
        case "void":
            return gateway.void_payment(body, request_id=tie.request_id)
        case _:
            token = str(body["SyncToken"])
            return gateway.delete(
                tie.entity, tie.remote_id, token, request_id=tie.request_id
            )


def _leave_open(world: World, dirty: Dirty, reason: str) -> None:
    """Nobody knows yet: the write stays begun, and is gone on with later."""
    with world.store.unit() as unit:
        put_off(unit, world, dirty, reason)


def _decide_again(world: World, dirty: Dirty, tie: Tie, reason: str) -> None:
    """Nothing was written because the object is another one: look at it first.

    One that was to be made has no id yet; then it is what it links that is gone.
    """
    with world.store.unit() as unit:
        unit.put(tie.closed())
        if tie.remote_id:
            mark(unit, tie.entity, tie.remote_id)
        put_off(unit, world, dirty, reason)


def _rejected(world: World, dirty: Dirty, tie: Tie, refusal: Rejected) -> None:
    """The other side does not want it: a person has to see to that.

    A request id that is refused may have had its effect before. What this side does
    not want any more, such as a use that was taken back meanwhile, asks nobody.
    """
    if refusal.code in _UNKNOWN_REQUEST_ID and tie.action == "create":
        found = lost(world, tie)
        if found is not None:
            finish(world, dirty, tie, found)
            return
    if not _is_wanted_still(world, tie):
        _decide_again(world, dirty, tie, f"not wanted any more: {refusal.code}")
        return
    with world.store.unit() as unit:
        disagree(unit, world, tie, "refused", f"{refusal.code} {refusal.reason}")
        unit.put(tie.closed())
        put_off(unit, world, dirty, f"refused: {refusal.code}")


def _is_wanted_still(world: World, tie: Tie) -> bool:
    """Whether this side still wants what was to be written, as far as it can tell."""
    ledger = world.whole(CustomerId(tie.customer_id))
    with world.store.unit() as unit:
        want = wanted(key_from(tie.key), ledger, RowNames(unit, world.settings))
    return isinstance(want, Waiting) or image_text(want) == tie.wanted
