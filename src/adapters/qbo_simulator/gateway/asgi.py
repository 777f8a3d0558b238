"""The gateway as middleware: it takes the requests to the accounting API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, Protocol
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Receive, Scope, Send

from ..serving import Asked, Reply
from .answers import Answer, Ending

PREFIX: Final = "/v3/"
BODY_MAX: Final = 10 * 1024 * 1024

Handler = Callable[[Asked], Awaitable[Answer]]


class Endable(Protocol):
    """Connections that can be ended without an answer."""

    async def close(self, client: object) -> None:
        """End a connection when all that was written is sent."""
        ...

    async def reset(self, client: object) -> None:
        """End a connection with a reset."""
        ...


class Gateway:
    """Answers the accounting API by *handle*, and lets everything else pass."""

    def __init__(self, app: ASGIApp, handle: Handler, connections: Endable) -> None:
        """Stand before *app*."""
        self._app = app
        self._handle = handle
        self._connections = connections

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request."""
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self._app(scope, receive, send)
            return
        body = await _body(receive)
        if body is None:
            return
        client = tuple(scope["client"]) if scope.get("client") else None
        if len(body) > BODY_MAX:
            await _send(Reply(413, b""), send, whole=True)
            return
        await self._give(await self._handle(_asked(scope, body)), client, send)

    async def _give(self, answer: Answer, client: object, send: Send) -> None:
        match answer.ending:
            case Ending.KEPT:
                await _send(answer.reply, send, whole=True)
            case Ending.CUT:
                await _send(answer.reply, send, whole=False)
                await self._connections.close(client)
            case Ending.CLOSED:
                await self._connections.close(client)
            case Ending.RESET:
                await self._connections.reset(client)


async def _body(receive: Receive) -> bytes | None:
    """The whole body, or as much as is too much; ``None`` if the client has gone."""
    pieces: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        pieces.append(message.get("body", b""))
        if not message.get("more_body") or sum(map(len, pieces)) > BODY_MAX:
            return b"".join(pieces)


def _asked(scope: Scope, body: bytes) -> Asked:
    query = scope.get("query_string", b"").decode("latin-1")
    return Asked(
        method=scope["method"],
        path=scope["path"],
        parameters=tuple(parse_qsl(query, keep_blank_values=True)),
        headers=tuple(
            (name.decode("latin-1").lower(), value.decode("latin-1"))
            for name, value in scope["headers"]
        ),
        body=body,
    )


async def _send(reply: Reply, send: Send, *, whole: bool) -> None:
    head = [(name.encode(), value.encode("latin-1")) for name, value in reply.headers]
    head.append((b"content-length", str(len(reply.body)).encode()))
    start = {"type": "http.response.start", "status": reply.status, "headers": head}
    await send(start)
    body = reply.body if whole else reply.body[: len(reply.body) // 2]
    await send({"type": "http.response.body", "body": body, "more_body": not whole})
