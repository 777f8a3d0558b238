"""Histories as files: one JSON object a line, so that a torn file is still of use.

A session writes a line before it asks and one after it was answered; an operation
without its second line is one of which nobody knows what came of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from credits_core.codec import Json, WireError, codec_of
from credits_core.entry import Entry
from credits_core.identity import UserId
from credits_core.permission import Permission
from credits_core.wire import text_of

from .history import (
    Balance,
    Doing,
    History,
    NoAnswer,
    Operation,
    Outcome,
    Setting,
)
from .stored import Stored


@attrs.frozen(kw_only=True)
class Began:
    """A session is about to ask."""

    process: str
    number: int
    user_id: UserId
    start: int
    doing: Doing
    permissions: tuple[Permission, ...] = tuple(Permission)


@attrs.frozen(kw_only=True)
class Ended:
    """A session was answered."""

    process: str
    number: int
    end: int
    outcome: Outcome


Line = Setting | Operation | Entry | Stored | Balance | Began | Ended
"""Whatever may stand on a line."""


def line_of(value: Line) -> str:
    """The *value* as one line of a file."""
    return text_of(codec_of(Line).write(value)) + "\n"


def line_from(text: str) -> Line:
    """The value that was written as this line; raises ``WireError``."""
    data: Json = json.loads(text)
    value = codec_of(Line).read(data)
    if not isinstance(value, Line):
        raise WireError(f"{text!r} is no line of a history.")
    return value


def write_history(path: Path, history: History) -> None:
    """Keep a *history* in a file of its own."""
    with path.open("w", encoding="utf-8") as file:
        file.write(line_of(history.setting))
        for part in (
            history.operations,
            history.journal,
            history.ledgers,
            history.balances,
        ):
            file.writelines(map(line_of, part))


def read_history(path: Path) -> History:
    """The history that a file holds; raises ``WireError`` for any other file."""
    with path.open(encoding="utf-8") as file:
        lines = [line_from(text) for text in file]
    settings = [one for one in lines if isinstance(one, Setting)]
    if len(settings) != 1:
        raise WireError(f"{path} holds {len(settings)} settings, not one.")
    return History(
        setting=settings[0],
        operations=tuple(one for one in lines if isinstance(one, Operation)),
        journal=tuple(one for one in lines if isinstance(one, Entry)),
        ledgers=tuple(one for one in lines if isinstance(one, Stored)),
        balances=tuple(one for one in lines if isinstance(one, Balance)),
    )


def read_sessions(paths: Iterable[Path]) -> tuple[Operation, ...]:
    """What the sessions of a race wrote, each in its own file, by their beginnings."""
    found = [one for path in paths for one in _session(path)]
    return tuple(sorted(found, key=lambda one: (one.start, one.process, one.number)))


def operations_in(lines: Iterable[str]) -> Iterator[Operation]:
    """The operations that one session wrote on these *lines*."""
    began: Began | None = None
    for text in lines:
        if not text.endswith("\n"):
            break  # Whoever wrote it died while writing.
        line = line_from(text)
        if isinstance(line, Began):
            began = line
        elif isinstance(line, Ended) and began is not None:
            yield _operation(began, line.end, line.outcome)
            began = None
    if began is not None:
        yield _operation(began, began.start, NoAnswer(why="It never came back."))


def _session(path: Path) -> Iterator[Operation]:
    with path.open(encoding="utf-8") as file:
        yield from operations_in(file)


def _operation(began: Began, end: int, outcome: Outcome) -> Operation:
    return Operation(
        process=began.process,
        number=began.number,
        user_id=began.user_id,
        start=began.start,
        end=end,
        doing=began.doing,
        outcome=outcome,
        permissions=began.permissions,
    )
