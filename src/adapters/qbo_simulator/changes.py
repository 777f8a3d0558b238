"""What happened in a company's books, for those who want to be told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

import attrs


class Operation(StrEnum):
    """What was done to an object, in the words of webhooks."""

    CREATE = "Create"
    UPDATE = "Update"
    DELETE = "Delete"
    VOID = "Void"
    MERGE = "Merge"


@attrs.frozen
class Change:
    """One object changed.

    A *derived* change follows from another one, as an invoice's balance does from a
    payment.
    A merge names the customer that is left over, and the *deleted_id* of the other.
    """

    realm_id: str
    entity: str
    id: str
    operation: Operation
    at: datetime
    derived: bool = False
    deleted_id: str | None = None


Subscriber = Callable[[Change], None]
