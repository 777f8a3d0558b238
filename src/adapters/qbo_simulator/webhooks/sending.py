"""Bringing a notification to its receiver, within three seconds.

Only the status line of the answer is read: it is all that counts.
"""

from __future__ import annotations

import socket
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

import attrs

from .endpoints import Endpoint, Receiver

PATIENCE_SECONDS: Final = 3.0
LINE_MAX: Final = 1000


@attrs.frozen
class Reply:
    """What a receiver said: a status, or why there is none."""

    status: int | None
    trouble: str = ""

    @property
    def is_good(self) -> bool:
        """Whether the receiver has taken the notification."""
        return self.status is not None and 200 <= self.status < 300


def bring(
    receiver: Receiver, body: bytes, signed: str, patience: float = PATIENCE_SECONDS
) -> Reply:
    """Hand over a notification and wait for the reply, but not for long."""
    if not isinstance(receiver, Endpoint):
        return Reply(receiver.receive(body, signed))
    try:
        return _post(receiver.url, body, signed, monotonic() + patience)
    except TimeoutError:
        return Reply(None, f"There was no answer within {patience:g} seconds.")
    except OSError as error:
        return Reply(None, f"{type(error).__name__}: {error}")


def _post(url: str, body: bytes, signed: str, deadline: float) -> Reply:
    parts = urlsplit(url)
    address = (parts.hostname or "", parts.port or 80)
    with socket.create_connection(address, _left(deadline)) as connection:
        connection.settimeout(_left(deadline))
        connection.sendall(_request(url, body, signed))
        return _status(_first_line(connection, deadline))


def _left(deadline: float) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _request(url: str, body: bytes, signed: str) -> bytes:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    head = (
        f"POST {target} HTTP/1.1\r\n"
        f"Host: {parts.netloc}\r\n"
        "Content-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"intuit-signature: {signed}\r\n"
        "User-Agent: intuit_notification_server\r\n"
        "Accept: application/json\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode("ascii", "replace") + body


def _first_line(connection: socket.socket, deadline: float) -> bytes:
    read = b""
    while b"\n" not in read and len(read) < LINE_MAX:
        connection.settimeout(_left(deadline))
        piece = connection.recv(LINE_MAX)
        if not piece:
            break
        read += piece
    return read.split(b"\n", 1)[0]


def _status(line: bytes) -> Reply:
    words = line.split()
    if len(words) > 1 and words[0].startswith(b"HTTP/1.") and words[1].isdigit():
        return Reply(int(words[1]))
    return Reply(None, "The answer was not HTTP.")
