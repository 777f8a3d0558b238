"""A worker that drives the exchange of one company until it is asked to end.

It does what is due here every few seconds, and asks the other side for changes every
few minutes, or when a notification has marked something. Whatever fails is tried
again, later each time. Another worker of the same company does no harm: one of them
waits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event
from typing import Any, Final

import attrs
from sqlalchemy.exc import SQLAlchemyError
from typing_extensions import override

from credits_core.ports import GaveWayError

from .engine import Step, StoppedError, Sync
from .engine.feed import CHANGES
from .engine.stepping import BUSY
from .gateway import Timer, WallTimer, redacted
from .logs import tell
from .store import Place
from .store.records import written

_LATER_SECONDS: Final = 2.0


class EndingTimer(Timer):
    """The machine's time, on which nobody waits any longer once *end* is set.

    A wait that is broken off ends the step: what was begun is gone on with later.
    """

    def __init__(self, end: Event) -> None:
        """Wait until *end* is set."""
        self._end = end
        self._wall = WallTimer()

    @override
    def now(self) -> datetime:
        return self._wall.now()

    @override
    def wait(self, seconds: float) -> None:
        if self._end.wait(max(seconds, 0.0)):
            raise StoppedError("asked to end")


@attrs.frozen(kw_only=True)
class Rhythm:
    """The seconds between turns, between polls, and at most after failures."""

    turn: float = 10.0
    poll: float = 300.0
    failure_max: float = 300.0


@attrs.frozen(kw_only=True)
class Health:
    """How a worker is doing, after its last turn.

    *state* is ``working``, ``ended``, or what stands in the way; *left* is what is
    still to be done or decided, and *failures* how many turns in a row went wrong.
    """

    realm_id: str
    holder: str
    at: datetime
    state: str
    polled_at: datetime | None = None
    turns: int = 0
    left: int = 0
    failures: int = 0

    @property
    def data(self) -> dict[str, Any]:
        """The same as plain data."""
        polled = None if self.polled_at is None else written(self.polled_at)
        return {**attrs.asdict(self), "at": written(self.at), "polled_at": polled}


class Worker:
    """Drives *sync* until *end* is set, and tells *report* after each turn."""

    def __init__(
        self,
        sync: Sync,
        end: Event,
        rhythm: Rhythm | None = None,
        report: Callable[[Health], None] = lambda _: None,
    ) -> None:
        """Begin with a poll at the first turn."""
        self._sync = sync
        self._end = end
        self._rhythm = rhythm or Rhythm()
        self._report = report
        self._poll_at: datetime | None = None
        self.health = Health(
            realm_id=sync.world.settings.realm_id,
            holder=sync.holder,
            at=sync.world.timer.now(),
            state="working",
        )

    def run(self) -> None:
        """Turn after turn; a step that is under way is finished before it ends."""
        tell(
            "A worker begins.", realm_id=self.health.realm_id, holder=self._sync.holder
        )
        while not self._end.is_set():
            self.turn()
            self._end.wait(self.pause)
        self._note(state="ended")
        tell("A worker ends.", realm_id=self.health.realm_id, holder=self._sync.holder)

    @property
    def pause(self) -> float:
        """How many seconds to wait before the next turn."""
        if not self.health.failures:
            return self._rhythm.turn
        later = _LATER_SECONDS * float(2 ** min(self.health.failures, 12))
        return min(later, self._rhythm.failure_max)

    def turn(self) -> None:
        """Do once what is due; a lost database is a failure, and not the end."""
        now = self._sync.world.timer.now()
        try:
            with self._sync.world.store.unit() as unit:
                is_enabled = unit.get(Place, CHANGES) is not None
            if not is_enabled:
                self._note(state="not enabled")
                return
            self._step(now)
        except (SQLAlchemyError, OSError, GaveWayError) as error:
            self._failed(type(error).__name__)

    def _step(self, now: datetime) -> None:
        asks = self._poll_at is None or now >= self._poll_at
        step = self._sync.step(asks=asks)
        if step.stopped == BUSY:
            self._note(state="waiting", failures=0)
        elif step.stopped:
            self._failed(redacted(step.stopped), step.left)
        else:
            if asks:
                self._poll_at = now + timedelta(seconds=self._rhythm.poll)
            polled_at = now if asks else self.health.polled_at
            self._note(state="working", left=step.left, failures=0, polled_at=polled_at)
        self._tell(step)

    def _failed(self, reason: str, left: int | None = None) -> None:
        failures = self.health.failures + 1
        known = self.health.left if left is None else left
        self._note(state=reason, failures=failures, left=known)
        tell(
            "A turn went wrong.",
            realm_id=self.health.realm_id,
            reason=reason,
            failures=failures,
        )

    def _tell(self, step: Step) -> None:
        """Log a step that did anything."""
        counts = attrs.asdict(step)
        counts.pop("stopped")
        if any(counts[name] for name in ("entries", "rows", "looked", "settled")):
            tell("A step was done.", realm_id=self.health.realm_id, **counts)

    def _note(self, **changes: Any) -> None:  # noqa: ANN401 - fields of Health
        self.health = attrs.evolve(
            self.health,
            at=self._sync.world.timer.now(),
            turns=self.health.turns + 1,
            **changes,
        )
        self._report(self.health)
