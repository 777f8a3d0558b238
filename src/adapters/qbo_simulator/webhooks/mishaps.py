"""What goes wrong with notifications between the service and a receiver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from ..validators import maybe_at_least, maybe_text, one_of
from ..validators import seconds as _seconds
from .payloads import Event


@attrs.frozen
class Mishap:
    """One thing that goes wrong with the next *times* notifications, or with all.

    ``duplicate`` sends the same notification twice, ``reorder`` tells later events
    before earlier ones, each by itself, ``lose`` sends nothing, and ``delay`` sends
    the notification *seconds* later, after others that came behind it.
    """

    kind: Literal["duplicate", "reorder", "lose", "delay"] = attrs.field(
        validator=one_of("duplicate", "reorder", "lose", "delay")
    )
    times: int | None = attrs.field(default=1, validator=maybe_at_least(1))
    realm: str | None = attrs.field(default=None, validator=maybe_text)
    seconds: float = attrs.field(default=60.0, validator=_seconds)

    def concerns(self, events: Sequence[Event]) -> bool:
        """Whether a notification of these events is one that is meant."""
        return self.realm is None or any(
            event.change.realm_id == self.realm for event in events
        )

    def split(self, events: Sequence[Event]) -> list[tuple[Event, ...]]:
        """The notifications that are sent instead of one with *events*."""
        if self.kind == "lose":
            return []
        if self.kind == "duplicate":
            return [tuple(events)] * 2
        if self.kind == "reorder":
            return [(event,) for event in reversed(events)]
        return [tuple(events)]

    @property
    def lateness(self) -> float:
        """How many seconds later the notification is sent."""
        return self.seconds if self.kind == "delay" else 0.0


@attrs.define
class Mishaps:
    """The mishaps that are still to come, in order."""

    waiting: list[tuple[Mishap, int]] = attrs.Factory(list)
    """Each with the number of notifications that it has met."""

    def add(self, mishap: Mishap) -> None:
        """Let something go wrong from now on."""
        self.waiting.append((mishap, 0))

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        self.waiting.clear()

    def next_for(self, events: Sequence[Event]) -> Mishap | None:
        """The mishap that a notification of *events* meets, if any."""
        for place, (mishap, met) in enumerate(self.waiting):
            if mishap.concerns(events):
                if mishap.times is not None and met + 1 >= mishap.times:
                    del self.waiting[place]
                else:
                    self.waiting[place] = (mishap, met + 1)
                return mishap
        return None
