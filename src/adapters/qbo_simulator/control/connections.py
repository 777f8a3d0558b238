"""The connections of a real server, so that a fault can end one.

An ASGI application cannot close a connection without an answer.
The server's protocol can, and here it leaves word of each of its connections.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import Any, Final

import attrs
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol

RESET_AT_ONCE: Final = struct.pack("ii", 1, 0)
"""A lingering time of nought: to close is to reset."""


class ConnectionDropped(ConnectionResetError):  # noqa: N818 - it tells what happened
    """What a fault that drops a connection is where there is no connection."""


@attrs.define
class Connections:
    """The open connections by the client's address."""

    transports: dict[Any, asyncio.Transport] = attrs.Factory(dict)

    def protocol(self) -> type[H11Protocol]:
        """A protocol for the server that notes its connections here."""
        transports = self.transports

        class Noted(H11Protocol):
            @override
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its parent has it
                super().connection_made(transport)
                transports[self.client] = transport

            @override
            def connection_lost(self, exc: Exception | None) -> None:
                transports.pop(self.client, None)
                super().connection_lost(exc)

        return Noted

    async def close(self, client: object) -> None:
        """End a connection when all that was written is sent."""
        self._transport(client).close()
        await self._gone(client)

    async def reset(self, client: object) -> None:
        """End a connection with a reset; what was written may be lost."""
        transport = self._transport(client)
        endpoint = transport.get_extra_info("socket")
        endpoint.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_ONCE)
        transport.abort()
        await self._gone(client)

    def _transport(self, client: object) -> asyncio.Transport:
        try:
            return self.transports[client]
        except KeyError:
            raise ConnectionDropped("The simulator dropped the connection.") from None

    async def _gone(self, client: object) -> None:
        """Wait until the server knows too, so that it does not miss an answer."""
        while client in self.transports:  # noqa: ASYNC110 - a turn or two
            await asyncio.sleep(0)
