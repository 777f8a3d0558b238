"""The crash walk: acts are struck down at every point, one after the other.

First once at each point, and then the retry is made undisturbed. If asked for,
the retry is struck down as well, at each of its own points, for each point of the
first attempt.
"""

from __future__ import annotations

import itertools
import logging
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from typing import Final

import attrs

from .acts import Act
from .attempts import Attempts, Outcome, attempts_at
from .databases import Contents
from .judging import (
    Finding,
    Harm,
    Undisturbed,
    exactly_once,
    out_of_order,
    whole_or_nothing,
)
from .points import Point, Strike, Way
from .subjects import Subject
from .watch import Habit, Watch

_RETRIES_MAX: Final = 3
"""How often a caller tries who meets connections that died meanwhile."""


@attrs.frozen(kw_only=True)
class Wound:
    """A harm that was found, and where the act was struck down before."""

    database: str
    act: str
    way: Way
    struck: tuple[Point, ...]
    finding: Finding


@attrs.define(kw_only=True)
class Tally:
    """What a walk came to on one database, in one way of dying.

    *unheard* deaths came after the commit and before the answer.
    """

    database: str
    way: Way
    acts: int = 0
    points: int = 0
    deaths: int = 0
    unheard: int = 0
    wounds: list[Wound] = attrs.field(factory=list[Wound])

    def harms(self) -> Counter[Harm]:
        """How often each harm was done."""
        return Counter(wound.finding.harm for wound in self.wounds)


def walk(
    subject: Subject,
    acts: Iterable[Act],
    way: Way,
    *,
    habit: Callable[[], Habit] = Habit,
    only: tuple[int, ...] = (),
    retries_too: Callable[[Act], bool] = lambda _: False,
) -> Tally:
    """Strike each of *acts* down at each of its points, in that *way*.

    The retry is struck down as well if *retries_too* says so of the act. *only*
    one point, or one of the act and one of the retry, are gone to if named. A
    store that harms an act without being disturbed is not walked any further.
    """
    tally = Tally(database=subject.name, way=way)
    empty = subject.database.contents()
    with _quiet(), attempts_at(subject, way, habit) as attempts:
        for act in acts:
            subject.database.put(empty)
            walker = _Walker(subject, attempts, tally, act)
            if not walker.starts():
                break
            walker.go(only, retries_too=retries_too(act))
    subject.database.put(empty)
    return tally


@contextmanager
def _quiet() -> Generator[None]:
    """Let no library write down each of thousands of errors."""
    before = logging.root.manager.disable
    logging.disable()
    try:
        yield
    finally:
        logging.disable(before)


@attrs.define
class _Walker:
    """Somebody who goes through one act, point by point."""

    subject: Subject
    attempts: Attempts
    tally: Tally
    act: Act
    undisturbed: Undisturbed = attrs.field(init=False)
    known: Contents | None = None

    def starts(self) -> bool:
        """See how the act is when nothing disturbs it; False if that does harm."""
        database = self.subject.database
        with self.subject.opened(database.url, Watch()) as ledgers:
            self.act.set(ledgers)
        before = database.contents()
        outcome = self._attempt(None)
        answer = outcome.answer
        if answer is None:
            raise AssertionError(f"{self.act.name} fails undisturbed: {outcome.error}")
        after = database.contents()
        self.undisturbed = Undisturbed(before=before, after=after, answer=answer)
        read = self.subject.stored
        stored = None if read is None else read(database.url)
        finding = out_of_order(self.act, self.undisturbed, stored)
        self._note((), finding)
        return finding is None

    def go(self, only: tuple[int, ...], *, retries_too: bool) -> None:
        self.tally.acts += 1
        for number in only[:1] or itertools.count(1):
            first = self._first(number)
            if first is None:
                return
            self.tally.points += 1
            self._finish((first,))
            if retries_too:
                self._strike_retries(number, only[1:])

    def _strike_retries(self, number: int, only: tuple[int, ...]) -> None:
        for again in only or itertools.count(1):
            first = self._first(number, is_new=False)
            second = None if first is None else self._struck(again, (first,))
            if first is None or second is None:
                return
            self._finish((first, second))

    def _first(self, number: int, *, is_new: bool = True) -> Point | None:
        """Strike the act down at point *number*, if there is one."""
        self.subject.database.put(self.undisturbed.before, over=self.known)
        self.known = None
        return self._struck(number, (), is_new=is_new)

    def _struck(
        self, number: int, earlier: tuple[Point, ...], *, is_new: bool = True
    ) -> Point | None:
        outcome = self._attempt(Strike(number, self.tally.way))
        if outcome.struck is None:
            return None
        if is_new:
            found = self.subject.database.contents()
            self.tally.deaths += 1
            done = self.undisturbed.is_done(found)
            self.tally.unheard += outcome.answer is None and done
            finding = whole_or_nothing(self.undisturbed, found, outcome)
            self._note((*earlier, outcome.struck), finding)
        return outcome.struck

    def _finish(self, struck: tuple[Point, ...]) -> None:
        """Try again undisturbed, and be done exactly once."""
        retry = self._attempt(None)
        if self.tally.way in {Way.CUT, Way.DEAF}:
            for _ in range(_RETRIES_MAX):
                retry = self._attempt(None) if retry.answer is None else retry
        found = self.known = self.subject.database.contents()
        self._note(struck, exactly_once(self.undisturbed, found, retry))

    def _attempt(self, strike: Strike | None) -> Outcome:
        return self.attempts.attempt(self.act, strike)

    def _note(self, struck: tuple[Point, ...], finding: Finding | None) -> None:
        if finding is not None:
            wound = Wound(
                database=self.subject.name,
                act=self.act.name,
                way=self.tally.way,
                struck=struck,
                finding=finding,
            )
            self.tally.wounds.append(wound)
