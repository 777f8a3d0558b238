"""Both sides added up against one another: each cent is equal, or told why not.

It only reads, and may be asked for while the exchange is at work; what is on its
way then is a difference with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from credits_core.ledger import Ledger
from credits_core.money import Money

from ..gateway import Answered, Fault, Selection
from ..store import Binding, Conflict, Dirty, Mark, Tie, Unit
from ..translate import SeenMemo, SeenPayment, read_object
from .before import LEFT, is_from_before_here, left_there
from .feed import ENTITIES
from .keys import CashKey, MemoKey, is_memo, key_from, key_text
from .naming import payment_id
from .world import World

Place = tuple[str, str]
"""An object there, by its entity and id."""


@attrs.frozen(kw_only=True)
class Difference:
    """One credit that is not worth the same on both sides.

    *key* is what it is here and *remote_id* what it is there; one of them is empty
    if that side does not know it. *reason* is empty if nothing explains it.
    """

    customer: str
    key: str
    entity: str
    remote_id: str
    here: Money | None
    there: Money | None
    reason: str


@attrs.frozen(kw_only=True)
class Parity:
    """The open credits of both sides: *equal* of them agree, to the cent."""

    equal: int
    differences: tuple[Difference, ...]

    @property
    def is_explained(self) -> bool:
        """Whether every difference has a reason."""
        return all(one.reason for one in self.differences)


def parity(world: World) -> Parity | Fault:
    """Compare what is open of each credit here with its memo or payment there."""
    there = _open_there(world)
    if not isinstance(there, dict):
        return there
    with world.store.unit() as unit:
        ties = {one.key: one for one in unit.find(Tie) if one.base}
    equal, differences = 0, list[Difference]()
    met: set[Place] = set()
    for customer_id in world.ledgers.customers():
        ledger = world.ledgers.load_whole(customer_id)
        for key, here in _open_here(ledger):
            place = _place(world, key, ties.get(key))
            met.add(place)
            seen = there.get(place)
            if (here.zero if seen is None else _open(seen)) == here:
                equal += 1
            else:
                row = _Row(customer_id, key, place, here, seen, ledger)
                differences.append(_difference(world, row))
    for place, seen in there.items():
        if place not in met and _open(seen):
            differences.append(_difference(world, _Row("", "", place, None, seen)))
    return Parity(equal=equal, differences=tuple(differences))


@attrs.frozen
class _Row:
    customer: str
    key: str
    place: Place
    here: Money | None
    seen: SeenMemo | SeenPayment | None
    ledger: Ledger | None = None


def _place(world: World, key: str, tie: Tie | None) -> Place:
    """Where it is there; what was read in together with others has its name left."""
    if tie is not None:
        return tie.entity, tie.remote_id
    read = key_from(key)
    start = payment_id(world.settings, "")
    if isinstance(read, CashKey) and read.payment_id.startswith(start):
        return "Payment", read.payment_id.removeprefix(start)
    return "", ""


def _open_here(ledger: Ledger) -> Iterator[tuple[str, Money]]:
    """What is open of each credit, under the key of what it is there."""
    for credit in ledger.credits.values():
        if is_memo(ledger, credit.id):
            yield key_text(MemoKey(credit.id)), credit.available
        elif credit.payment_id is not None:
            yield key_text(CashKey(credit.payment_id)), credit.available
        else:
            yield key_text(MemoKey(credit.id)), credit.available


def _open(seen: SeenMemo | SeenPayment) -> Money:
    return seen.balance if isinstance(seen, SeenMemo) else seen.unapplied


def _open_there(world: World) -> dict[Place, SeenMemo | SeenPayment] | Fault:
    found: dict[Place, SeenMemo | SeenPayment] = {}
    for entity in ENTITIES:
        for page in world.gateway.pages(Selection(entity=entity)):
            if not isinstance(page, Answered):
                return page
            for row in page.body["QueryResponse"].get(entity, ()):
                seen = read_object(entity, row, world.settings)
                if isinstance(seen, (SeenMemo, SeenPayment)):
                    found[entity, seen.id] = seen
    return found


def _difference(world: World, row: _Row) -> Difference:
    with world.store.unit() as unit:
        reason = _reason(unit, row)
    entity, remote_id = row.place
    return Difference(
        customer=row.customer,
        key=row.key,
        entity=entity,
        remote_id=remote_id,
        here=row.here,
        there=None if row.seen is None else _open(row.seen),
        reason=reason,
    )


def _reason(unit: Unit, row: _Row) -> str:
    """What explains it, the nearest reason first."""
    return (
        _own_reason(unit, row)
        or _left_alone(unit, row)
        or (_reason_of_customer(unit, row.customer) if row.customer else "")
        or next((_looking(mark) for mark in unit.find(Mark)), "")
    )


def _own_reason(unit: Unit, row: _Row) -> str:
    """The conflict about it, or that it is to be looked at."""
    conflict = unit.get(Conflict, row.key)
    if conflict is not None:
        return f"conflict: {conflict.kind}"
    for mark in unit.find(Mark):
        if (mark.entity, mark.remote_id) == row.place:
            return _looking(mark)
    dirty = unit.get(Dirty, row.key)
    return "" if dirty is None else f"to be told: {dirty.reason}".rstrip(": ")


def _looking(mark: Mark) -> str:
    return f"to be looked at: {mark.reason}".rstrip(": ")


def _left_alone(unit: Unit, row: _Row) -> str:
    """Why it takes no part in the exchange, if it does not."""
    if row.ledger is None:
        return "" if row.seen is None else left_there(unit, row.seen)
    if unit.get(Binding, "Customer", row.customer) is None:
        return "the customer is not known there"
    is_told = unit.get(Tie, row.key) is not None
    if not is_told and is_from_before_here(unit, key_from(row.key), row.ledger):
        return LEFT
    return ""


def _reason_of_customer(unit: Unit, customer: str) -> str:
    """What of the customer's is in conflict or on its way."""
    for other in unit.find(Conflict, customer_id=customer):
        return f"conflict of the customer: {other.kind}"
    for dirty in unit.find(Dirty, customer_id=customer):
        return f"to be told: {dirty.reason}".rstrip(": ")
    return ""
