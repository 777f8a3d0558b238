"""How much a client may ask for, as settings."""

from __future__ import annotations

from typing import Final

import attrs

from ..gateway import ThrottleStyle
from ..validators import maybe_at_least


@attrs.frozen
class Quotas:
    """The limits of one app with one company; ``None`` lifts a limit."""

    requests_per_minute: int | None = attrs.field(
        default=500, validator=maybe_at_least(1)
    )
    concurrent: int | None = attrs.field(default=10, validator=maybe_at_least(1))
    batches_per_minute: int | None = attrs.field(
        default=40, validator=maybe_at_least(1)
    )
    seconds_max: int | None = attrs.field(default=120, validator=maybe_at_least(0))
    """A request that takes longer is cut, and its outcome stays unknown."""
    style: ThrottleStyle = ThrottleStyle.JSON
    retry_after: int | None = attrs.field(default=None, validator=maybe_at_least(0))
    """What a ``Retry-After`` header says; no recording has one."""


UNLIMITED: Final = Quotas(None, None, None, None)
"""No limits, for measuring and for long tests on a clock that stands still."""
