"""What an adapter can do, declared once, as data.

Whoever declares nothing promises everything. A clause that needs what an adapter
does not promise is left out, and says why.
"""

from __future__ import annotations

import enum
from collections.abc import Collection

import attrs


class Concurrency(enum.Enum):
    """Who may use the adapter at once.

    *None* is one thread alone; with *threads*, any number of them share one
    object; with *handles*, several objects that were opened at one place may be
    used at once besides, as several processes do.
    """

    NONE = 0
    THREADS = 1
    HANDLES = 2


class Need(enum.Enum):
    """What a clause may need of an adapter, in words for a report."""

    THREADS = "concurrency: several threads at once"
    HANDLES = "concurrency: several handles on one place"
    DURABILITY = "durability: to be closed and opened again"
    TENANTS = "tenants: several at one place"
    TIME_TRAVEL = "time travel: to be set to an instant"
    PRESENT_TIME = "the present time, instead of time travel"


@attrs.frozen(kw_only=True)
class Capabilities:
    """What an adapter can do, apart from what every adapter has to.

    - *concurrency* tells who may use it at once;
    - *durability*: what was written is there when the place is opened again;
    - *tenants*: one place holds the books of several tenants;
    - *time_travel*: the clock can be set, and shows what it was set to; a clock
      without it shows the machine's time.
    """

    concurrency: Concurrency = Concurrency.HANDLES
    durability: bool = True
    tenants: bool = True
    time_travel: bool = True

    def reason_to_leave_out(self, needs: Collection[Need]) -> str | None:
        """Why a clause with those *needs* is left out, or None if it is not."""
        missing = [need.value for need in needs if not self._has(need)]
        return f"not declared: {'; '.join(missing)}" if missing else None

    def _has(self, need: Need) -> bool:
        match need:
            case Need.THREADS:
                return self.concurrency.value >= Concurrency.THREADS.value
            case Need.HANDLES:
                return self.concurrency is Concurrency.HANDLES
            case Need.DURABILITY:
                return self.durability
            case Need.TENANTS:
                return self.tenants
            case Need.TIME_TRAVEL:
                return self.time_travel
            case Need.PRESENT_TIME:
                return not self.time_travel


IN_MEMORY = Capabilities(concurrency=Concurrency.THREADS, durability=False)
"""Of an adapter whose books are gone when the object that keeps them is."""
