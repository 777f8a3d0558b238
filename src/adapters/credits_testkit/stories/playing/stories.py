"""Playing a story from its first line to its last."""

from __future__ import annotations

from itertools import pairwise

from credits_core.desk import Desk

from ..story import Asked, Block, Leaves, Story
from .failures import StoryFailedError
from .giving import Outcome, Play
from .happening import undone, unexpected
from .standing import misstated, stands


def play(story: Story, desk: Desk) -> None:
    """Play *story* at *desk*, whose clock gives way to the story's calendar.

    It stops at the first block that does not hold and raises
    ``StoryFailedError``. After each command all laws are checked, and that the
    preview was the outcome, and that the journal makes what is stored.
    """
    stage = Play.at(desk)
    outcome = Outcome()
    for block, after in pairwise((*story.blocks, None)):
        assert block is not None
        try:
            outcome = _played(block, after, stage, outcome)
        except Exception as error:
            line = story.first_line - 1 + block.line
            error.add_note(f"in the story {story.title!r}, line {line}")
            raise
        if stage.faults:
            raise StoryFailedError(story, stage.faults, list(stands(stage)))


def _played(
    block: Block, after: Block | None, stage: Play, outcome: Outcome
) -> Outcome:
    match block:
        case Asked():
            outcome = stage.give(block)
            if isinstance(after, Asked | Leaves | None) and block.is_wish:
                move = block.moves[0]
                setting = move.scene.setting
                stage.faults.extend(undone(move.line, outcome, setting))
        case Leaves():
            stage.faults.extend(misstated(block, stage))
        case _:
            stage.faults.extend(unexpected(block, outcome))
    return outcome
