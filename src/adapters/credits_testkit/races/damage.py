"""What a broken store cost: cents spent twice, and changes that are gone.

It goes by what people were told, since the store itself may look right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from credits_core.entry import Entry
from credits_core.events import (
    ApplicationVoided,
    CreditApplied,
    CreditCancelled,
    CreditDeleted,
    CreditEdited,
    CreditGrew,
    CreditIssued,
    CreditRetracted,
    Event,
)
from credits_core.identity import CreditId, CustomerId

from .history import History


@attrs.frozen(kw_only=True)
class Damage:
    """*cents_spent_twice* beyond what the credits held; *updates_lost* of all told."""

    cents_spent_twice: int = 0
    updates_lost: int = 0

    @property
    def is_none(self) -> bool:
        """Whether nothing was spent twice and nothing lost."""
        return not (self.cents_spent_twice or self.updates_lost)


def damage_of(history: History) -> Damage:
    """What went wrong for those who were told that all went well."""
    told = set(_told(history))
    return Damage(
        cents_spent_twice=_overspent(told),
        updates_lost=_lost(told, set(history.journal)),
    )


def _told(history: History) -> Iterator[Entry]:
    for operation in history.operations:
        yield from operation.entries


def _overspent(told: Iterable[Entry]) -> int:
    left: Counter[tuple[CustomerId, CreditId]] = Counter()
    for entry in told:
        for event in entry.events:
            moved = _moved(event)
            if moved is not None:
                left[entry.customer_id, moved[0]] += moved[1]
    return sum(-amount for amount in left.values() if amount < 0)


def _moved(event: Event) -> tuple[CreditId, int] | None:
    """By how much an event changes what is left of a credit."""
    match event:
        case CreditIssued():
            return event.credit_id, event.amount.minor - event.opening.minor
        case CreditGrew() | ApplicationVoided():
            return event.credit_id, event.amount.minor
        case CreditEdited():
            return event.credit_id, event.amount.minor - event.old_amount.minor
        case CreditRetracted() | CreditCancelled() | CreditDeleted() | CreditApplied():
            return event.credit_id, -event.amount.minor
        case _:
            return None


def _lost(told: set[Entry], standing: set[Entry]) -> int:
    """What was told and does not stand, or stands beside another of its version."""
    versions = {(one.customer_id, one.version) for one in told & standing}
    return len(told) - len(versions)
