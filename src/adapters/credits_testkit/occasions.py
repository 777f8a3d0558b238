"""When and by whom the commands of a story are given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from credits_core.authorize import authorize
from credits_core.commands import IssueCredit
from credits_core.identity import CreditId, UserId
from credits_core.occasion import Occasion
from credits_core.permission import EVERYTHING, Actor, Role
from credits_core.policy import DEFAULT_POLICY, Policy

from .orders import ACME, usd

BEGIN: Final = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""Noon of the first day of every story."""

BOSS: Final = Actor(UserId("boss"), (Role("Boss", EVERYTHING),))
"""Somebody who may do everything."""


def occasion(day: int = 0, policy: Policy = DEFAULT_POLICY) -> Occasion:
    """Noon of a day after the beginning, with every permission."""
    at = BEGIN + timedelta(days=day)
    query = IssueCredit(customer_id=ACME, credit_id=CreditId("x"), amount=usd(1))
    by = authorize(query, BOSS, policy).unwrap()
    return Occasion(at=at, today=at.date(), by=by, policy=policy)
