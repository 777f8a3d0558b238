"""The web address for notifications, over real HTTP, from the simulator and others."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import logging
import socket
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import attrs
import pytest
import requests
from sqlalchemy import create_engine

from credits_qbo.gateway import Secret
from credits_qbo.receiving import Receiver
from credits_qbo.schema import upgrade
from credits_qbo.store import Mark, SqlSyncStore, SyncStore
from credits_qbo.webhooks import BYTES_MAX
from qbo_simulator import Done
from qbo_simulator.webhooks import Endpoint

from .bench import Stage, served
from .offline import new_service
from .places import new_database

pytestmark = pytest.mark.extras

VERIFIER = "verifier-token-1234567890"


@attrs.frozen
class Bench:
    """An address that takes notifications for company 123, and its rows."""

    url: str
    store: SyncStore
    receiver: Receiver

    @property
    def marks(self) -> list[tuple[str, str]]:
        with self.store.unit() as unit:
            return [(one.entity, one.remote_id) for one in unit.find(Mark)]

    def post(self, body: bytes, signature: str | None = None) -> int:
        told = signed(body) if signature is None else signature
        headers = {"Intuit-Signature": told}
        return requests.post(
            self.url, data=body, headers=headers, timeout=10
        ).status_code


def signed(body: bytes) -> str:
    digest = hmac.new(VERIFIER.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def told(*objects: tuple[str, str, str]) -> bytes:
    events = [
        {
            "specversion": "1.0",
            "type": f"qbo.{entity}.updated.v1",
            "intuitaccountid": realm,
            "intuitentityid": number,
        }
        for realm, entity, number in objects
    ]
    return json.dumps(events).encode()


@pytest.fixture(scope="module")
def stage_and_address() -> Iterator[tuple[Stage, str]]:
    stage = Stage()
    with served(stage) as url:
        yield stage, url


@pytest.fixture
def bench(
    stage_and_address: tuple[Stage, str], request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Bench]:
    stage, url = stage_and_address
    engine = new_database(request, "sqlite", tmp_path)
    upgrade(engine)
    store = SqlSyncStore(engine, "default", "123")
    receiver = Receiver(Secret(VERIFIER), {"123": store}.get)
    stage.application = receiver
    yield Bench(url, store, receiver)
    engine.dispose()


@pytest.mark.parametrize("form", ["legacy", "cloudevents"])
def test_what_the_other_side_tells_is_noted(bench: Bench, form: str) -> None:
    service = new_service("123", "456")
    endpoint = Endpoint(bench.url, verifier_token=VERIFIER, form=form)
    service.outbox.subscribe(endpoint)
    for realm in ("123", "456"):
        company = service.simulator.company(realm)
        assert company is not None
        customer = company.create("Customer", {"DisplayName": "Acme"})
        assert isinstance(customer, Done)
        sale = {"CustomerRef": {"value": customer.document["Id"]}, "TotalAmt": 5}
        assert isinstance(company.create("Payment", sale), Done)

    delivered = service.outbox.post()

    assert delivered
    assert {one.attempts[-1].reply.status for one in delivered} == {200}
    assert [entity for entity, _ in bench.marks] == ["Payment"]


def test_the_same_notification_twice_is_noted_once(bench: Bench) -> None:
    body = told(("123", "creditmemo", "7"), ("999", "creditmemo", "8"))

    assert [bench.post(body), bench.post(body)] == [200, 200]
    assert bench.marks == [("CreditMemo", "7")]


def test_whatever_is_no_signed_notification_leaves_no_trace(bench: Bench) -> None:
    body = told(("123", "creditmemo", "7"))

    assert bench.post(body, "") == 401
    assert bench.post(body, "AAAA") == 401
    assert bench.post(body.replace(b"7", b"8"), signed(body)) == 401
    assert bench.post(b"{") == 400
    assert bench.post(b" " * (BYTES_MAX + 1)) == 413
    assert requests.get(bench.url, timeout=10).status_code == 405
    assert bench.marks == []


def test_a_body_without_an_end_is_read_no_further_than_is_allowed(
    bench: Bench,
) -> None:
    """A client that sends for ever is not listened to for ever."""
    read: list[int] = []
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        read.append(65_536)
        return {"type": "http.request", "body": b" " * 65_536, "more_body": True}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "headers": []}
    asyncio.run(bench.receiver(scope, receive, send))

    assert sent[0]["status"] == 413
    assert sum(read) <= BYTES_MAX + 65_536


def test_somebody_who_goes_away_in_the_middle_stops_nobody(bench: Bench) -> None:
    host, port = bench.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n[")

    assert bench.post(told(("123", "payment", "7"))) == 200


def test_a_lost_database_lets_it_come_again(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/without-tables.db")
    store = SqlSyncStore(engine, "default", "123")
    body = told(("123", "creditmemo", "7"))

    receiver = Receiver(Secret(VERIFIER), {"123": store}.get)

    assert receiver.take(body, signed(body)) == 503
    assert receiver.take(told(("9", "creditmemo", "7")), signed(body)) == 401
    engine.dispose()


def test_the_log_holds_counts_and_no_secret(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "credits_qbo")
    body = told(("123", "creditmemo", "7"))

    bench.post(body)

    assert "News were noted." in caplog.text
    assert VERIFIER not in caplog.text
    assert signed(body) not in caplog.text
