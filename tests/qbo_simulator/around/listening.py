"""A real receiver of notifications, as a client would run one."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import attrs
from typing_extensions import override


@attrs.define
class Ear:
    """What a receiver heard, and what it is to answer."""

    port: int = 0
    heard: list[tuple[dict[str, str], bytes]] = attrs.Factory(list)
    statuses: list[int] = attrs.Factory(list)
    """The answers to come; after them it is 200."""
    slowness: float = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?app=1"

    @property
    def bodies(self) -> list[bytes]:
        return [body for _, body in self.heard]


@contextmanager
def listening() -> Iterator[Ear]:
    """A receiver on a free port."""
    ear = Ear()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            ear.heard.append(({**headers, "path": self.path}, body))
            time.sleep(ear.slowness)
            self.send_response(ear.statuses.pop(0) if ear.statuses else 200)
            self.end_headers()

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        @override
        def handle_error(self, request: object, client_address: object) -> None:
            """A sender that has gone is expected."""

    server = Quiet(("127.0.0.1", 0), Handler)
    ear.port = server.server_address[1]
    Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True).start()
    try:
        yield ear
    finally:
        server.shutdown()
        server.server_close()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
