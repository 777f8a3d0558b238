"""What the explorer prints: figures level by level, and a fault as a story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from .searching import Level, Report
from .visiting import CARRIED_OUT, Counterexample
from .world import World

HEADING: Final = "depth     states        new      tried    refused"
"""What stands above the figures of the levels."""


def line_of(level: Level) -> str:
    """The figures of one level; all but the new states are those of all levels."""
    counts = (level.states, level.new, level.tried, level.refused)
    return f"{level.depth:>5}" + "".join(f"{count:>11,}" for count in counts)


def summary_of(report: Report) -> Iterator[str]:
    """What a search came to, line by line."""
    answers: Counter[str] = Counter()
    for (_, code), count in report.tried.items():
        answers[code] += count
    done = answers.pop(CARRIED_OUT, 0)
    yield f"{done:,} moves were carried out, {answers.total():,} refused:"
    for code, count in sorted(answers.items()):
        yield f"  {code} {count:,}"
    yield f"digest of the states: {report.digest}"
    if report.counterexample is None:
        yield "Nothing is wrong with any of them."
    else:
        yield from told(report.counterexample)


def told(found: Counterexample) -> Iterator[str]:
    """The story of a fault, and what is wrong with its last move."""
    yield f"The last of these {len(found.story)} moves is wrong:"
    yield from (f"  {number}. {one}" for number, one in enumerate(found.story, start=1))
    yield from (f"  {one}" for one in found.faults)


def replay_line(world: World, found: Counterexample, bug: str | None = None) -> str:
    """The one line that plays the story of a fault again."""
    story = "; ".join(found.story)
    wrong = "" if bug is None else f" --bug '{bug}'"
    return (
        f"python -m credits_testkit.explorer --world {world.name}{wrong}"
        f" --replay '{story}'"
    )
