"""The body of a notification, in either form.

The keys and their order are those of the service's own published test payloads.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from ..changes import Change, Operation
from .endpoints import Form

VERBS: Final = {
    Operation.CREATE: "created",
    Operation.UPDATE: "updated",
    Operation.DELETE: "deleted",
    Operation.VOID: "voided",
    Operation.MERGE: "merged",
}


@attrs.frozen
class Event:
    """A change to be told, with the identity that it keeps when it is told again."""

    change: Change
    id: str
    nanoseconds: int = 0
    """Three digits behind the microseconds; real events have them."""


def body_of(events: Sequence[Event], form: Form, source: str) -> bytes:
    """The bytes that are sent and signed."""
    told = _legacy(events) if form is Form.LEGACY else _cloud(events, source)
    return json.dumps(told, separators=(",", ":")).encode()


def _legacy(events: Sequence[Event]) -> dict[str, Any]:
    by_realm: dict[str, list[dict[str, str]]] = {}
    for event in events:
        entities = by_realm.setdefault(event.change.realm_id, [])
        entities.append(_entity(event.change))
    return {
        "eventNotifications": [
            {"realmId": realm, "dataChangeEvent": {"entities": entities}}
            for realm, entities in by_realm.items()
        ]
    }


def _entity(change: Change) -> dict[str, str]:
    at = change.at.astimezone(UTC).replace(tzinfo=None)
    told = {
        "name": change.entity,
        "id": change.id,
        "operation": change.operation.value,
        "lastUpdated": f"{at.isoformat(timespec='milliseconds')}Z",
    }
    if change.deleted_id is not None:
        told["deletedId"] = change.deleted_id
    return told


def _cloud(events: Sequence[Event], source: str) -> list[dict[str, Any]]:
    return [
        {
            "specversion": "1.0",
            "id": event.id,
            "source": f"intuit.{source}",
            "type": _type(event.change),
            "time": _with_nanoseconds(event.change.at, event.nanoseconds),
            "intuitentityid": event.change.id,
            "intuitaccountid": event.change.realm_id,
            "data": _data(event.change),
        }
        for event in events
    ]


def _type(change: Change) -> str:
    return f"qbo.{change.entity.lower()}.{VERBS[change.operation]}.v1"


def _data(change: Change) -> dict[str, str]:
    return {} if change.deleted_id is None else {"deletedId": change.deleted_id}


def _with_nanoseconds(at: datetime, more: int) -> str:
    plain = at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
    return f"{plain}{more:03d}Z"
