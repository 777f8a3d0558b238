"""The events that are to be told, and the notifications that are on their way.

Nothing is sent by itself: :meth:`Outbox.post` sends what is due by the simulated
clock, and a server calls it again and again.
"""

from __future__ import annotations

import base64
import hashlib
from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from threading import RLock
from typing import Final
from uuid import UUID

import attrs

from ..changes import Change
from ..clock import Clock
from .deliveries import Delivery
from .endpoints import Receiver, signature
from .mishaps import Mishap, Mishaps
from .payloads import Event, body_of
from .sending import PATIENCE_SECONDS, bring

HISTORY_MAX: Final = 10_000


@attrs.frozen
class Habits:
    """How the service tells, where reports differ or tests need it otherwise."""

    hold_back: bool = True
    """Later events wait until a failed notification was taken."""
    events_together: int = 100
    """How many events one notification tells at most."""
    patience_seconds: float = PATIENCE_SECONDS
    """How long, by the real clock, a receiver may take to answer."""


@attrs.define
class Outbox:
    """Tells all receivers of all changes, signed, again and again until they listen."""

    clock: Clock
    seed: str = "webhooks"
    client_id: str = "simulated"
    habits: Habits = attrs.Factory(Habits)
    receivers: dict[int, Receiver] = attrs.Factory(dict)
    mishaps: Mishaps = attrs.Factory(Mishaps)
    waiting: dict[int, list[Event]] = attrs.Factory(dict)
    """The events that are in no notification yet, by receiver."""
    queues: dict[int, list[Delivery]] = attrs.Factory(dict)
    history: deque[Delivery] = attrs.Factory(lambda: deque(maxlen=HISTORY_MAX))
    """Notifications that were taken."""
    _numbers: int = 0
    _events: int = 0
    _lock: RLock = attrs.field(factory=RLock, repr=False, eq=False)
    _posting: RLock = attrs.field(factory=RLock, repr=False, eq=False)

    def subscribe(self, receiver: Receiver) -> int:
        """Tell a receiver from now on; its number is what it can be removed by."""
        with self._lock:
            number = max(self.receivers, default=0) + 1
            self.receivers[number] = receiver
            self.waiting[number] = []
            self.queues[number] = []
            return number

    def remove(self, number: int) -> bool:
        """Tell a receiver no more; false if there is none of this number."""
        with self._lock:
            self.waiting.pop(number, None)
            self.queues.pop(number, None)
            return self.receivers.pop(number, None) is not None

    def tell(self, change: Change) -> None:
        """Take in a change that receivers are to be told of."""
        with self._lock:
            event = self._event(change)
            for number, receiver in self.receivers.items():
                if receiver.wants(change):
                    self.waiting[number].append(event)

    def post(self) -> list[Delivery]:
        """Send all that is due now; the deliveries that were tried, in order."""
        tried: list[Delivery] = []
        with self._posting:
            for number in list(self.receivers):
                while delivery := self._next_due(number):
                    self._try(delivery)
                    tried.append(delivery)
        return tried

    def pending(self) -> list[Delivery]:
        """What is on its way and was not taken yet."""
        with self._lock:
            return [each for queue in self.queues.values() for each in queue]

    def drain(self, receiver: int) -> list[Delivery]:
        """Take out, unsent, all that a receiver would be told; for tests."""
        with self._lock:
            self._pack(receiver)
            taken = list(self.queues[receiver])
            self.queues[receiver].clear()
            return taken

    def clear(self) -> None:
        """Forget all that was to be told, and all that was."""
        with self._lock:
            for number in self.receivers:
                self.waiting[number] = []
                self.queues[number] = []
            self.history.clear()
            self.mishaps.clear()

    def _event(self, change: Change) -> Event:
        self._events += 1
        digest = hashlib.sha256(f"{self.seed}:{self._events}".encode()).digest()
        return Event(change, str(UUID(bytes=digest[:16], version=4)), digest[16])

    def _next_due(self, number: int) -> Delivery | None:
        with self._lock:
            queue = self.queues.get(number)
            if queue is None:
                return None
            failed = any(each.has_failed for each in queue)
            if not (failed and self.habits.hold_back):
                self._pack(number)
            now = self.clock.now()
            due = (each for each in queue if each.due_at <= now)
            if failed and self.habits.hold_back:
                due = (each for each in due if each.has_failed)
            return next(due, None)

    def _try(self, delivery: Delivery) -> None:
        receiver = self.receivers.get(delivery.receiver)
        if receiver is None:
            return
        reply = bring(
            receiver, delivery.body, delivery.signature, self.habits.patience_seconds
        )
        with self._lock:
            delivery.tried(self.clock.now(), reply)
            if delivery.is_done:
                self._take_out(delivery)

    def _take_out(self, delivery: Delivery) -> None:
        queue = self.queues.get(delivery.receiver, [])
        queue[:] = [each for each in queue if each is not delivery]
        self.history.append(delivery)

    def _pack(self, number: int) -> None:
        """Put the events that wait for a receiver into notifications."""
        waiting = self.waiting[number]
        while waiting:
            events = tuple(waiting[: self.habits.events_together])
            del waiting[: len(events)]
            self.queues[number] += self._packed(number, events)

    def _packed(self, number: int, events: tuple[Event, ...]) -> Iterator[Delivery]:
        mishap = self.mishaps.next_for(events)
        parts = mishap.split(events) if mishap else [events]
        late = timedelta(seconds=mishap.lateness if mishap else 0)
        receiver = self.receivers[number]
        for part in parts:
            self._numbers += 1
            body = body_of(part, receiver.form, self._source)
            yield Delivery(
                number=self._numbers,
                receiver=number,
                events=part,
                body=body,
                signature=signature(receiver.verifier_token, body),
                due_at=self.clock.now() + late,
            )

    @property
    def _source(self) -> str:
        digest = hashlib.sha256(self.client_id.encode()).digest()
        return base64.b64encode(digest).decode()

    def go_wrong(self, mishap: Mishap) -> None:
        """Let something go wrong with notifications that are still to be made."""
        with self._lock:
            self.mishaps.add(mishap)
