"""What every adapter of the port ``Clock`` promises, a clause or more a sentence."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Any, ClassVar

from typing_extensions import override

from credits_core.ports import Clock

from ..contract import Contract
from ..place import Place
from .dates import DatesClauses
from .instants import InstantsClauses
from .travelling import TravellingClauses
from .trial import ClockTrial


class ClockContract(TravellingClauses, DatesClauses, InstantsClauses, Contract):
    """All clauses together; a subclass gives ``clock``, and ``zone`` if it has one.

    A clock that can be set is set with ``set_clock``; one that cannot declares so,
    and is compared with the machine's time instead.
    """

    zone: ClassVar[tzinfo] = UTC
    """The time zone of the business dates."""

    def clock(self) -> Clock:
        """A clock."""
        raise NotImplementedError

    def set_clock(self, clock: Any, now: datetime) -> None:  # noqa: ANN401 - the author's own class
        """Make *clock* show the instant *now*, which is in UTC."""
        clock.set(now)

    @override
    def on_trial(self, place: Place) -> ClockTrial:
        return ClockTrial(opens=self.clock, sets=self.set_clock, zone=self.zone)
