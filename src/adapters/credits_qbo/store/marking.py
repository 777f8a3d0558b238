"""Noting that something here or there has to be looked at."""

from __future__ import annotations

from .records import Dirty, Mark
from .unit import Unit


def soil(unit: Unit, key: str, customer_id: str) -> None:
    """Note that something here has to be told there."""
    known = unit.get(Dirty, key)
    stamp = 1 if known is None else known.stamp + 1
    unit.put(Dirty(key=key, customer_id=customer_id, stamp=stamp))


def mark(unit: Unit, entity: str, remote_id: str) -> None:
    """Note that an object there has to be looked at."""
    known = unit.get(Mark, entity, remote_id)
    stamp = 1 if known is None else known.stamp + 1
    unit.put(Mark(entity=entity, remote_id=remote_id, stamp=stamp))
