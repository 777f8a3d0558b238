"""What came of it, as tables, and how to see a wound again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from .judging import Harm
from .killing import Killings
from .tally import Tally, Wound
from .wal import Truncations

_WALKED: Final = (
    *("database", "way of dying", "commands", "points", "deaths"),
    *(harm.value for harm in Harm),
    "answer lost",
)
_KILLED: Final = (
    *("database", "killed", "rounds", "answered", "under way", "of them done"),
    *("tried in vain", "wrong"),
)
_CUT: Final = ("commands", "frames", "places", "states", "wrong")


def walk_table(tallies: Iterable[Tally]) -> str:
    """One line a tally: what was done to it, and what harm came of it."""
    return aligned([_WALKED, *map(_walked, tallies)])


def killings_table(killings: Iterable[Killings]) -> str:
    """One line for each who was killed again and again."""
    return aligned([_KILLED, *map(_killed, killings)])


def truncations_table(truncations: Iterable[Truncations]) -> str:
    """One line for each log that was cut."""
    return aligned([_CUT, *map(_cut, truncations)])


def told(wound: Wound, subject: str) -> str:
    """What is wrong, and the line that replays it on the *subject* of that name."""
    struck = ", then ".join(map(str, wound.struck)) or "no point at all"
    options = f"--way {wound.way.value} --act {wound.act}"
    for option, point in zip(("--point", "--again"), wound.struck, strict=False):
        options += f" {option} {point.number}"
    return (
        f"{wound.finding.harm.value}: {wound.act}, struck at {struck}:"
        f" {wound.finding.sentence}\n"
        f"    python -m credits_testkit.faults walk {subject} {options}"
    )


def _walked(tally: Tally) -> tuple[str, ...]:
    harms = tally.harms()
    figures = (tally.acts, tally.points, tally.deaths, *(harms[one] for one in Harm))
    return (tally.database, tally.way.value, *_written(*figures, tally.unheard))


def _killed(killings: Killings) -> tuple[str, ...]:
    return (
        killings.database,
        killings.what,
        *_written(killings.rounds, killings.answered, killings.under_way),
        *_written(killings.done, killings.in_vain, len(killings.wrongs)),
    )


def _cut(cut: Truncations) -> tuple[str, ...]:
    return _written(cut.commands, cut.frames, cut.places, cut.states, len(cut.wrongs))


def _written(*figures: int) -> tuple[str, ...]:
    return tuple(f"{figure:,}" for figure in figures)


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """The *rows* under one another; what is a figure stands to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if cell[:1].isdigit() else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )
