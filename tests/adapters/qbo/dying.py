"""Rows in whose middle a process dies."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from typing_extensions import override

from credits_qbo.store import MemorySyncStore, Record, Tie, Unit
from credits_qbo.store.records import AnyRecord

from .bench import DiedError


def is_agreed_on(record: Record) -> bool:
    """Whether it says what both sides have agreed on."""
    return isinstance(record, Tie) and bool(record.base)


class PassingOn(Unit):
    """A unit that does what another one does, for those who change one thing."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    @override
    def get(self, kind: type[AnyRecord], *name: str) -> AnyRecord | None:
        return self._unit.get(kind, *name)

    @override
    def find(self, kind: type[AnyRecord], **fields: str) -> tuple[AnyRecord, ...]:
        return self._unit.find(kind, **fields)

    @override
    def put(self, record: Record) -> None:
        self._unit.put(record)

    @override
    def drop(self, kind: type[AnyRecord], *name: str) -> None:
        self._unit.drop(kind, *name)


class _Dying(PassingOn):
    """A unit whose process dies when it writes a certain row."""

    def __init__(self, unit: Unit, dies_at: Callable[[Record], bool]) -> None:
        super().__init__(unit)
        self._dies_at = dies_at

    @override
    def put(self, record: Record) -> None:
        if self._dies_at(record):
            raise DiedError
        super().put(record)


class DyingStore(MemorySyncStore):
    """Rows in which a process can die, once."""

    is_to_die = False
    dies_at: Callable[[Record], bool] = staticmethod(is_agreed_on)

    @override
    @contextmanager
    def unit(self) -> Generator[Unit]:
        with super().unit() as unit:
            try:
                yield _Dying(unit, self.dies_at) if self.is_to_die else unit
            except DiedError:
                self.is_to_die = False
                raise
