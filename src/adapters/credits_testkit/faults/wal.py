"""A write-ahead log of SQLite that ends anywhere: what opens is always whole.

After a power cut the log may end in the middle of a frame, or the last part of it
may never have reached the disk. Each end is tried on a copy of the file.
"""

from __future__ import annotations

import bisect
import enum
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

import attrs

from ..chances import Dice, Situation, next_command
from ..occasions import BEGIN
from ..orders import ACME
from .databases import Contents
from .load import give
from .sqlite_file import SqliteFile, columns_of, copy_database, opened, read
from .stored import wrongs
from .subjects import Subject
from .watch import Habit, Watch

_HEADER: Final = 32
_FRAME_HEADER: Final = 24


class Tail(enum.Enum):
    """What stands in the log behind the place where it was cut."""

    NOTHING = "nothing"
    ZEROS = "zeros"
    NOISE = "noise"


@attrs.define(kw_only=True)
class Truncations:
    """What came of cutting a log of so many *frames* at so many *places*."""

    seed: int
    commands: int = 0
    frames: int = 0
    places: int = 0
    states: int = 0
    wrongs: list[str] = attrs.field(factory=list[str])


@attrs.frozen
class _Recording:
    """A database, its log, and what was stored when the log had which length."""

    lengths: list[int]
    contents: list[Contents]

    def at(self, length: int) -> Contents:
        """What has to be found when only so much of the log is left."""
        return self.contents[bisect.bisect_right(self.lengths, length) - 1]


def truncate(
    subject: Subject,
    file: SqliteFile,
    *,
    commands: int,
    between: int,
    seed: int,
    habit: Habit | None = None,
) -> Truncations:
    """Cut the log of so many *commands* at each frame, and *between* two of them.

    So many places between two frames are chosen with the *seed*; what stands
    behind the cut changes from place to place.
    """
    found = Truncations(seed=seed, commands=commands)
    random = Random(seed)
    kept, trial = file.file.with_name("kept.db"), file.file.with_name("trial.db")
    recording = _recorded(subject, file, random, commands, habit)
    log = _log_of(kept).read_bytes()
    told: dict[int, tuple[str, ...]] = {}
    for length in _lengths(log, between, random, found):
        tail = list(Tail)[found.places % len(Tail)]
        copy_database(kept, trial)
        _log_of(trial).write_bytes(log[:length] + _behind(tail, log, length, random))
        wanted = recording.at(length)
        with opened(trial) as connection:
            is_right = read(connection, columns_of(connection)) == wanted
        found.places += 1
        where = f"{length} of {len(log)} bytes, then {tail.value}"
        if not is_right:
            found.wrongs.append(f"{where}: not what the last whole command left.")
        elif id(wanted) not in told:
            told[id(wanted)] = wrongs(subject.all_stored(f"sqlite:///{trial}"))
            found.wrongs += [f"{where}: {one}" for one in told[id(wanted)]]
    found.states = len(told)
    return found


def _recorded(
    subject: Subject,
    file: SqliteFile,
    random: Random,
    commands: int,
    habit: Habit | None,
) -> _Recording:
    """Carry out so many commands, and look at what is stored after each.

    Somebody who reads all the while keeps the log from being written back.
    """
    recording = _Recording([0], [file.contents()])
    kept = file.file.with_name("kept.db")
    with opened(file.file) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        with subject.opened(file.url, Watch(habit)) as ledgers:
            for number in range(commands):
                ledger = ledgers.load_whole(ACME)
                now = Situation(ledger=ledger, today=BEGIN.date())
                give(ledgers, next_command(Dice(random), now), f"{number}")
                recording.lengths.append(_log_of(file.file).stat().st_size)
                recording.contents.append(file.contents())
            copy_database(file.file, kept)
    return recording


def _lengths(
    log: bytes, between: int, random: Random, found: Truncations
) -> Iterator[int]:
    """Where the log is cut: at each frame, and at so many places inside of it."""
    yield 0
    yield from sorted(random.sample(range(1, _HEADER), min(between, _HEADER - 1)))
    frame = _FRAME_HEADER + int.from_bytes(log[8:12], "big")
    for start in range(_HEADER, len(log), frame):
        found.frames += 1
        yield start
        yield from (
            start + inside for inside in sorted(random.sample(range(1, frame), between))
        )
    yield len(log)


def _behind(tail: Tail, log: bytes, length: int, random: Random) -> bytes:
    match tail:
        case Tail.NOTHING:
            return b""
        case Tail.ZEROS:
            return bytes(len(log) - length)
        case Tail.NOISE:
            return random.randbytes(len(log) - length)


def _log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")
