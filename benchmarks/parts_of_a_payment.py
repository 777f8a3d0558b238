"""Where the processor time of a mixed payment on SQLite goes, beside the floor's.

Time by the clock says little on a busy machine; what a thread needed of a processor
says more. The same statements are sent once more by the driver alone, and the same
command is decided once more on ledgers that keep nothing: no library that asks this
of its tables and of its rules can need less than both together.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final, Self, TypeVar

import attrs
from returns.result import Result, Success
from sqlalchemy import create_engine
from typing_extensions import override

from credits_core.desk import Desk
from credits_core.entry import Answer
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.parts import Footprint
from credits_core.ports import Change
from credits_core.rejections import StaleLedger
from credits_memory import HandClock, MemoryLedgers
from credits_sql import SqlLedgers

from .payments import floor_sqlite, library, shape

_PAYMENTS: Final = 400
_WARM_UP: Final = 60
_TOUCHED: Final = 2
_PRAGMAS: Final = (
    *("busy_timeout = 5000", "synchronous = NORMAL", "foreign_keys = ON"),
    *("cache_size = -65536", "mmap_size = 268435456"),
)
T = TypeVar("T")
_Statement = tuple[str, tuple[Any, ...]]


def run() -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    yield "A mixed payment on SQLite by its parts, processor time"
    yield f"  {'microseconds':<50}{'least':>6}{'median':>9}   times the floor (least)"
    with TemporaryDirectory() as folder:
        place = Path(folder)
        floor_sqlite.fill(place / "floor.db")
        library.fill(f"sqlite:///{place}/library.db")
        shutil.copyfile(place / "library.db", place / "again.db")
        shutil.copyfile(place / "library.db", place / "noted.db")
        floor = _each(floor_sqlite.paying(place / "floor.db", _turns()))
        told = _Told(place / "noted.db")
        told.listen()
        rows = {
            "the floor": floor,
            "the library": _each(_paying(place / "library.db")),
            "its statements alone, sent by the driver": _each(
                told.again(place / "again.db")
            ),
            "its deciding alone, on ledgers that keep nothing": _each(told.deciding()),
        }
    for name, (least, usual) in rows.items():
        yield f"  {name:<50}{least:>6.0f}{usual:>9.0f}   {least / floor[0]:.2f}"


def _turns() -> Iterator[tuple[int, int]]:
    return shape.turns(0, 1, is_hot=False)


def _paying(file: Path) -> Iterator[Callable[[], object]]:
    return library.paying(f"sqlite:///{file}", _turns())


def _each(payments: Iterator[Callable[[], object]]) -> tuple[float, float]:
    """The least and the median that payments need of a processor, in microseconds.

    Others on the machine cannot lower the least, and hardly raise it.
    """
    taken: list[float] = []
    for pay in _some(payments):
        start = time.thread_time()
        pay()
        taken.append(time.thread_time() - start)
    counted = taken[_WARM_UP:]
    return 1_000_000 * min(counted), 1_000_000 * median(counted)


class _Noting(sqlite3.Cursor):
    """A cursor that notes what it is told, if somebody listens."""

    heard: list[_Statement] | None = None

    @override
    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        if _Noting.heard is not None:
            _Noting.heard.append((sql, tuple(parameters)))
        return super().execute(sql, parameters)


class _Line(sqlite3.Connection):
    """A connection whose cursors note what they are told."""

    @override
    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or _Noting)


@attrs.define
class _Told:
    """What the library does in one *file*, and what it told the driver."""

    file: Path
    statements: list[list[_Statement]] = attrs.field(factory=list)

    def listen(self) -> None:
        """Make the same payments on a copy of the file, and note all that is said."""
        engine = create_engine("sqlite://", creator=lambda: _open(self.file))
        ledgers = _Keeping(engine, library.TENANT)
        desk = Desk(ledgers=ledgers, clock=_clock())
        for number, customer in _some(_turns()):
            _Noting.heard = []
            library.payment(desk, number, customer)()
            self.statements.append([*_Noting.heard, ("COMMIT", ())])
        _Noting.heard = None
        engine.dispose()

    def again(self, file: Path) -> Iterator[Callable[[], object]]:
        """The same statements, by the driver alone on another copy."""
        line = sqlite3.connect(file, isolation_level=None, cached_statements=256)
        for pragma in _PRAGMAS:
            line.execute(f"PRAGMA {pragma}")
        for told in self.statements:
            yield partial(_send, line, told)

    def deciding(self) -> Iterator[Callable[[], object]]:
        """The same commands, on ledgers that have their slice and keep nothing."""
        for slice_, (number, customer) in zip(_Keeping.slices, _turns(), strict=False):
            desk = Desk(ledgers=_Still(slice_), clock=_clock())
            yield library.payment(desk, number, customer)


class _Keeping(SqlLedgers):
    """Ledgers that remember each slice they gave away."""

    slices: list[Ledger] = []  # noqa: RUF012 - of the one benchmark

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        found = super().load(customer_id, footprint)
        self.slices.append(found)
        return found


class _Still(MemoryLedgers):
    """Ledgers that give one slice away, and keep nothing of what is committed."""

    def __init__(self, given: Ledger) -> None:
        super().__init__()
        self._given = given

    @override
    @contextmanager
    def exclusively(self, customer_ids: Collection[CustomerId]) -> Generator[None]:
        yield

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        return self._given

    @override
    def answer(self, key: str) -> Answer | None:
        return None

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        return Success(None)


def _some(things: Iterator[T]) -> Iterator[T]:
    return islice(things, _WARM_UP + _PAYMENTS)


def _open(file: Path) -> sqlite3.Connection:
    line = sqlite3.connect(file, factory=_Line, check_same_thread=False)
    line.execute("PRAGMA foreign_keys = ON")
    return line


def _clock() -> HandClock:
    return HandClock(library.AT, shape.TODAY)


def _send(line: sqlite3.Connection, told: list[_Statement]) -> None:
    for text, values in told:
        line.execute(text, values).fetchmany(_TOUCHED)
