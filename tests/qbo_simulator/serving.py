"""A real server in a thread, and requests over real HTTP."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import attrs
import uvicorn
from starlette.types import ASGIApp


@attrs.frozen
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, if it is JSON."""
        return json.loads(self.body)


@contextmanager
def served(app: ASGIApp) -> Generator[int]:
    """Serve *app* meanwhile; tells the port."""
    config = uvicorn.Config(app, port=0, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)


def request(
    port: int,
    method: str,
    path: str,
    document: object = None,
    **parameters: str,
) -> Answer:
    """Send a request to the company of realm 1."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    body = None if document is None else json.dumps(document)
    target = f"/v3/company/1/{path}?{urlencode(parameters)}"
    try:
        connection.request(method, target, body)
        response = connection.getresponse()
        heads = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, heads, response.read())
    finally:
        connection.close()
