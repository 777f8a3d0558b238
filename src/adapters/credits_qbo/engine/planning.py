"""The journal as the outbox: what changed here is noted once, and in order.

An entry is written in the transaction of the change itself. So nothing that
happened is ever missing, and how far each customer's journal was read is a row that
is written together with what was found.
"""

from __future__ import annotations

from itertools import islice
from typing import Final

from credits_core.identity import CustomerId

from ..store import Place, Unit
from ..store.marking import soil
from .keys import Key, key_text, touched
from .world import World

_ENTRIES_MAX: Final = 1_000


def plan(world: World) -> int:
    """Note what changed for any customer; how many entries were read."""
    return sum(plan_customer(world, one) for one in world.ledgers.customers())


def plan_customer(world: World, customer_id: CustomerId) -> int:
    """Note what changed for one customer."""
    name = f"journal:{customer_id}"
    with world.store.unit() as unit:
        after = _read_up_to(unit, name)
    if world.ledgers.load(customer_id, frozenset()).version <= after:
        return 0
    journal = world.ledgers.journal(customer_id)
    entries = list(islice(journal, after, after + _ENTRIES_MAX))
    ledger = world.ledgers.load_whole(customer_id)
    keys: dict[Key, None] = {}
    for entry in entries:
        keys.update(dict.fromkeys(touched(entry, ledger)))
    with world.store.unit() as unit:
        if _read_up_to(unit, name) == after:
            for key in keys:
                soil(unit, key_text(key), customer_id)
            unit.put(Place(name=name, value=str(entries[-1].version)))
    return len(entries)


def _read_up_to(unit: Unit, name: str) -> int:
    place = unit.get(Place, name)
    return 0 if place is None else int(place.value)
