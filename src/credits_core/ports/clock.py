"""Where time comes from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """The host's clock and calendar."""

    def now(self) -> datetime:
        """The present instant, aware and in UTC.

        It is never earlier than one given before, in whatever thread.
        """
        ...

    def today(self) -> date:
        """The business date at this instant, in the host's own time zone.

        It is a date without a time of day, and changes at the host's midnight.
        """
        ...
