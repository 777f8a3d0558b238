"""All schedules of a scenario with at most so many faults, each told to its end.

A step is told again from the state that it began with for each way in which it can
be disturbed. States that were reached before are not told again, so that most
schedules cost nothing but a step.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from credits_core.entry import Entry
from credits_qbo.engine import Step
from credits_qbo.store import Lease, Place

from .lab import Act, Lab, Moment
from .stopped import CHANGING

STEPS_MAX: Final = 30
_FLEETING: Final = frozenset({"attempts", "not_before", "reason", "since", "stamp"})
_HELD: Final = (Lease, Place)

_TOLD_APART: Final = frozenset({"rows", "books", "theirs"})

Path = tuple[str, ...]
Judge = Callable[[Lab, Moment], Iterator[str]]


@attrs.frozen
class Wrong:
    """A schedule that ended wrong: the faults of its steps, and what is wrong."""

    path: Path
    complaint: str


@attrs.define
class Tally:
    """How many schedules there were, and of those that ended wrong a few."""

    schedules: int = 0
    wrong: int = 0
    shown: tuple[Wrong, ...] = ()
    kinds: Counter[str] = attrs.Factory(Counter)

    def add(self, other: Tally, told: str) -> None:
        """Add what follows after a step in which *told* happened."""
        self.schedules += other.schedules
        self.wrong += other.wrong
        self.kinds.update(other.kinds)
        if other.shown and len(self.shown) < 20:
            more = (Wrong((told, *one.path), one.complaint) for one in other.shown[:5])
            self.shown = (*self.shown, *more)


@attrs.define
class Explorer:
    """Tells all schedules of one scenario in one lab.

    Of each *share* ways in which a step may be disturbed after something had gone
    wrong before, one is told. If there are *enough* that ended wrong, it stops.
    *steps* counts the steps that were told.
    """

    lab: Lab
    acts: tuple[Act, ...]
    judge: Judge
    share: int = 1
    most: int = 0
    enough: int = 0
    steps: int = 0
    _known: dict[tuple[bytes, int], Tally] = attrs.Factory(dict)
    _entries: dict[int, tuple[Entry, str]] = attrs.Factory(dict)
    _turn: int = 0

    def explore(self, moment: Moment, faults: int, depth: int = 0) -> Tally:
        """All schedules that go on from *moment* with at most so many *faults*."""
        key = self._digest(moment), faults
        known = self._known.get(key)
        if known is None:
            known = self._told(moment, faults, depth)
            self._known[key] = known
        return known

    def _told(self, moment: Moment, faults: int, depth: int) -> Tally:
        if moment.calm > 4 or depth > STEPS_MAX:
            return self._ended(moment, depth)
        tally = Tally()
        self._steps(moment, {}, faults, depth, tally)
        return tally

    def _steps(
        self,
        moment: Moment,
        plan: Mapping[int, str],
        faults: int,
        depth: int,
        tally: Tally,
    ) -> None:
        """This step under *plan*, and under each plan with more faults after it."""
        after, told = self._step(moment, plan)
        if after is None:
            return
        if self.lab.error:
            tally.add(_wrong([f"raised: {self.lab.error}"]), told)
            return
        points = tuple(self.lab.points) if faults and not moment.calm else ()
        tally.add(self.explore(after, faults, depth + 1), told)
        for point in points:
            for way in point.ways:
                if self.enough and tally.wrong >= self.enough:
                    return
                if not self._is_due(plan, faults):
                    continue
                more = {**plan, point.number: way}
                self._steps(moment, more, faults - 1, depth, tally)

    def _is_due(self, plan: Mapping[int, str], faults: int) -> bool:
        if self.share == 1 or (not plan and faults == self.most):
            return True
        self._turn += 1
        return self._turn % self.share == 0

    def _step(
        self, moment: Moment, plan: Mapping[int, str]
    ) -> tuple[Moment | None, str]:
        self.steps += 1
        pause = 30.0 if not moment.calm else 3_600.0
        after, done = self.lab.step(moment, plan, self.acts, pause)
        if self.lab.is_refused:
            return None, ""
        return attrs.evolve(after, calm=self._calm(moment, after, done)), str(
            [
                f"{number} {self.lab.sites[number]}: {way}"
                for number, way in plan.items()
            ]
            or ""
        )

    def _calm(self, before: Moment, after: Moment, done: Step) -> int:
        """How many steps nothing has happened; many, if nothing is left to do."""
        is_calm = (
            before.acts == len(self.acts)
            and not (after.news or after.late or done.stopped)
            and after.books == before.books
            and _texts(after) == _texts(before)
            and _lasting(after) == _lasting(before)
        )
        if not is_calm:
            return 0
        return before.calm + 1 if done.left else 9

    def _ended(self, moment: Moment, depth: int) -> Tally:
        self.lab.go_back(moment)
        complaints = list(self.judge(self.lab, moment))
        if depth > STEPS_MAX:
            complaints.append("it never comes to rest")
        return _wrong(complaints)

    def _digest(self, moment: Moment) -> bytes:
        """What tells the state from all others."""
        journal = [
            self._entry(one) for all_ in moment.books.journals.values() for one in all_
        ]
        rows = [sorted(held.items()) for held in moment.rows.values()]
        replies = sorted((key, one.at) for key, one in moment.theirs.replies.items())
        others = [
            getattr(moment, field.name)
            for field in attrs.fields(Moment)
            if field.name not in _TOLD_APART
        ]
        told = repr((journal, rows, replies, _texts(moment), others))
        return hashlib.blake2b(told.encode(), digest_size=16).digest()

    def _entry(self, entry: Entry) -> str:
        known = self._entries.get(id(entry))
        if known is None:
            known = self._entries[id(entry)] = (entry, repr(entry))
        return known[1]


def _wrong(complaints: list[str]) -> Tally:
    """One schedule, which ended with these *complaints*."""
    shown = tuple(Wrong((), one) for one in complaints)
    kinds = Counter(one.partition(":")[0] for one in complaints)
    return Tally(1, int(bool(complaints)), shown, kinds)


def _texts(moment: Moment) -> list[Any]:
    """Everything that is in the books there, and what was deleted of it."""
    shelves = moment.theirs.books.shelves
    return [
        (
            sorted((key, one.text) for key, one in shelves[entity].records.items()),
            sorted(shelves[entity].tombstones.items()),
        )
        for entity in CHANGING
    ]


def _lasting(moment: Moment) -> list[Any]:
    """The rows, without what passes by itself."""
    return [
        sorted(
            attrs.asdict(
                row, filter=lambda field, _: field.name not in _FLEETING
            ).items()
            for row in rows.values()
        )
        for kind, rows in moment.rows.items()
        if kind not in _HELD
    ]
