"""Counting what was done to both desks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs

from credits_core.commands import Command
from credits_core.entry import Entry
from credits_core.rejections import REJECTIONS

from .reckoning import Outcome
from .turns import Turn


@attrs.define
class Tally:
    """How many stories, turns and commands there were, and what came of them.

    A command counts once for both desks: also one of somebody faster, one that
    is repeated, and one of several together; previews do not.
    """

    stories: int = 0
    turns: Counter[str] = attrs.field(factory=Counter)
    carried_out: Counter[str] = attrs.field(factory=Counter)
    refused: Counter[str] = attrs.field(factory=Counter)
    codes: Counter[str] = attrs.field(factory=Counter)

    @property
    def commands(self) -> int:
        """How many commands were given."""
        return self.carried_out.total() + self.refused.total()

    @property
    def missing(self) -> list[str]:
        """The codes of refusals that were never met."""
        return [one.code for one in REJECTIONS if one.code not in self.codes]

    def add_story(
        self, turns: Iterable[Turn], given: Iterable[tuple[Command, Outcome]]
    ) -> None:
        """Count one story."""
        self.stories += 1
        self.turns.update(type(one).__name__ for one in turns)
        for command, outcome in given:
            kind = type(command).__name__
            if isinstance(outcome, Entry):
                self.carried_out[kind] += 1
            else:
                self.refused[kind] += 1
                self.codes[outcome.code] += 1

    def add(self, other: Tally) -> None:
        """Count all that *other* counted."""
        self.stories += other.stories
        self.turns += other.turns
        self.carried_out += other.carried_out
        self.refused += other.refused
        self.codes += other.codes
