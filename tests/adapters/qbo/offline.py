"""An offline QuickBooks Online with consent, tokens and notifications, over HTTP."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import requests
from sqlalchemy import Engine

from credits_qbo.connecting import (
    Addresses,
    Companies,
    Connections,
    SqlTokens,
    look_up,
)
from credits_qbo.gateway import Connection, Connector, Secret, Timer, WallTimer
from qbo_simulator import Simulator
from qbo_simulator.control import Running, TickingClock
from qbo_simulator.oauth import PLAYGROUND
from qbo_simulator.service import Service

BACK = PLAYGROUND.redirect_uris[0]


def new_service(*realms: str) -> Service:
    """A service whose clock goes as a real one does, with empty companies."""
    service = Service(Simulator(clock=TickingClock()))
    for realm in realms:
        service.found(realm, f"Company {realm}")
    return service


def addresses_of(running: Running) -> Addresses:
    """Where everything of the simulator is, as its discovery document says."""
    found = look_up(running.discovery, running.url)
    assert isinstance(found, Addresses)
    return found


def connections_of(
    running: Running, engine: Engine, timer: Timer | None = None
) -> Connections:
    """The connections of the tenant of the tests."""
    addresses = addresses_of(running)
    connection = Connection(
        client_id=PLAYGROUND.client_id,
        client_secret=Secret(PLAYGROUND.client_secret),
        api=addresses.api,
        token_url=addresses.token,
    )
    connector = Connector(
        connection=connection,
        store=SqlTokens(engine, "default"),
        timer=timer or WallTimer(),
    )
    return Connections(
        addresses=addresses,
        companies=Companies(engine, "default"),
        connector=connector,
    )


def clicked(url: str, realm: str, decision: str = "connect") -> str:
    """The address that a person is sent back to who chose *realm* on the page."""
    page = requests.get(url, timeout=60)
    assert page.status_code == 200, page.text
    form = dict(parse_qsl(urlsplit(url).query))
    answer = requests.post(
        url.partition("?")[0],
        data={**form, "decision": decision, "realm": realm},
        timeout=60,
        allow_redirects=False,
    )
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def query_of(address: str) -> str:
    """The query of an address."""
    return urlsplit(address).query
