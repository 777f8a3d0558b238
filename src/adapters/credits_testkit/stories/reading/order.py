"""Whether the blocks of a story follow one another in a sensible way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..lines.invoices import TotalChange
from ..story import (
    Asked,
    Block,
    Happened,
    Leaves,
    Manner,
    Move,
    NotWritten,
    Unwritable,
)
from .mistakes import StoryMistakeError


def mistakes_of(blocks: Iterable[Block]) -> Iterator[StoryMistakeError]:
    """Every mistake in the order and the size of *blocks*."""
    listed = list(blocks)
    for before, block in pairwise((None, *listed)):
        assert block is not None
        yield from _out_of_place(before, block)
        if isinstance(block, Asked):
            yield from _wrong_size(block)
    yield from _going_back(listed)
    for block, after in pairwise((*listed, None)):
        if isinstance(block, Asked):
            yield from _unwritten(block, after)


def _out_of_place(before: Block | None, block: Block) -> Iterator[StoryMistakeError]:
    if isinstance(block, Asked | Leaves):
        return
    if not isinstance(before, Asked) or not before.is_wish:
        yield StoryMistakeError(block.line, "'then' stands right behind a 'when'.")
    if isinstance(block, Happened) and not block.said and not block.is_exact:
        yield StoryMistakeError(block.line, "'then' says nothing.")


def _wrong_size(block: Asked) -> Iterator[StoryMistakeError]:
    if not block.moves:
        yield StoryMistakeError(block.line, "nothing is asked for here.")
    if block.manner in {Manner.ONCE, Manner.PREVIEWED} and len(block.moves) > 1:
        second = block.moves[1].line
        sentence = "'when' asks for one thing; say 'when together', or 'given' first."
        yield StoryMistakeError(second, sentence)
    if block.manner is Manner.TOGETHER:
        yield from _untogether(block)


def _untogether(block: Asked) -> Iterator[StoryMistakeError]:
    first, *others = block.moves
    for move in others:
        if (move.scene.actor, move.scene.policy) != (
            first.scene.actor,
            first.scene.policy,
        ):
            sentence = "what is asked for together is asked by one user."
            yield StoryMistakeError(move.line, sentence)
    for move in block.moves:
        if isinstance(move.wish, TotalChange):
            sentence = "together, say by how much each line changes."
            yield StoryMistakeError(move.line, sentence)


def _going_back(blocks: list[Block]) -> Iterator[StoryMistakeError]:
    """The calendar of a story only goes on."""
    moves: list[Move] = []
    for block in blocks:
        moves.extend(block.moves if isinstance(block, Asked) else ())
    for before, move in pairwise(moves):
        if move.scene.today < before.scene.today:
            yield StoryMistakeError(move.line, "the calendar does not go back.")


def _unwritten(block: Asked, after: Block | None) -> Iterator[StoryMistakeError]:
    is_expected = isinstance(after, NotWritten) and block.manner is Manner.ONCE
    for move in block.moves:
        if isinstance(move.wish, Unwritable) and not is_expected:
            yield StoryMistakeError(move.line, f"it cannot be so: {move.wish.reason}")
