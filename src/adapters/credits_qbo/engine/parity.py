"""Both sides added up against one another: each cent is equal, or told why not.

It only reads, and may be asked for while the exchange is at work; what is on its
way then is a difference with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.money import Money

from ..gateway import Answered, Fault, Selection
from ..store import Binding, Conflict, Dirty, Mark, Tie, Unit
from ..translate import SeenMemo, SeenPayment, read_object
from .feed import ENTITIES
from .keys import CashKey, MemoKey, is_memo, key_text
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
        bound = unit.find(Binding, entity="Customer")
    equal, differences = 0, list[Difference]()
    met: set[Place] = set()
    for binding in bound:
        ledger = world.ledgers.load_whole(CustomerId(binding.local_id))
        for key, here in _open_here(ledger):
            place = _place(ties.get(key))
            met.add(place)
            if there.get(place, here.zero) == here:
                equal += 1
            else:
                row = _Row(binding.local_id, key, place, here, there.get(place))
                differences.append(_difference(world, row))
    for place, amount in there.items():
        if place not in met and amount:
            differences.append(_difference(world, _Row("", "", place, None, amount)))
    return Parity(equal=equal, differences=tuple(differences))


@attrs.frozen
class _Row:
    customer: str
    key: str
    place: Place
    here: Money | None
    there: Money | None


def _place(tie: Tie | None) -> Place:
    return ("", "") if tie is None else (tie.entity, tie.remote_id)


def _open_here(ledger: Ledger) -> Iterator[tuple[str, Money]]:
    """What is open of each credit, under the key of what it is there."""
    for credit in ledger.credits.values():
        if is_memo(ledger, credit.id):
            yield key_text(MemoKey(credit.id)), credit.available
        elif credit.payment_id is not None:
            yield key_text(CashKey(credit.payment_id)), credit.available
        else:
            yield key_text(MemoKey(credit.id)), credit.available


def _open_there(world: World) -> dict[Place, Money] | Fault:
    found: dict[Place, Money] = {}
    for entity in ENTITIES:
        for page in world.gateway.pages(Selection(entity=entity)):
            if not isinstance(page, Answered):
                return page
            for row in page.body["QueryResponse"].get(entity, ()):
                seen = read_object(entity, row, world.settings)
                if isinstance(seen, SeenMemo):
                    found[entity, seen.id] = seen.balance
                elif isinstance(seen, SeenPayment):
                    found[entity, seen.id] = seen.unapplied
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
        there=row.there,
        reason=reason,
    )


def _reason(unit: Unit, row: _Row) -> str:
    """The conflict about it, or what is still on its way, about it or its customer."""
    conflict = unit.get(Conflict, row.key)
    if conflict is not None:
        return f"conflict: {conflict.kind}"
    for mark in unit.find(Mark):
        if (mark.entity, mark.remote_id) == row.place:
            return f"to be looked at: {mark.reason}".rstrip(": ")
    for other in unit.find(Conflict, customer_id=row.customer):
        return f"conflict of the customer: {other.kind}"
    waiting = unit.find(Dirty, customer_id=row.customer) if row.customer else ()
    for dirty in sorted(waiting, key=lambda one: one.key != row.key):
        return f"to be told: {dirty.reason}".rstrip(": ")
    for mark in unit.find(Mark):
        return f"to be looked at: {mark.reason}".rstrip(": ")
    return ""
