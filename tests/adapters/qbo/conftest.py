"""What the tests of the gateway share: a scripted server and a gateway to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from credits_qbo.gateway import (
    Connection,
    Connector,
    Gateway,
    HandTimer,
    MemoryTokens,
    Pace,
    Secret,
    Tokens,
)

from .bench import Bench, Stage, served
from .scripted import ScriptedServer, scripted_server


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as running:
        yield running


@pytest.fixture
def timer() -> HandTimer:
    return HandTimer(datetime(2026, 11, 2, 12, tzinfo=UTC))


@pytest.fixture
def tokens() -> MemoryTokens:
    store = MemoryTokens()
    first = Tokens(access=Secret("access-1"), refresh=Secret("refresh-1"))
    store.replace("123", first, version=0)
    return store


@pytest.fixture
def connector(
    server: ScriptedServer, timer: HandTimer, tokens: MemoryTokens
) -> Connector:
    connection = Connection(
        client_id="app",
        client_secret=Secret("app-secret"),
        api=server.url,
        token_url=f"{server.url}/tokens",
    )
    return Connector(connection=connection, store=tokens, timer=timer)


@pytest.fixture
def gateway(connector: Connector, timer: HandTimer) -> Gateway:
    return Gateway("123", connector, Pace(timer))


@pytest.fixture(scope="session")
def stage_and_url() -> Iterator[tuple[Stage, str]]:
    """One server for all tests; each brings its own simulator onto the stage."""
    stage = Stage()
    with served(stage) as url:
        yield stage, url


@pytest.fixture
def bench(stage_and_url: tuple[Stage, str]) -> Bench:
    return Bench(*stage_and_url)
