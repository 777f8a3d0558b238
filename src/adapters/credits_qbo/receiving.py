"""The web address that takes notifications, as an ASGI application.

A host mounts it where Intuit is told to send. It reads no more than it has to, believes
nothing that is not signed, and only notes where to look: a worker does the rest.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any, Final, TypeAlias

from sqlalchemy.exc import SQLAlchemyError

from .gateway import Secret
from .logs import tell
from .store import SyncStore
from .webhooks import BYTES_MAX, Refused, note, read_notification

SIGNATURE: Final = "intuit-signature"

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


class Receiver:
    """Takes notifications for every company that *find* knows the rows of.

    *verifier* is the token that Intuit shows for the app's webhooks.
    """

    def __init__(
        self, verifier: Secret, find: Callable[[str], SyncStore | None]
    ) -> None:
        """Look up the rows of a company by its realm id."""
        self._verifier = verifier
        self._find = find

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request: 200 if it was noted, and nothing else is told."""
        if scope["type"] != "http":
            return
        status = await self._status(scope, receive)
        if status is None:
            return
        tell("A notification came.", status=status)
        headers = [(b"content-length", b"0")]
        if status == 405:
            headers.append((b"allow", b"POST"))
        start = {"type": "http.response.start", "status": status, "headers": headers}
        await send(start)
        await send({"type": "http.response.body", "body": b""})

    def take(self, body: bytes, signature: str) -> int:
        """Take one notification from any kind of server; the status to answer with."""
        read = read_notification(body, signature, self._verifier)
        if isinstance(read, Refused):
            return read.status
        found = {one.realm_id: self._find(one.realm_id) for one in read}
        known = {realm: store for realm, store in found.items() if store is not None}
        try:
            noted = note(known, read)
        except SQLAlchemyError:
            return 503
        tell("News were noted.", noted=noted)
        return 200

    async def _status(self, scope: Message, receive: Receive) -> int | None:
        """What to answer; None if whoever asked is gone."""
        if scope["method"] != "POST":
            return 405
        headers = dict[bytes, bytes](_lower(scope["headers"]))
        told = headers.get(b"content-length", b"0")
        if not told.isdigit() or len(told) > 12 or int(told) > BYTES_MAX:
            return 413
        body = await _body(receive)
        if body is None or len(body) > BYTES_MAX:
            return None if body is None else 413
        signature = headers.get(SIGNATURE.encode(), b"").decode("latin-1")
        return await asyncio.to_thread(self.take, body, signature)


def _lower(headers: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[bytes, bytes]]:
    return ((name.lower(), value) for name, value in headers)


async def _body(receive: Receive) -> bytes | None:
    """The body, or more of it than is allowed; None if it breaks off."""
    parts: list[bytes] = []
    size = 0
    while size <= BYTES_MAX:
        message = await receive()
        if message["type"] != "http.request":
            return None
        part: bytes = message.get("body", b"")
        parts.append(part)
        size += len(part)
        if not message.get("more_body", False):
            break
    return b"".join(parts)
