"""When and on whose authority something is decided once more."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import attrs

from credits_core.authorize import authorize
from credits_core.entry import Entry
from credits_core.identity import CustomerId, UserId
from credits_core.occasion import Occasion
from credits_core.permission import (
    EVERYTHING,
    SYSTEM,
    Actor,
    AnyActor,
    Role,
    SystemActor,
)
from credits_core.queries import CustomerCredits

from .history import Setting

_ANY_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""No decision depends on the instant; entries only tell it."""


def occasion_of(user_id: UserId, setting: Setting) -> Occasion:
    """The day of the race, in the hands of somebody who may do everything."""
    return _occasion(setting, Actor(user_id, (Role("Everything", EVERYTHING),)))


def occasion_of_entry(entry: Entry, setting: Setting) -> Occasion:
    """The occasion that an *entry* tells of."""
    if entry.user_id != SYSTEM:
        told = occasion_of(entry.user_id, setting)
    else:
        told = _occasion(setting, SystemActor(EVERYTHING, entry.on_behalf_of))
    return attrs.evolve(told, at=entry.at, today=entry.today)


def _occasion(setting: Setting, actor: AnyActor) -> Occasion:
    question = CustomerCredits(customer_id=CustomerId("anybody"))
    authority = authorize(question, actor, setting.policy).unwrap()
    return Occasion(
        at=_ANY_TIME, today=setting.today, by=authority, policy=setting.policy
    )
