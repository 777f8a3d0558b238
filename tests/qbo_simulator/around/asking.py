"""Asking the simulator, in the process and over a real connection."""

from __future__ import annotations

import asyncio
import base64
import http.client
import json
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlencode

import attrs

from qbo_simulator.gateway import Answer
from qbo_simulator.service import Service
from qbo_simulator.serving import Asked

Json: TypeAlias = Any
REALM = "9130"
RECORDED = Path(__file__).parent / "recorded"


@attrs.frozen
class Seen:
    """What a client sees of an answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Json:
        return json.loads(self.body)


@attrs.frozen
class Client:
    """A client that opens a new connection for each request."""

    port: int
    token: str = ""

    def ask(
        self,
        method: str,
        path: str,
        body: Json = None,
        headers: dict[str, str] | None = None,
        timeout: float = 10,
    ) -> Seen:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, _bytes(body), self._headers(headers))
            got = connection.getresponse()
            names = {name.lower(): value for name, value in got.getheaders()}
            return Seen(got.status, names, got.read())
        finally:
            connection.close()

    def get(self, path: str, **parameters: str) -> Seen:
        """A GET below the company."""
        query = f"?{urlencode(parameters)}" if parameters else ""
        return self.ask("GET", f"/v3/company/{REALM}/{path}{query}")

    def post(self, path: str, body: Json, **parameters: str) -> Seen:
        """A POST below the company."""
        query = f"?{urlencode(parameters)}" if parameters else ""
        return self.ask("POST", f"/v3/company/{REALM}/{path}{query}", body)

    def control(self, method: str, path: str, body: Json = None) -> Json:
        """A call of the control API that has to succeed."""
        seen = self.ask(method, f"/simulator{path}", body)
        assert seen.status == 200, seen.text
        return seen.json

    def form(
        self, path: str, fields: dict[str, str], basic: tuple[str, str] | None = None
    ) -> Seen:
        """A form, as OAuth wants it."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if basic:
            pair = base64.b64encode(":".join(basic).encode()).decode()
            headers["Authorization"] = f"Basic {pair}"
        return self.ask("POST", path, urlencode(fields).encode(), headers)

    def _headers(self, more: dict[str, str] | None) -> dict[str, str]:
        own = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {**own, "Content-Type": "application/json", **(more or {})}


def _bytes(body: Json) -> bytes | None:
    if body is None or isinstance(body, bytes):
        return body
    return json.dumps(body).encode()


def asked(
    path: str = f"/v3/company/{REALM}/customer/1",
    *,
    token: str | None = None,
    method: str = "GET",
    body: Json = None,
    **parameters: str,
) -> Asked:
    """A request as a value."""
    headers = (("authorization", f"Bearer {token}"),) if token else ()
    return Asked(method, path, tuple(parameters.items()), headers, _bytes(body) or b"")


def answered(service: Service, request: Asked) -> Answer:
    """What the service answers in this process."""
    return asyncio.run(service.handle(request))
