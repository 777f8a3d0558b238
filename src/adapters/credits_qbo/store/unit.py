"""The port under which the exchange keeps its rows."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from .records import AnyRecord, Record


class TakenError(ValueError):
    """Two things here claim one object there, or the other way round."""


class Unit(Protocol):
    """A moment in which one process alone reads and writes rows of a company."""

    def get(self, kind: type[AnyRecord], *name: str) -> AnyRecord | None:
        """The row of that *kind* and *name*."""
        ...

    def find(self, kind: type[AnyRecord], **fields: str) -> tuple[AnyRecord, ...]:
        """All rows of that *kind* whose *fields* are so, in the order of their names.

        Names are compared character by character.
        """
        ...

    def put(self, record: Record) -> None:
        """Write the row in the place of the one of its name.

        Raises ``TakenError`` if another row has the same object of the other side.
        """
        ...

    def drop(self, kind: type[AnyRecord], *name: str) -> None:
        """Remove the row, if it is there."""
        ...


class SyncStore(Protocol):
    """The rows of one company of one tenant."""

    def unit(self) -> AbstractContextManager[Unit]:
        """A block in which nobody else touches these rows.

        What is written in it happens together when it is left, and not at all if it
        is left by an exception. Blocks are short, and no request is made in them.
        """
        ...
