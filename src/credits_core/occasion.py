"""When, on whose authority and under which policy a command is decided."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import attrs

from .permission import Authority
from .policy import DEFAULT_POLICY, Policy


@attrs.frozen(kw_only=True)
class Occasion:
    """All that a decision depends on besides the ledger and the command.

    *at* is the instant, aware and in UTC; *today* is the business date that the
    host's clock shows at that instant. Raises ``ValueError`` for another instant.
    """

    at: datetime
    today: date
    by: Authority
    policy: Policy = DEFAULT_POLICY

    def __attrs_post_init__(self) -> None:
        """Refuse an instant that is naive or not in UTC."""
        if self.at.utcoffset() != timedelta(0) or self.at.tzinfo is None:
            raise ValueError(f"{self.at} is not an aware instant in {UTC}.")
