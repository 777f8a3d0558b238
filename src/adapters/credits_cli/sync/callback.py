"""A server on this machine that waits for the browser to come back with the consent."""

from __future__ import annotations

import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Final
from urllib.parse import urlsplit

from typing_extensions import override

from ..failures import CannotRunError

_HERE: Final = frozenset({"localhost", "127.0.0.1"})
_CONNECTED: Final = "The company is connected. You can close this page."
_NOT: Final = "The company is not connected: see the terminal."
_PAGE: Final = "<!doctype html><meta charset=utf-8><title>credits</title><p>{}</p>"

Take = Callable[[str], bool | None]
"""Takes a query; whether it connected a company, or None to go on waiting."""


def wait_for_browser(redirect_uri: str, take: Take, *, seconds: float) -> bool:
    """Serve *redirect_uri* until *take* has an answer; no, if nobody comes in time.

    Raises ``CannotRunError`` if the address is not of this machine.
    """
    address = urlsplit(redirect_uri)
    if address.scheme != "http" or address.hostname not in _HERE:
        raise CannotRunError(
            f"Nothing here can be reached at {redirect_uri}: use --paste."
        )
    until = time.monotonic() + seconds
    try:
        server = _Server(("127.0.0.1", address.port or 80), address.path, take)
    except OSError as error:
        raise CannotRunError(
            f"Nothing can listen at {redirect_uri}: {error.strerror}."
        ) from error
    with server:
        while server.outcome is None and (left := until - time.monotonic()) > 0:
            server.timeout = left
            server.handle_request()
    return bool(server.outcome)


class _Server(HTTPServer):
    def __init__(self, place: tuple[str, int], path: str, take: Take) -> None:
        super().__init__(place, _Handler)
        self.path = path
        self.take = take
        self.outcome: bool | None = None


class _Handler(BaseHTTPRequestHandler):
    timeout = 5

    def do_GET(self) -> None:
        """Take the one request that the browser comes back with."""
        asked, waiting = urlsplit(self.path), self.server
        if not isinstance(waiting, _Server) or asked.path != waiting.path:
            self._answer(404, "There is nothing here.")
            return
        outcome = waiting.take(asked.query)
        waiting.outcome = outcome
        self._answer(200 if outcome else 400, _CONNECTED if outcome else _NOT)

    def _answer(self, status: int, text: str) -> None:
        page = _PAGE.format(text).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the address holds the code."""
