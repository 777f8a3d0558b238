"""Every order of the calls of two sessions, played for real, with nothing by chance.

An order is found by playing: at each place where more than one session may go on,
one way is taken now and the others later, until all have been.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Final

import attrs

from credits_core.desk import Desk
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.ports import Ledgers

from .crew import TODAY
from .files import operations_in
from .history import Doing, History, Operation, Setting
from .meetings import Meeting
from .recording import Errand, Session
from .stored import Stored
from .turns import PATIENCE_SECONDS, TakingTurns, Turns
from .verdict import Verdict, judge
from .working import WorkingClock

FIRST: Final = "A"
SECOND: Final = "B"
GRACE_SECONDS: Final = 0.05
"""How long a call may take before it is taken to wait for a lock."""

Opened = Callable[[], AbstractContextManager[Ledgers]]
"""What opens empty ledgers, others each time."""


@attrs.frozen(kw_only=True)
class Played:
    """One order: the *calls* as they were let happen, and what came of it."""

    calls: tuple[str, ...]
    verdict: Verdict


@attrs.define
class _Path:
    """Which way was taken at each fork, and how many ways there were.

    The first way is always that the same session goes on; another one costs one of
    the *interruptions* that are left.
    """

    planned: tuple[int, ...]
    interruptions: int
    taken: list[tuple[int, int]] = attrs.field(factory=list)
    last: str = ""

    def choose(self, stopped: list[str]) -> str:
        """The session that goes on now."""
        goes_on = self.last in stopped
        ways = sorted(stopped, key=lambda one: (one != self.last, one))
        if goes_on and not self.interruptions:
            ways = [self.last]
        place = len(self.taken)
        wanted = self.planned[place] if place < len(self.planned) else 0
        way = min(wanted, len(ways) - 1)
        self.taken.append((way, len(ways)))
        self.interruptions -= goes_on and way > 0
        self.last = ways[way]
        return self.last

    def following(self) -> tuple[int, ...] | None:
        """The next path to be planned; none if all were taken."""
        for place in reversed(range(len(self.taken))):
            way, ways = self.taken[place]
            if way + 1 < ways:
                before = tuple(one for one, _ in self.taken[:place])
                return (*before, way + 1)
        return None


def every_order(
    meeting: Meeting,
    opened: Opened,
    *,
    policy: Policy = DEFAULT_POLICY,
    grace_seconds: float = GRACE_SECONDS,
    interruptions_max: int = 100,
) -> Iterator[Played]:
    """Play *meeting* in every order of its calls, and judge each of them.

    With fewer *interruptions_max*, only orders in which no more often somebody goes
    on while the other one could have.
    """
    path: _Path | None = _Path((), interruptions_max)
    while path is not None:
        turns = Turns((FIRST, SECOND), grace_seconds)
        with opened() as ledgers:
            history = _play(meeting, ledgers, turns, path, policy)
        yield Played(calls=tuple(turns.calls), verdict=judge(history))
        following = path.following()
        path = None if following is None else _Path(following, interruptions_max)


def _play(
    meeting: Meeting, ledgers: Ledgers, turns: Turns, path: _Path, policy: Policy
) -> History:
    clock = WorkingClock(TODAY)
    desk = Desk(ledgers=ledgers, clock=clock, policy=policy)
    seen = list(_performed("prelude", desk, *meeting.prelude))

    def perform(name: str, doing: Doing) -> list[Operation]:
        own = TakingTurns(ledgers, name, turns)
        try:
            return _performed(name, attrs.evolve(desk, ledgers=own), doing)
        finally:
            turns.over(name)

    with ThreadPoolExecutor(2) as threads:
        both = [
            threads.submit(perform, FIRST, meeting.first),
            threads.submit(perform, SECOND, meeting.second),
        ]
        while stopped := turns.stopped():
            turns.let(path.choose(stopped))
        for one in both:
            seen.extend(one.result(PATIENCE_SECONDS))
    return _history(meeting, ledgers, policy, seen)


def _performed(name: str, desk: Desk, *doing: Doing) -> list[Operation]:
    file = io.StringIO()
    session = Session(name=name, desk=desk, file=file)
    for one in doing:
        session.perform(Errand(doing=one))
    return list(operations_in(file.getvalue().splitlines(keepends=True)))


def _history(
    meeting: Meeting, ledgers: Ledgers, policy: Policy, seen: list[Operation]
) -> History:
    customers = tuple(ledgers.customers())
    return History(
        setting=Setting(today=TODAY, policy=policy, name=meeting.name),
        operations=tuple(sorted(seen, key=lambda one: one.start)),
        journal=tuple(e for one in customers for e in ledgers.journal(one)),
        ledgers=tuple(Stored.of(ledgers.load_whole(one)) for one in customers),
    )
