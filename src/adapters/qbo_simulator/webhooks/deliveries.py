"""A notification on its way: how often it was tried, and when it is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import attrs

from ..clock import pacific_milliseconds
from .payloads import Event
from .sending import Reply

WAITS: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (0, 10, 20, 30, 5 * 60, 20 * 60, 2 * 3600, 4 * 3600, 6 * 3600)
)
"""How long after each failure the next attempt is; the last wait stays."""


def wait_after(failures: int) -> timedelta:
    """How long after its last of *failures* a notification waits."""
    return WAITS[min(failures, len(WAITS)) - 1]


@attrs.frozen
class Attempt:
    """One time that a notification was brought to its receiver."""

    at: datetime
    reply: Reply


@attrs.define
class Delivery:
    """A notification for one receiver."""

    number: int
    receiver: int
    events: tuple[Event, ...]
    body: bytes
    signature: str
    due_at: datetime
    attempts: list[Attempt] = attrs.Factory(list)

    @property
    def is_done(self) -> bool:
        """Whether the receiver has taken it."""
        return bool(self.attempts) and self.attempts[-1].reply.is_good

    @property
    def has_failed(self) -> bool:
        """Whether it was tried, and has to be tried again."""
        return bool(self.attempts) and not self.is_done

    def tried(self, at: datetime, reply: Reply) -> None:
        """Note an attempt, and when the next one is due."""
        self.attempts.append(Attempt(at, reply))
        if not reply.is_good:
            self.due_at = at + wait_after(len(self.attempts))

    def described(self) -> dict[str, Any]:
        """The delivery as the control API shows it."""
        return {
            "number": self.number,
            "receiver": self.receiver,
            "body": self.body.decode(),
            "signature": self.signature,
            "done": self.is_done,
            "due": None if self.is_done else pacific_milliseconds(self.due_at),
            "attempts": [
                {
                    "at": pacific_milliseconds(each.at),
                    "status": each.reply.status,
                    "trouble": each.reply.trouble,
                }
                for each in self.attempts
            ],
        }
