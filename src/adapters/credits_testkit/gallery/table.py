"""The table of the gallery, as a page and on a screen."""

from __future__ import annotations

# ruff: noqa: E501 - one sentence a line is how Markdown is written here
from collections.abc import Iterator
from typing import Final

from .bug import Bug
from .checking import kinds_of
from .every import BUGS, HALLS

_OPENING: Final = """\
# The gallery of bugs

A test harness that finds nothing proves nothing.
Here are {count} bugs with names: what each costs, whose it was, and what catches it.
Each is what somebody could get wrong, or has: {seen} of them name the system that shipped one like it, or the hard case that it is the wrong answer to.

The shipped kit catches all of them, {two} of them by at least two independent kinds of checks.
A test proves for each that these checks tell of it, and that they are silent where the bug is not.
`make gallery` tries all of them, and prints for each what catches it and how long that took.

- `L1` to `L10` are the ten laws, on the last command of the shortest story that shows the bug.
- `fold`: folding the events gives another ledger; `slice`: the smallest slice decides otherwise; `oracle`: the second voice says something else.
- Promises are what a command promises beside the laws: `asked`, `order given`, `ban`, `doubt`, `own money`, `received`, `billed`, `goods`, `granted`, `age`, `hands off`, `in whose name`, `cancelled`, `only the named`, `remainders`, `dates`, `effects`.
- In a round at a desk, a fixed script of commands is compared with books in the head: `stored`, `answer`, `preview`, `retry`, `clash`, `permission`, `together`, `late`, `journal`, `replay`, `laws`, `customers`; `crash` if it raises.
- `machine`: two desks in lock step, one of them with the bug, differ after a few hundred commands that dice chose; `impossible`: an amount that must not be possible comes in.
- `dated`: entries of two days, dated by the clock, have another instant or another day than the calendar; `outbox`, `inbox`: jobs as a host has them, which give entries twice and read pages twice, do not keep the two sets of books in step.
- Whatever else stands there is a clause of the contract of the port.
"""


def page() -> str:
    """The page of the documentation, from the bugs themselves."""
    parts = [_opening(), *(_hall(name, bugs) for name, bugs in HALLS.items())]
    return "\n".join(parts)


def _opening() -> str:
    two = sum(len(kinds_of(bug.caught)) > 1 for bug in BUGS)
    seen = sum(bool(bug.seen_in) for bug in BUGS)
    return _OPENING.format(count=len(BUGS), two=two, seen=seen)


def _hall(name: str, bugs: tuple[Bug, ...]) -> str:
    head = (
        f"## {name}\n\n| Bug | What it costs | Whose | Caught by |\n|---|---|---|---|\n"
    )
    return head + "".join(f"{_row(bug)}\n" for bug in bugs)


def _row(bug: Bug) -> str:
    caught = ", ".join(sorted(bug.caught))
    return f"| {bug.name} | {bug.costs} | {bug.seen_in} | {caught} |"


def line(bug: Bug, caught: frozenset[str], seconds: float) -> str:
    """One bug on a screen: what caught it, and in how many CPU seconds."""
    missed = bug.caught - caught
    mark = "MISSED" if missed or not caught else "caught"
    seen = f" [{bug.seen_in}]" if bug.seen_in else ""
    return f"{mark} {seconds:6.2f} s  {bug.name}{seen}: {', '.join(sorted(caught))}"


def summary(seconds: list[float], missed: int, twice: int) -> Iterator[str]:
    """How many there were, how many independent checks tell, how long they took."""
    yield f"{len(seconds)} bugs, {missed} missed, {sum(seconds):.1f} CPU seconds."
    yield f"{twice} of them were caught by two independent kinds of checks or more."
    yield f"The longest took {max(seconds):.2f} CPU seconds."
