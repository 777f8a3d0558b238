"""Who is told of changes, and where."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from enum import Enum
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import attrs

from ..changes import Change


class Form(Enum):
    """The two forms of a notification."""

    LEGACY = "legacy"
    CLOUD_EVENTS = "cloudevents"


def _is_loopback(_: object, __: object, url: str) -> None:
    """Refuse to talk to any machine but this one."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        here = host == "localhost" or ip_address(host).is_loopback
        port = parts.port
    except ValueError:
        here, port = False, None
    if parts.scheme != "http" or not here or port is None:
        raise ValueError(
            f"{url} is not an address with http and a port on this machine."
        )


@attrs.frozen
class Endpoint:
    """An address that wants to be told, and what of."""

    url: str = attrs.field(validator=_is_loopback)
    verifier_token: str = attrs.field(default="verifier-token", repr=False)
    form: Form = attrs.field(default=Form.LEGACY, converter=Form)
    entities: frozenset[str] | None = attrs.field(
        default=None, converter=attrs.converters.optional(frozenset)
    )
    """The names of entities that are told of; ``None`` for all of them."""

    def wants(self, change: Change) -> bool:
        """Whether the endpoint is told of this change."""
        return self.entities is None or change.entity in self.entities


@attrs.frozen
class Inbox:
    """A receiver in the same process: it is called with the body and the signature.

    It answers like an endpoint does: with a status.
    """

    receive: Callable[[bytes, str], int]
    verifier_token: str = attrs.field(default="verifier-token", repr=False)
    form: Form = attrs.field(default=Form.LEGACY, converter=Form)
    entities: frozenset[str] | None = None

    def wants(self, change: Change) -> bool:
        """Whether the receiver is told of this change."""
        return self.entities is None or change.entity in self.entities


Receiver = Endpoint | Inbox


def signature(verifier_token: str, body: bytes) -> str:
    """What the header ``intuit-signature`` holds for this body."""
    digest = hmac.new(verifier_token.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def described(receiver: Receiver) -> dict[str, Any]:
    """A receiver as the control API shows it; the verifier token stays out."""
    return {
        "url": receiver.url if isinstance(receiver, Endpoint) else "in this process",
        "form": receiver.form.value,
        "entities": None if receiver.entities is None else sorted(receiver.entities),
    }
