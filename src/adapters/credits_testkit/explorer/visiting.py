"""Visiting one state: trying every move there, and what cannot be done twice again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import attrs

from .moves import Ladder, ladders
from .state import State
from .trying import Bench, Trial

Story = tuple[str, ...]
"""Moves in the short notation, one after the other."""

CARRIED_OUT: Final = "carried out"
"""What came of a move that was not refused."""

_ONCE: Final = {
    *("invoice", "grant", "pay", "void", "revoke", "revoke_all", "bounce"),
    *("cancel", "delete", "unapply", "bring_back", "reopen"),
}
"""What cannot be done twice: it is tried again at once, and must be refused."""


@attrs.frozen
class Counterexample:
    """A story whose last move is not what it should be, and what is wrong with it."""

    story: Story
    faults: tuple[str, ...]


@attrs.frozen
class Visit:
    """What all the moves of one state came to.

    *found* are the forms that they lead to, each with its move; *tried* counts kinds
    of moves with what came of them.
    """

    found: tuple[tuple[bytes, str], ...]
    tried: Counter[tuple[str, str]]
    counterexample: Counterexample | None = None


def visit(bench: Bench, story: Story) -> Visit:
    """Try every move after *story*, until one is not what it should be."""
    found: list[tuple[bytes, str]] = []
    tried: Counter[tuple[str, str]] = Counter()
    for text, trial in _trials(bench, bench.told(*story)):
        tried[kind_of(text), trial.code or CARRIED_OUT] += 1
        if trial.faults:
            wrong = Counterexample((*story, text), trial.faults)
            return Visit(tuple(found), tried, wrong)
        if trial.after is not None:
            found.append((trial.digest, text))
    return Visit(tuple(found), tried)


def kind_of(text: str) -> str:
    """The first word of a move, whosever it is."""
    return text.removeprefix("theirs(").partition("(")[0]


def _ladders(bench: Bench, state: State) -> Iterator[Ladder]:
    """The moves of every customer that acts."""
    mine, theirs = state.ledgers
    yield from ladders(bench.world, mine, theirs)
    if bench.world.customers > 1:
        for ladder in ladders(bench.world, theirs, mine):
            yield tuple(f"theirs({text})" for text in ladder)


def _trials(bench: Bench, state: State) -> Iterator[tuple[str, Trial]]:
    for ladder in _ladders(bench, state):
        for rung, text in enumerate(ladder):
            trial = bench.tell(state, text)
            if kind_of(text) in _ONCE and not trial.faults:
                trial = bench.tell_again(trial, text)
            yield text, trial
            if rung == 0 and trial.code != "CreditInUse":
                break
