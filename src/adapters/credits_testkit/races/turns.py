"""Taking turns: sessions stop before each call of a port until they are told to go on.

Each session has a thread of its own. Whoever conducts them lets one call happen at a
time; a call that does not come back in a short while waits for a lock, and the
others go on meanwhile.
"""

from __future__ import annotations

import enum
import time
from collections.abc import Collection, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Condition
from typing import Final

import attrs
from returns.result import Result
from typing_extensions import override

from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.parts import Footprint
from credits_core.ports import Change
from credits_core.rejections import StaleLedger

from ..passing import Passing

PATIENCE_SECONDS: Final = 60.0
"""How long at most somebody waits for anything."""


class Stage(enum.Enum):
    """Where a session is."""

    WORKING = "working"
    STOPPED = "stopped"
    HELD_UP = "held up"
    OVER = "over"


class StuckError(RuntimeError):
    """All sessions wait for one another."""


class Turns:
    """The stages of all sessions, and what was let happen so far."""

    def __init__(self, sessions: Collection[str], grace_seconds: float) -> None:
        """Begin with all *sessions* at work; a call may take so long."""
        self.calls: list[str] = []
        self._grace = grace_seconds
        self._stages = dict.fromkeys(sessions, Stage.WORKING)
        self._calls: dict[str, str] = {}
        self._inside: set[str] = set()
        self._changed = Condition()

    def stop(self, session: str, call: str) -> None:
        """Wait before a *call* until it may happen; called by the session."""
        with self._changed:
            self._calls[session] = call
            self._set(session, Stage.STOPPED)
            may_go = self._changed.wait_for(
                lambda: self._stages[session] is Stage.WORKING, PATIENCE_SECONDS
            )
        if not may_go:
            raise StuckError(f"{session} was never told to go on.")

    def over(self, session: str) -> None:
        """Say that a session has no more to do; called by the session."""
        with self._changed:
            self._set(session, Stage.OVER)

    def stopped(self) -> list[str]:
        """The sessions that may go on now; none if all are over."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        with self._changed:
            while not self._is_quiet():
                if not self._changed.wait(self._patience()):
                    break
            for session in self._those(Stage.WORKING):
                self.calls.append(f"{session} is held up")
                self._set(session, Stage.HELD_UP)
            while not self._those(Stage.STOPPED) and self._those(Stage.HELD_UP):
                self._changed.wait(self._grace)
                if time.monotonic() > deadline:
                    raise StuckError("All sessions wait for one another.")
            return self._those(Stage.STOPPED)

    def let(self, session: str) -> None:
        """Let the call happen before which the session has stopped."""
        with self._changed:
            call = self._calls[session]
            self.calls.append(f"{session} {call}")
            self._set(session, Stage.WORKING)
            if call == "enter":
                self._inside.add(session)
            if call == "leave":
                self._inside.discard(session)
                for other in self._those(Stage.HELD_UP):
                    self._set(other, Stage.WORKING)

    def _patience(self) -> float:
        """How long to wait for those at work: short, if somebody is in their way."""
        in_the_way = self._inside.intersection(self._those(Stage.STOPPED))
        return self._grace if in_the_way else PATIENCE_SECONDS

    def _is_quiet(self) -> bool:
        return not self._those(Stage.WORKING)

    def _those(self, stage: Stage) -> list[str]:
        return [one for one, now in self._stages.items() if now is stage]

    def _set(self, session: str, stage: Stage) -> None:
        self._stages[session] = stage
        self._changed.notify_all()


@attrs.define
class TakingTurns(Passing):
    """Ledgers that a *session* may use only when it is its turn."""

    session: str
    turns: Turns

    @override
    def exclusively(
        self, customer_ids: Collection[CustomerId]
    ) -> AbstractContextManager[None]:
        return self._exclusively(customer_ids)

    @contextmanager
    def _exclusively(self, customer_ids: Collection[CustomerId]) -> Generator[None]:
        self._stop("enter")
        with self.inner.exclusively(customer_ids):
            try:
                yield
            finally:
                self._stop("leave")

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        self._stop("load")
        return self.inner.load(customer_id, footprint)

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        self._stop("load whole")
        return self.inner.load_whole(customer_id)

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        self._stop("commit")
        return self.inner.commit(change)

    @override
    def answer(self, key: str) -> Answer | None:
        self._stop("answer")
        return self.inner.answer(key)

    @override
    def remember(self, answer: Answer) -> None:
        self._stop("remember")
        self.inner.remember(answer)

    @override
    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        self._stop("journal")
        return self.inner.journal(customer_id)

    def _stop(self, call: str) -> None:
        self.turns.stop(self.session, call)
