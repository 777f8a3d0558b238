"""What moved in credits, as a roll-forward calls it.

Every movement changes what is left of one credit, but for two that come together:
when the money behind a forfeited credit is gone, less was issued and less forfeited.
On which day a movement counts is told by ``movements``.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Final

from ..events import (
    ApplicationVoided,
    CreditApplied,
    CreditCancelled,
    CreditDeleted,
    CreditEdited,
    CreditEvent,
    CreditGrew,
    CreditHeld,
    CreditIssued,
    CreditReopened,
    CreditRetracted,
    CreditWrittenOff,
    ForfeitShrank,
    HoldReleased,
)
from ..money import Money


class MovementKind(enum.Enum):
    """What a movement is called in a roll-forward.

    *Issued* also covers what a credit grew by, and *retracted* what it was lowered
    by; a deleted credit is apart from both. Each kind has its column in the tables:
    the amount is what was issued without what was retracted, and so on.
    """

    ISSUED = "issued"
    RETRACTED = "retracted"
    APPLIED = "applied"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    WRITTEN_OFF = "written off"
    DELETED = "deleted"


ADDING: Final = frozenset({MovementKind.ISSUED, MovementKind.RETURNED})
"""The kinds of which there is more afterwards; of all others there is less."""


def moved(event: CreditEvent) -> Iterator[tuple[MovementKind, Money]]:
    """What *event* moves; what was used before a credit was read in never came."""
    match event:
        case CreditIssued():
            yield MovementKind.ISSUED, event.amount - event.opening
        case CreditGrew():
            yield MovementKind.ISSUED, event.amount
        case CreditEdited() if event.amount >= event.old_amount:
            yield MovementKind.ISSUED, event.amount - event.old_amount
        case CreditEdited():
            yield MovementKind.RETRACTED, event.old_amount - event.amount
        case ForfeitShrank():
            yield MovementKind.RETRACTED, event.amount
            yield MovementKind.CANCELLED, -event.amount
        case CreditReopened() | CreditHeld() | HoldReleased():
            return
        case _:
            yield _KINDS[type(event)], event.amount


def change_by(event: CreditEvent) -> int:
    """By how many minor units more is left of its credit after *event*."""
    return sum(
        amount.minor if kind in ADDING else -amount.minor
        for kind, amount in moved(event)
    )


_KINDS: Final[dict[type[CreditEvent], MovementKind]] = {
    CreditRetracted: MovementKind.RETRACTED,
    CreditApplied: MovementKind.APPLIED,
    ApplicationVoided: MovementKind.RETURNED,
    CreditCancelled: MovementKind.CANCELLED,
    CreditWrittenOff: MovementKind.WRITTEN_OFF,
    CreditDeleted: MovementKind.DELETED,
}
