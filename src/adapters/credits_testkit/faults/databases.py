"""A database from outside: putting rows back, and reading every row of every table.

Nothing here knows the adapter or what its tables mean. All rows of all tables are
compared, so that nothing can be half there without being seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Protocol, TypeAlias

import attrs

from .points import Way

Rows: TypeAlias = "tuple[tuple[object, ...], ...]"
"""The rows of one table, in an order of their own."""


@attrs.frozen
class Contents:
    """All that is stored: by table, the columns that were written and their rows."""

    columns: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, Rows]

    def tables(self, other: Contents | None) -> list[str]:
        """The tables whose rows are not the same in *other*; all if there is none."""
        if other is None:
            return list(self.rows)
        return [name for name, rows in self.rows.items() if rows != other.rows[name]]

    def differing(self, other: Contents) -> str:
        """The tables that are not the same in *other*, in one line."""
        return ", ".join(
            f"{name} has {len(self.rows[name])} rows, not {len(other.rows[name])}"
            if len(self.rows[name]) != len(other.rows[name])
            else f"{name} has other rows"
            for name in self.tables(other)
        )


def in_order(rows: object) -> Rows:
    """The *rows* of a table, always in the same order."""
    assert isinstance(rows, list)
    return tuple(sorted((tuple(row) for row in rows), key=repr))


class Database(Protocol):
    """One database, seen from outside of the store that uses it."""

    @property
    def url(self) -> str:
        """Where it is, as the adapter is told."""
        ...

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways in which one can be struck down who uses it."""
        ...

    def contents(self) -> Contents:
        """All that is committed; what the store has open is not touched."""
        ...

    def put(self, contents: Contents, over: Contents | None = None) -> None:
        """Make it hold those *contents*; *over* is what is known to be there."""
        ...

    def held(self) -> AbstractContextManager[None]:
        """A block in which a store is open, so that one may be connected beside it."""
        ...

    def trouble(self) -> str | None:
        """What a store that has done its work left behind, such as a lock."""
        ...

    def settle(self) -> None:
        """Wait until the database knows of everybody who died."""
        ...
