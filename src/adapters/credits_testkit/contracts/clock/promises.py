"""The sentences of the port ``Clock``, to be named by the clauses about them."""

from __future__ import annotations

from typing import Final

from credits_core.ports import Clock

from ..clauses import promise

HOST: Final = promise(Clock, "The host's clock and calendar.")
PRESENT: Final = promise(Clock.now, "The present instant, aware and in UTC.")
NEVER_BACK: Final = promise(
    Clock.now, "It is never earlier than one given before, in whatever thread."
)
TODAY: Final = promise(
    Clock.today, "The business date at this instant, in the host's own time zone."
)
A_DATE: Final = promise(
    Clock.today,
    "It is a date without a time of day, and changes at the host's midnight.",
)
