"""What a first connection would do, line by line, as values that can be compared."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import attrs

from credits_core.commands import Command
from credits_core.identity import CustomerId
from credits_core.money import Money


class Action(enum.Enum):
    """What happens to one thing.

    *Match*: both sides have it, and it is one thing from now on. *Import*: it is read
    in here. *Export*: it is written there. *Leave*: nothing happens to it.
    """

    MATCH = "match"
    IMPORT = "import"
    EXPORT = "export"
    LEAVE = "leave"


@attrs.frozen(kw_only=True)
class Line:
    """One thing, and what would happen to it.

    *entity* is what it is there, *here* and *remote_id* are its names on both sides,
    and empty where it is not; *open* is what of its *amount* is still to be used.
    """

    action: Action
    entity: str
    customer: str = ""
    here: str = ""
    remote_id: str = ""
    amount: Money | None = None
    open: Money | None = None
    day: date | None = None
    reason: str = ""
    key: str = attrs.field(default="", repr=False)
    base: str = attrs.field(default="", repr=False)
    token: int = attrs.field(default=0, repr=False)
    commands: tuple[Command, ...] = attrs.field(default=(), repr=False)

    @property
    def data(self) -> dict[str, Any]:
        """The line as plain data; amounts are text."""
        return {
            "action": self.action.value,
            "entity": self.entity,
            "customer": self.customer,
            "here": self.here,
            "there": self.remote_id,
            "amount": None if self.amount is None else str(self.amount),
            "open": None if self.open is None else str(self.open),
            "day": None if self.day is None else self.day.isoformat(),
            "reason": self.reason,
        }


@attrs.frozen(kw_only=True)
class Plan:
    """What a first connection would do, as both sides were at *at* of the other side.

    *troubles* have to be seen to before; *warnings* are worth knowing. *versions* tell
    up to where each customer's journal was looked at.
    """

    realm_id: str
    lines: tuple[Line, ...]
    troubles: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    at: datetime = attrs.field(eq=False)
    versions: Mapping[CustomerId, int] = attrs.field(eq=False, repr=False)

    @property
    def mark(self) -> str:
        """What tells two plans apart: the same for the same plan, in any process."""
        told = [(line.data, line.key, line.base) for line in self.lines]
        text = json.dumps([self.realm_id, told, self.troubles], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def of(self, action: Action) -> tuple[Line, ...]:
        """The lines of one action."""
        return tuple(line for line in self.lines if line.action is action)

    @property
    def data(self) -> dict[str, Any]:
        """The plan as plain data."""
        return {
            "realm": self.realm_id,
            "mark": self.mark,
            "at": self.at.isoformat(),
            "counts": {one.value: len(self.of(one)) for one in Action},
            "troubles": list(self.troubles),
            "warnings": list(self.warnings),
            "lines": [line.data for line in self.lines],
        }
