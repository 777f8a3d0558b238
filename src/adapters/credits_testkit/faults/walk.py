"""The crash walk: acts are struck down at every point, one after the other.

First once at each point, and then the retry is made undisturbed. If asked for,
the retry is struck down as well, at each of its own points, after each point of the
first attempt, or after those that are not alike.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import attrs

from .acts import Act
from .attempts import Attempts, Outcome, attempts_at
from .databases import Contents
from .judging import (
    Finding,
    Undisturbed,
    exactly_once,
    out_of_order,
    whole_or_nothing,
)
from .points import Point, Strike, Way
from .retries import FirstDeath, Retries, Sent, chosen
from .subjects import Subject
from .tally import Tally, Wound
from .watch import Habit, Watch

_RETRIES_MAX: Final = 3
"""How often a caller tries who meets connections that died meanwhile."""


def walk(
    subject: Subject,
    acts: Iterable[Act],
    way: Way,
    *,
    habit: Callable[[], Habit] = Habit,
    only: tuple[int, ...] = (),
    retries_too: Callable[[Act], Retries] = lambda _: Retries.NONE,
) -> Tally:
    """Strike each of *acts* down at each of its points, in that *way*.

    The retry is struck down as well where *retries_too* says so of the act. *only*
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
            walker.go(only, retries_too(act))
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
    left: tuple[bool, bool] = (True, False)

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

    def go(self, only: tuple[int, ...], retries: Retries) -> None:
        self.tally.acts += 1
        for number in chosen([*self._deaths(only[:1])], retries):
            self._strike_retries(number, only[1:])

    def _deaths(self, only: tuple[int, ...]) -> Iterator[FirstDeath]:
        for number in only or itertools.count(1):
            first = self._first(number)
            if first is None:
                return
            self.tally.points += 1
            yield FirstDeath(number, self.left, self._finish((first,)))

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
            self.left = self.undisturbed.known_as(found)
            done = self.undisturbed.is_done(found)
            self.tally.unheard += outcome.answer is None and done
            finding = whole_or_nothing(self.undisturbed, found, outcome)
            self._note((*earlier, outcome.struck), finding)
        return outcome.struck

    def _finish(self, struck: tuple[Point, ...]) -> tuple[Sent, ...]:
        """Try again undisturbed, and be done exactly once; tell what was sent."""
        retries = [self._attempt(None)]
        if self.tally.way in {Way.CUT, Way.DEAF}:
            while retries[-1].answer is None and len(retries) <= _RETRIES_MAX:
                retries.append(self._attempt(None))
        found = self.known = self.subject.database.contents()
        self._note(struck, exactly_once(self.undisturbed, found, retries[-1]))
        return tuple(one.sent for one in retries)

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
