"""Writers in processes of their own, who are killed in the midst of it."""

from __future__ import annotations

import logging
import os
import select
import signal
import time
import traceback
from collections.abc import Sequence
from random import Random
from typing import Final

from credits_core.identity import CustomerId

from .load import Diary, Writer
from .subjects import Subject
from .watch import Watch

_PATIENCE_SECONDS: Final = 60.0


class WriterProcess:
    """One writer at work in a process of its own, with the diary that is read here."""

    def __init__(
        self,
        subject: Subject,
        name: str,
        customers: Sequence[CustomerId],
        *,
        seed: int,
        patience_seconds: float = 0.0,
    ) -> None:
        """Let somebody called *name* write for those *customers*."""
        self.diary = Diary()
        self._reading, writing = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(self._reading)
            self._live(subject, name, customers, seed, patience_seconds, writing)
        os.close(writing)

    @staticmethod
    def _live(
        subject: Subject,
        name: str,
        customers: Sequence[CustomerId],
        seed: int,
        patience_seconds: float,
        writing: int,
    ) -> None:
        """The life of the new process, which never returns."""
        if patience_seconds:
            logging.disable(logging.WARNING)  # that its server dies is intended
        try:
            with subject.opened(subject.database.url, Watch()) as ledgers:
                writer = Writer(name, ledgers, writing, patience_seconds)
                writer.write(customers, Random(seed))
        except Exception:  # noqa: BLE001 - whatever it is, it is told and the process ends
            traceback.print_exc()
        finally:
            os._exit(1)

    def kill(self) -> None:
        """SIGKILL it, and read the last that it wrote."""
        os.kill(self._process, signal.SIGKILL)
        _, status = os.waitpid(self._process, 0)
        while written := os.read(self._reading, 1 << 16):
            self.diary.take(written)
        os.close(self._reading)
        if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            raise AssertionError("A writer ended before it was killed.")

    def fileno(self) -> int:
        """Where its diary is read."""
        return self._reading

    def read(self) -> None:
        """Take what it has written meanwhile."""
        written = os.read(self._reading, 1 << 16)
        if not written:
            raise AssertionError("A writer ended before it was killed.")
        self.diary.take(written)


def wait_for(writers: Sequence[WriterProcess], answers: int) -> None:
    """Read the diaries until so many more *answers* are in them."""
    wanted = _answered(writers) + answers
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while _answered(writers) < wanted:
        ready, _, _ = select.select(writers, (), (), 1.0)
        for writer in ready:
            writer.read()
        if time.monotonic() > deadline:
            raise AssertionError("The writers have stopped writing.")


def _answered(writers: Sequence[WriterProcess]) -> int:
    return sum(len(writer.diary.answered) for writer in writers)
