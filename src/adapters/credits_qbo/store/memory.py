"""Rows kept in memory: the reference for what a store of rows does."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock

from typing_extensions import override

from .records import KINDS, UNIQUE, AnyRecord, Record, name_of
from .unit import SyncStore, TakenError, Unit

_Rows = dict[tuple[str, ...], Record]


class _MemoryUnit(Unit):
    def __init__(self, rows: dict[type[Record], _Rows]) -> None:
        self._rows = rows

    @override
    def get(self, kind: type[AnyRecord], *name: str) -> AnyRecord | None:
        found = self._rows[kind].get(name)
        return found if isinstance(found, kind) else None

    @override
    def find(self, kind: type[AnyRecord], **fields: str) -> tuple[AnyRecord, ...]:
        rows = self._rows[kind]
        found = (rows[name] for name in sorted(rows))
        wanted = fields.items()
        return tuple(
            row
            for row in found
            if isinstance(row, kind)
            and all(getattr(row, name) == value for name, value in wanted)
        )

    @override
    def put(self, record: Record) -> None:
        rows, name = self._rows[type(record)], name_of(record)
        fields = UNIQUE.get(type(record), ())
        claimed = tuple(getattr(record, field) for field in fields)
        for other_name, other in rows.items() if all(claimed) and claimed else ():
            same = tuple(getattr(other, field) for field in fields) == claimed
            if same and other_name != name:
                raise TakenError(f"{claimed} belongs to {other_name}.")
        rows[name] = record

    @override
    def drop(self, kind: type[AnyRecord], *name: str) -> None:
        self._rows[kind].pop(name, None)


class MemorySyncStore(SyncStore):
    """The rows of one company, for tests and for trying things out."""

    def __init__(self) -> None:
        """Start without rows."""
        self._rows: dict[type[Record], _Rows] = {kind: {} for kind in KINDS}
        self._lock = Lock()

    @override
    @contextmanager
    def unit(self) -> Generator[Unit]:
        with self._lock:
            copy = {kind: dict(rows) for kind, rows in self._rows.items()}
            yield _MemoryUnit(copy)
            self._rows = copy
