"""A real HTTP server that answers by a script, and remembers what it was asked."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, Final
from urllib.parse import parse_qs, urlsplit

import attrs
from typing_extensions import override

RECORDINGS: Final = Path(__file__).with_name("recordings")


def recorded(name: str) -> Any:  # noqa: ANN401 - whatever was recorded
    """The content of one recording."""
    return json.loads((RECORDINGS / name).read_text(encoding="utf-8"))


@attrs.frozen(kw_only=True)
class Reply:
    """One answer of the script; one that is cut breaks the connection off."""

    status: int = 200
    body: bytes = b"{}"
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)
    is_cut: bool = False


CUT: Final = Reply(is_cut=True)


@attrs.frozen(kw_only=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    parameters: dict[str, str]
    headers: dict[str, str]
    body: bytes


def answer(status: int = 200, **body: object) -> Reply:
    """An answer of JSON."""
    return Reply(status=status, body=json.dumps(body).encode())


def fault(code: str, *, status: int = 400, detail: str = "") -> Reply:
    """A fault of the application."""
    error = {"Message": "No", "Detail": detail, "code": code}
    return answer(status, Fault={"Error": [error], "type": "ValidationFault"})


def replay(name: str) -> Reply:
    """The recorded answer, byte for byte."""
    response = recorded(name)["response"]
    raw = response["body_raw"] or json.dumps(response["body"])
    headers = tuple(response["headers"].items())
    return Reply(status=response["status"]["code"], body=raw.encode(), headers=headers)


class ScriptedServer:
    """Gives the replies of its script one after another, then the last one again."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[Asked] = []
        self._script = [Reply()]
        self._lock = threading.Lock()

    def play(self, *replies: Reply) -> None:
        """Answer by these from now on."""
        self._script[:] = replies

    def take(self, asked: Asked) -> Reply:
        """Remember what was asked, and give the next reply."""
        with self._lock:
            self.asked.append(asked)
            more = len(self._script) > 1
            return self._script.pop(0) if more else self._script[0]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    running: ClassVar[ScriptedServer]

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    @override
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        reply = self.running.take(self._asked())
        if reply.is_cut:
            self._cut()
            return
        self.send_response(reply.status)
        for name, value in reply.headers:
            if name not in {"Date", "Content-Length", "Transfer-Encoding"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def _asked(self) -> Asked:
        place = urlsplit(self.path)
        return Asked(
            method=self.command,
            path=place.path,
            parameters={key: one[0] for key, one in parse_qs(place.query).items()},
            headers={key.lower(): one for key, one in self.headers.items()},
            body=self.rfile.read(int(self.headers.get("Content-Length") or 0)),
        )

    def _cut(self) -> None:
        """Break the connection off without an answer."""
        self.close_connection = True
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()


@contextmanager
def scripted_server() -> Iterator[ScriptedServer]:
    """A server at a port of this machine, as long as the block lasts."""

    class Handler(_Handler):
        pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = ScriptedServer(f"http://127.0.0.1:{server.server_port}")
    Handler.running = running
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
