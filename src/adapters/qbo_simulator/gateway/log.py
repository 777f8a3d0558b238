"""Every request that came to the accounting API, and what became of it."""

from __future__ import annotations

import hashlib
from collections import deque
from datetime import datetime
from threading import RLock
from time import perf_counter
from typing import Any, Final

import attrs

from ..clock import pacific_milliseconds
from ..serving import Reply
from .aim import Aim
from .answers import Answer, Ending

ENTRIES_MAX: Final = 10_000


@attrs.frozen
class Entry:
    """One request and its end."""

    number: int
    tid: str
    at: datetime
    aim: Aim = attrs.field(repr=False)
    answer: Answer = attrs.field(repr=False)
    milliseconds: float
    """How long it took, by the real clock."""

    @property
    def status(self) -> int | None:
        """The status that the client saw, if it saw one."""
        seen = self.answer.ending in {Ending.KEPT, Ending.CUT}
        return self.answer.reply.status if seen else None

    def described(self) -> dict[str, Any]:
        """The entry as the control API shows it; no token is in it."""
        return {
            "number": self.number,
            "tid": self.tid,
            "at": pacific_milliseconds(self.at),
            "method": self.aim.asked.method,
            "path": self.aim.asked.path,
            "parameters": dict(self.aim.asked.parameters),
            "realm": self.aim.realm,
            "entity": self.aim.entity,
            "operation": self.aim.operation,
            "requestid": self.aim.requestid,
            "status": self.status,
            "ending": self.answer.ending.value,
            "fault": self.answer.fault,
            "milliseconds": round(self.milliseconds, 3),
        }


@attrs.frozen
class Begun:
    """A request that is being carried out."""

    number: int
    tid: str
    at: datetime
    aim: Aim
    since: float


@attrs.define
class RequestLog:
    """The latest requests, the oldest first."""

    seed: str = "log"
    entries: deque[Entry] = attrs.Factory(lambda: deque(maxlen=ENTRIES_MAX))
    _numbers: int = 0
    _lock: RLock = attrs.field(factory=RLock, repr=False, eq=False)

    def begin(self, aim: Aim, at: datetime) -> Begun:
        """Note that a request came in, and name it."""
        with self._lock:
            self._numbers += 1
            return Begun(self._numbers, self._tid(at), at, aim, perf_counter())

    def end(self, begun: Begun, answer: Answer) -> Answer:
        """Note the end of a request; the answer with the request's name in it."""
        took = (perf_counter() - begun.since) * 1000
        named = attrs.evolve(answer, reply=_named(answer.reply, begun.tid))
        tid = dict(named.reply.headers)["intuit-tid"]
        self.entries.append(Entry(begun.number, tid, begun.at, begun.aim, named, took))
        return named

    def clear(self) -> None:
        """Forget all requests; their numbers go on."""
        self.entries.clear()

    def _tid(self, at: datetime) -> str:
        digest = hashlib.sha256(f"{self.seed}:{self._numbers}".encode()).hexdigest()
        return f"1-{int(at.timestamp()):x}-{digest[:24]}"


def _named(reply: Reply, tid: str) -> Reply:
    """The reply with a name, unless the books gave it one."""
    if any(name == "intuit-tid" for name, _ in reply.headers):
        return reply
    return attrs.evolve(reply, headers=(*reply.headers, ("intuit-tid", tid)))
