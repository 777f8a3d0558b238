"""Playing a stream from a file: the progress bar, the count, what is written."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

import attrs
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from credits_core.ports import Ledgers

from .failures import CannotRunError
from .stream import Replay, StreamError, read_lines, tables_of
from .tally import Tally


@attrs.frozen
class Played:
    """A stream that was played to its end, and how long it took."""

    tally: Tally
    seconds: float

    @property
    def speed(self) -> float:
        """Commands a second, refused ones too."""
        return self.tally.commands / max(self.seconds, 1e-9)


def play(replay: Replay, path: Path, out: Path | None, console: Console) -> Played:
    """Play the stream at *path*; raises ``CannotRunError`` if it cannot be read.

    The outcome of each command goes to ``outcomes.jsonl`` in *out*.
    """
    with ExitStack() as stack:
        file = None if out is None else stack.enter_context(_outcomes(out))
        stream = stack.enter_context(_watched(path, console))
        tally = Tally(file)
        begun = time.perf_counter()
        try:
            for outcome in replay.play(read_lines(stream, currency=replay.currency)):
                tally.count(outcome)
        except StreamError as error:
            raise CannotRunError(f"{path.name}: {error}") from error
        if not tally.commands:
            raise CannotRunError(f"{path.name} holds no command.")
        return Played(tally, time.perf_counter() - begun)


def _outcomes(out: Path) -> TextIO:
    try:
        out.mkdir(parents=True, exist_ok=True)
        return (out / "outcomes.jsonl").open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise CannotRunError(f"{out} cannot be written: {error.strerror}.") from error


def write_tables(replay: Replay, ledgers: Ledgers, out: Path) -> None:
    """Write the four tables of everybody whom the stream named into *out*."""
    whole = (ledgers.load_whole(one) for one in replay.customers)
    for name, text in tables_of(whole, replay.currency).items():
        (out / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def _watched(path: Path, console: Console) -> Generator[BinaryIO]:
    """The open file, with a bar that follows how much of it was read."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    shown = Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    )
    try:
        with shown, shown.open(path, "rb", description="Replaying") as file:
            yield file
    except OSError as error:
        raise CannotRunError(f"{path} cannot be read: {error.strerror}.") from error
