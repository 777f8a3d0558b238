"""Counting the outcomes of a replay, and writing them down one by one."""

from __future__ import annotations

import json
from collections import Counter
from typing import TextIO

from .stream import CHECKPOINT, OK, Outcome


class Tally:
    """What a replay came to so far; *file* gets a line for every command."""

    def __init__(self, file: TextIO | None = None) -> None:
        """Begin with nothing counted."""
        self.outcomes: Counter[str] = Counter()
        self.first: Outcome | None = None
        self.differences = 0
        self._file = file

    @property
    def commands(self) -> int:
        """How many commands were sent, refused ones too."""
        return self.outcomes.total() - self.checkpoints

    @property
    def checkpoints(self) -> int:
        """How many times the figures of the whole book were compared."""
        return self.outcomes[CHECKPOINT]

    @property
    def carried_out(self) -> int:
        """How many commands changed something."""
        return self.outcomes[OK]

    @property
    def refused(self) -> int:
        """How many commands were refused."""
        return self.commands - self.carried_out

    @property
    def refusals(self) -> list[tuple[str, int]]:
        """How often each refusal was given, the most frequent first."""
        names = [name for name in self.outcomes if name not in {OK, CHECKPOINT}]
        counts = [(name, self.outcomes[name]) for name in names]
        return sorted(counts, key=lambda pair: (-pair[1], pair[0]))

    def count(self, outcome: Outcome) -> None:
        """Take one more outcome in."""
        self.outcomes[outcome.name] += 1
        self.differences += len(outcome.differences)
        if outcome.differences and self.first is None:
            self.first = outcome
        if self._file is not None and outcome.name != CHECKPOINT:
            self._file.write(f"{_written(outcome)}\n")


def _written(outcome: Outcome) -> str:
    plain: dict[str, object] = {"seq": outcome.line.seq, "outcome": outcome.name}
    if outcome.effects:
        plain["effects"] = outcome.effects
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False)
