"""Telling the exchange which customer and which invoice is which."""

from __future__ import annotations

from typing import Final

import attrs

from .store import Binding, Dirty, Mark, SyncStore, Unit
from .store.unit import TakenError

ENTITIES: Final = ("Customer", "Invoice")


def bind(store: SyncStore, *bindings: Binding) -> None:
    """Let each of *bindings* hold, all together; what waited for them waits no longer.

    Raises ``TakenError`` if one of them is known as another one's, and ``ValueError``
    for anything but customers and invoices.
    """
    with store.unit() as unit:
        for one in bindings:
            _bind(unit, one)
        for dirty in unit.find(Dirty):
            unit.put(attrs.evolve(dirty, not_before=""))
        for mark in unit.find(Mark):
            unit.put(attrs.evolve(mark, not_before=""))


def _bind(unit: Unit, one: Binding) -> None:
    if one.entity not in ENTITIES:
        raise ValueError(f"{one.entity!r} is neither Customer nor Invoice.")
    if not (one.remote_id.isascii() and one.remote_id.isdecimal()):
        raise ValueError(f"{one.remote_id!r} is not an id of QuickBooks Online.")
    known = unit.get(Binding, one.entity, one.local_id)
    if known is not None and known.remote_id != one.remote_id:
        raise TakenError(
            f"{one.entity} {one.local_id} is {known.remote_id} there already."
        )
    unit.put(one)
