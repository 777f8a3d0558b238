"""Notifications of QuickBooks Online: they only say where to look.

Whoever can reach the host's address can send anything there. So nothing is read
before the signature over the very bytes was checked, and nothing that is told is
believed: an object that is named is looked at.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from .gateway import Secret
from .store import SyncStore
from .store.marking import mark

BYTES_MAX: Final = 256 * 1024
_ENTITIES: Final = {"creditmemo": "CreditMemo", "payment": "Payment"}


@attrs.frozen
class News:
    """An object of a company changed, or may have."""

    realm_id: str
    entity: str
    remote_id: str


@attrs.frozen
class Refused:
    """The notification is not taken; *status* is what to answer over HTTP."""

    status: int
    reason: str


def read_notification(
    body: bytes, signature: str, verifier: Secret
) -> tuple[News, ...] | Refused:
    """What a notification tells of memos and payments, in both of its formats."""
    if len(body) > BYTES_MAX:
        return Refused(413, "It is too large.")
    if not _is_signed(body, signature, verifier):
        return Refused(401, "It is not signed.")
    try:
        told: object = json.loads(body)
    except (ValueError, RecursionError):
        return Refused(400, "It is no JSON.")
    if isinstance(told, list):
        return tuple(dict.fromkeys(_in_events(told)))
    if isinstance(told, Mapping) and "eventNotifications" in told:
        return tuple(dict.fromkeys(_in_notifications(told["eventNotifications"])))
    return Refused(400, "It has neither of the formats.")


def note(stores: Mapping[str, SyncStore], news: Iterable[News]) -> int:
    """Mark what *news* name in the *stores* of their companies; how many were noted.

    News of companies that nobody here has are left alone.
    """
    noted = 0
    for one in news:
        store = stores.get(one.realm_id)
        if store is not None:
            with store.unit() as unit:
                mark(unit, one.entity, one.remote_id)
            noted += 1
    return noted


def _is_signed(body: bytes, signature: str, verifier: Secret) -> bool:
    digest = hmac.new(verifier.reveal().encode(), body, hashlib.sha256).digest()
    expected = base64.b64encode(digest)
    return hmac.compare_digest(expected, signature.strip().encode())


def _in_events(told: list[Any]) -> Iterator[News]:
    """CloudEvents: their type is such as ``qbo.creditmemo.created.v1``."""
    for event in _maps(told):
        parts = str(event.get("type", "")).split(".")
        if len(parts) > 2 and parts[0] == "qbo":
            yield from _news(
                event.get("intuitaccountid"), parts[1], event.get("intuitentityid")
            )


def _in_notifications(told: object) -> Iterator[News]:
    for notification in _maps(told):
        change = notification.get("dataChangeEvent")
        entities = change.get("entities") if isinstance(change, Mapping) else ()
        for entity in _maps(entities):
            yield from _news(
                notification.get("realmId"), entity.get("name"), entity.get("id")
            )


def _news(realm_id: object, name: object, remote_id: object) -> Iterator[News]:
    entity = _ENTITIES.get(str(name).lower())
    if entity is not None and _is_number(realm_id) and _is_number(remote_id):
        yield News(str(realm_id), entity, str(remote_id))


def _is_number(told: object) -> bool:
    is_text = isinstance(told, str) and told.isascii() and told.isdecimal()
    return is_text and len(str(told)) <= 20


def _maps(told: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(told, list):
        yield from (one for one in told if isinstance(one, Mapping))
