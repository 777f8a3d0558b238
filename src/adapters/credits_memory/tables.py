"""Tables whose indexes always agree with their rows.

Every write goes through ``Table.put``, which tells each index what the row was
and what it is. Taking a write back is a write as well, so that the indexes need
no undoing of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from typing_extensions import override

from .undo import Undo

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
G = TypeVar("G", bound=Hashable)
K_contra = TypeVar("K_contra", contravariant=True)
V_contra = TypeVar("V_contra", contravariant=True)


class Index(Protocol[K_contra, V_contra]):
    """Whatever follows the rows of a table."""

    def follow(self, key: K_contra, old: V_contra | None, new: V_contra | None) -> None:
        """The row of *key* was *old* and is *new*; None is no row."""
        ...


class Table(Generic[K, V]):
    """Rows by their keys."""

    def __init__(self, undo: Undo, *indexes: Index[K, V]) -> None:
        """Start empty; *indexes* are told of each write, *undo* takes it back."""
        self._rows: dict[K, V] = {}
        self._undo = undo
        self._indexes = indexes

    @property
    def rows(self) -> Mapping[K, V]:
        """All rows, as they are now and will be, to look at."""
        return MappingProxyType(self._rows)

    def get(self, key: K) -> V | None:
        """The row of *key*, if there is one."""
        return self._rows.get(key)

    def picked(self, keys: Iterable[K]) -> dict[K, V]:
        """The rows of those *keys* that have one."""
        rows = self._rows
        return {key: rows[key] for key in keys if key in rows}

    def put(self, key: K, row: V) -> None:
        """Write the row of *key*, in place of the one that may be there."""
        self._undo.note(partial(self._write, key, self._rows.get(key)))
        self._write(key, row)

    def _write(self, key: K, row: V | None) -> None:
        old = self._rows.get(key)
        if row is None:
            del self._rows[key]
        else:
            self._rows[key] = row
        for index in self._indexes:
            index.follow(key, old, row)


class Groups(Index[K, V], Generic[G, K, V]):
    """The keys of the rows that belong together, by the name of their group.

    *names* tells the groups of a row; a row may be in none or in many.
    """

    def __init__(self, names: Callable[[V], Collection[G]]) -> None:
        """Start with no group."""
        self._names = names
        self._members: dict[G, dict[K, None]] = {}

    def named(self, name: G) -> Collection[K]:
        """The keys in the group called *name*, the first to come in first."""
        return self._members.get(name, {}).keys()

    @override
    def follow(self, key: K, old: V | None, new: V | None) -> None:
        before = () if old is None else self._names(old)
        after = () if new is None else self._names(new)
        if before != after:
            self._leave(key, before)
            for name in after:
                self._members.setdefault(name, {})[key] = None

    def _leave(self, key: K, names: Iterable[G]) -> None:
        for name in names:
            members = self._members[name]
            del members[key]
            if not members:
                del self._members[name]
