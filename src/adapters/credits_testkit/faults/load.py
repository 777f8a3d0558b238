"""A writer under load, who says what he is about to do and what he was told."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from random import Random
from typing import Final, TypeVar

import attrs
from returns.methods import unwrap_or_failure

from credits_core.codec import Json
from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId
from credits_core.ports import Ledgers
from credits_core.rejections import Rejection
from credits_core.wire import (
    answer_json,
    command_from,
    command_json,
    fingerprint,
    text_of,
)

from ..chances import Dice, Situation, next_command
from ..occasions import BOSS
from .acts import StoppedClock

T = TypeVar("T")

_CLOCK: Final = StoppedClock()
_PAUSE_SECONDS: Final = 0.05


@attrs.frozen(kw_only=True)
class Asked:
    """A *command* that was given under a *key*, and the digest of its *answer*.

    Without an answer, nobody knows what became of it. *trials* is how often it
    had to be given.
    """

    key: str
    command: Command
    answer: str | None = None
    trials: int = 1


def give(ledgers: Ledgers, command: Command, key: str) -> Entry | Rejection:
    """What a desk over those *ledgers* answers to *command*."""
    desk = Desk(ledgers=ledgers, clock=_CLOCK)
    return unwrap_or_failure(desk.submit(command, BOSS, key))


def digest(key: str, command: Command, outcome: Entry | Rejection) -> str:
    """A digest of the answer, which only the same answer has."""
    answer = Answer(key=key, fingerprint=fingerprint(command), outcome=outcome)
    return hashlib.sha256(text_of(answer_json(answer)).encode()).hexdigest()


@attrs.frozen
class Writer:
    """Somebody called *name* who gives one command after the other to *ledgers*.

    The diary is written to a file descriptor. With *patience_seconds*, a command
    that met an error is given again, under its key, for as long as that.
    """

    name: str
    ledgers: Ledgers
    diary: int
    patience_seconds: float = 0.0

    def write(self, customers: Sequence[CustomerId], random: Random) -> None:
        """Go on until somebody puts an end to it."""
        for number in itertools.count(1):
            key = f"{self.name}-{number}"
            command, _ = self._patiently(lambda: self._next(customers, random))
            self._note(asked=key, command=command_json(command))
            give_it = partial(give, self.ledgers, command, key)
            answer, trials = self._patiently(give_it)
            self._note(answered=key, digest=digest(key, command, answer), trials=trials)

    def _next(self, customers: Sequence[CustomerId], random: Random) -> Command:
        ledger = self.ledgers.load_whole(random.choice(customers))
        situation = Situation(ledger=ledger, today=_CLOCK.today())
        return next_command(Dice(random), situation)

    def _patiently(self, call: Callable[[], T]) -> tuple[T, int]:
        """What *call* gives in the end, and how often it was called."""
        deadline = time.monotonic() + self.patience_seconds
        for trials in itertools.count(1):
            try:
                return call(), trials
            except Exception:
                if time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE_SECONDS)
        raise AssertionError("Counting has no end.")

    def _note(self, **line: Json) -> None:
        os.write(self.diary, f"{json.dumps(line)}\n".encode())


class Diary:
    """What one writer noted so far, read while it is being written."""

    def __init__(self) -> None:
        """Nothing was noted yet."""
        self._rest = b""
        self.asked: dict[str, Asked] = {}

    @property
    def answered(self) -> list[Asked]:
        """What was given, and answered."""
        return [one for one in self.asked.values() if one.answer is not None]

    @property
    def unanswered(self) -> list[Asked]:
        """What was given last, if its answer is not known."""
        return [one for one in self.asked.values() if one.answer is None]

    def take(self, written: bytes) -> None:
        """Read what was *written*; of a line that ends abruptly nothing happened."""
        *lines, self._rest = (self._rest + written).split(b"\n")
        for line in map(json.loads, lines):
            key = line.get("asked") or line["answered"]
            if "asked" in line:
                command = command_from(line["command"])
                self.asked[key] = Asked(key=key, command=command)
            else:
                self.asked[key] = attrs.evolve(
                    self.asked[key], answer=line["digest"], trials=line["trials"]
                )
