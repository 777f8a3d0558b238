"""A watch on all input and output of a store, which can strike at any point of it.

It counts the points of a command one after the other. Carrying the command out
again and striking at 1, 2, 3 and so on enumerates all the ways in which it can
stop half-way: nothing is sampled.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from .points import (
    InterruptionError,
    Line,
    Moment,
    Point,
    Sending,
    Strike,
    Way,
)


class Habit:
    """How a store sends what it sends; another habit makes a broken store of it."""

    def send(self, watch: Watch, line: Line, sending: Sending) -> object:
        """Send it as it is."""
        return watch.pass_on(line, sending)

    def commit(
        self,
        line: Line,  # noqa: ARG002 - for those with another habit
        call: Callable[[], None],
    ) -> None:
        """Commit when that is asked for."""
        call()

    def rollback(
        self,
        line: Line,  # noqa: ARG002 - for those with another habit
        call: Callable[[], None],
    ) -> None:
        """Roll back when that is asked for."""
        call()


class Watch:
    """All that a store sends to its database passes by here.

    An adapter with a driver that the kit does not know calls ``send`` around
    each statement, or ``reach`` before and after it. *points* and *statements*
    are those since the last ``begin``, *checked_out* the connections in use, and
    *last_words* is called before the process kills itself.
    """

    def __init__(self, habit: Habit | None = None) -> None:
        """Look on, and strike nowhere; a *habit* changes what is sent."""
        self.points: list[Point] = []
        self.statements: list[str] = []
        self.checked_out = 0
        self.habit = habit or Habit()
        self.last_words: Callable[[Point], object] = lambda _: None
        self._strike: Strike | None = None
        self._is_broken = False

    def begin(self, strike: Strike | None = None) -> None:
        """Count from the beginning, and *strike* where that says."""
        self.points.clear()
        self.statements.clear()
        self._is_broken = False
        self._strike = strike

    @property
    def struck(self) -> Point | None:
        """The point where it struck, if that was reached."""
        if self._strike is None or len(self.points) < self._strike.at:
            return None
        return self.points[self._strike.at - 1]

    def sent(self) -> tuple[tuple[Moment, str], ...]:
        """What was passed since the beginning, point by point."""
        return tuple((point.moment, point.what) for point in self.points)

    def send(self, line: Line, sending: Sending) -> object:
        """Send something over *line*, with a point before and one after it."""
        return self.habit.send(self, line, sending)

    def pass_on(self, line: Line, sending: Sending) -> object:
        """Send it as it is."""
        self.reach(line, Moment.BEFORE, sending.text)
        try:
            found = sending.call()
        finally:
            if sending.is_statement:
                self.statements.append(sending.text)
        self.reach(line, Moment.AFTER, sending.text)
        return found

    def reach(self, line: Line, moment: Moment, what: str) -> None:
        """Count one point, and strike if it is the one."""
        if self._is_broken:
            raise line.reported()
        if self._counts(moment, what):
            self._hit(line)

    def reach_pool(self, moment: Moment, what: str) -> None:
        """Count a point where nothing is sent, so that only death can strike there."""
        if self._way in {None, Way.KILL} and self._counts(moment, what):
            self._die()

    def _counts(self, moment: Moment, what: str) -> bool:
        number = len(self.points) + 1
        self.points.append(Point(number, moment, what))
        return self._strike is not None and self._strike.at == number

    @property
    def _way(self) -> Way | None:
        return None if self._strike is None else self._strike.way

    def _hit(self, line: Line) -> None:
        match self._way:
            case Way.KILL:
                self._die()
            case Way.CUT | Way.DEAF as way:
                line.cut(way)
            case Way.INTERRUPT:
                raise InterruptionError
            case Way.BROKEN:
                self._is_broken = True
                raise line.reported()
            case Way.ERROR:
                raise line.reported()
            case None:
                pass

    def _die(self) -> None:
        self.last_words(self.points[-1])
        os.kill(os.getpid(), signal.SIGKILL)
