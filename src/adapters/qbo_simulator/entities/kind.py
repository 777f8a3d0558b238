"""What is to be known of a kind of object before any rule is asked."""

from __future__ import annotations

from enum import Enum, auto
from typing import Any

import attrs


class Family(Enum):
    """What can be done with objects of a kind."""

    TRANSACTION = auto()
    NAMES = auto()
    SETTINGS = auto()


@attrs.frozen
class Kind:
    """A kind of object.

    *known* is empty if any property is taken, and *queryable* if any can be asked
    for.
    *name_key* is where an object of a list has its name, and names are unique
    within a *register*.
    """

    name: str
    family: Family
    order: tuple[str, ...]
    known: tuple[str, ...] = ()
    queryable: frozenset[str] = frozenset()
    unqueryable: frozenset[str] = frozenset()
    name_key: str = ""
    register: str = ""
    in_feed: bool = True

    @property
    def path(self) -> str:
        """How the kind is spelled in a path."""
        return self.name.lower()

    @property
    def is_transaction(self) -> bool:
        """Whether it has a date and amounts."""
        return self.family is Family.TRANSACTION

    def ordered(self, document: dict[str, Any]) -> dict[str, Any]:
        """The *document* with its keys in their places, unknown ones last."""
        first = {key: document[key] for key in self.order if key in document}
        return first | document
