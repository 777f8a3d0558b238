"""A query, once it was read."""

from __future__ import annotations

import attrs

from ..entities import Kind


@attrs.frozen
class Condition:
    """A property, how it is compared, and with what."""

    name: str
    operator: str
    values: tuple[str, ...]

    @property
    def value(self) -> str:
        """What is compared with, if it is one thing."""
        return self.values[0]


@attrs.frozen
class Query:
    """What is asked for.

    *names* are the properties that are told of each object, or none for all.
    """

    kind: Kind
    names: tuple[str, ...] = ()
    counts: bool = False
    conditions: tuple[Condition, ...] = ()
    order: tuple[tuple[str, bool], ...] = ()
    start: int = 1
    most: int = 100

    def on(self, name: str) -> tuple[Condition, ...]:
        """The conditions on one property."""
        return tuple(each for each in self.conditions if each.name == name)
