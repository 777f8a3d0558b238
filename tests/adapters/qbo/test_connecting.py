"""A company is connected by its owner, parted from, and never mistaken for another."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from sqlalchemy import Engine

from credits_qbo.connecting import (
    PRODUCTION,
    SANDBOX,
    Addresses,
    Company,
    Connections,
    NotConnected,
    Parted,
    addresses_in,
    look_up,
)
from credits_qbo.documents import parse
from credits_qbo.gateway import Answered, Disconnected, Gateway, Pace, Transient
from credits_qbo.schema import upgrade
from qbo_simulator.control import Running
from qbo_simulator.service import Service

from .offline import BACK, clicked, connections_of, new_service, query_of
from .places import new_database

pytestmark = pytest.mark.extras


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with Running(new_service("1")) as running:
        yield running


@pytest.fixture
def service(running: Running) -> Service:
    service = new_service("123", "456")
    running.show(service)
    return service


@pytest.fixture
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    engine = new_database(request, "sqlite", tmp_path)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def connections(service: Service, running: Running, engine: Engine) -> Connections:
    assert service.simulator.companies
    return connections_of(running, engine)


def _connect(
    connections: Connections, realm: str = "123", *, replaces: bool = False
) -> Company | NotConnected:
    consent = connections.ask(BACK)
    answer = query_of(clicked(consent.url, realm))
    return connections.take(consent, answer, replaces=replaces)


def _ask(connections: Connections, realm: str = "123") -> object:
    connector = connections.connector
    return Gateway(realm, connector, Pace(connector.timer)).preferences()


def test_the_owner_agrees_and_the_company_is_connected(
    connections: Connections,
) -> None:
    company = _connect(connections)

    assert isinstance(company, Company)
    assert (company.realm_id, company.home_currency) == ("123", "USD")
    assert connections.companies.connected() == company
    assert isinstance(_ask(connections), Answered)


def test_the_owner_says_no_and_nothing_is_connected(connections: Connections) -> None:
    consent = connections.ask(BACK)
    answer = query_of(clicked(consent.url, "123", decision="cancel"))

    assert connections.take(consent, answer) == NotConnected(reason="access_denied")
    assert connections.companies.every() == ()


def test_an_answer_to_another_question_is_not_taken(connections: Connections) -> None:
    """Else somebody could let this side work in a company of their own."""
    mine, theirs = connections.ask(BACK), connections.ask(BACK)
    answer = query_of(clicked(theirs.url, "456"))

    refused = connections.take(mine, answer)

    reason = "it answers another question"
    assert refused == NotConnected(reason=reason, is_final=False)
    assert connections.take(mine, "") == refused
    assert connections.connector.store.load("456") is None
    assert isinstance(connections.take(theirs, answer), Company)


@pytest.mark.parametrize("told", ["", "&code=x", "&code=x&realmId=1a", "&realmId=123"])
def test_an_answer_without_a_company_or_a_code_is_not_taken(
    connections: Connections, told: str
) -> None:
    consent = connections.ask(BACK)

    refused = connections.take(consent, f"state={consent.state.reveal()}{told}")

    assert refused == NotConnected(reason="it names no company or no code")


def test_a_code_is_good_once(connections: Connections) -> None:
    consent = connections.ask(BACK)
    answer = query_of(clicked(consent.url, "123"))
    connections.take(consent, answer)

    again = connections.take(consent, answer)

    assert again == NotConnected(reason="The tokens were refused.")
    assert isinstance(_ask(connections), Answered)


def test_a_company_that_is_parted_from_is_revoked_there_too(
    connections: Connections, service: Service
) -> None:
    _connect(connections)
    tokens = connections.connector.store.load("123")
    assert tokens is not None

    parted = connections.disconnect("123")

    assert parted == Parted(realm_id="123")
    assert service.grants.trouble_with(tokens.access.reveal())
    assert connections.companies.connected() is None
    assert isinstance(_ask(connections), Disconnected)


def test_it_is_parted_from_here_even_if_nobody_answers_there(
    connections: Connections,
) -> None:
    _connect(connections)
    away = attrs.evolve(connections.addresses, revoke="http://127.0.0.1:9/revoke")

    parted = attrs.evolve(connections, addresses=away).disconnect("123")

    assert parted.left == "the consent could not be taken back: ConnectionError"
    assert connections.connector.store.load("123") is None


def test_the_same_company_comes_back_as_it_was(connections: Connections) -> None:
    first = _connect(connections)
    connections.disconnect("123")

    again = _connect(connections)

    assert again == first
    assert isinstance(_ask(connections), Answered)


def test_tokens_can_be_renewed_by_connecting_once_more(
    connections: Connections, service: Service
) -> None:
    first = _connect(connections)
    service.grants.disconnect("123")

    assert isinstance(_ask(connections), Disconnected)
    assert _connect(connections) == first
    assert isinstance(_ask(connections), Answered)


@pytest.mark.parametrize("is_parted", [False, True])
def test_another_company_does_not_take_the_place_of_one_by_accident(
    connections: Connections, is_parted: bool
) -> None:
    _connect(connections)
    if is_parted:
        connections.disconnect("123")

    refused = _connect(connections, "456")

    reason = f"company 123 {'was' if is_parted else 'is'} connected, and this is 456"
    assert refused == NotConnected(reason=reason)
    assert connections.connector.store.load("456") is None


def test_s77_another_company_takes_the_place_of_one_if_it_is_said(
    connections: Connections,
) -> None:
    first = _connect(connections)

    second = _connect(connections, "456", replaces=True)

    assert isinstance(first, Company)
    assert isinstance(second, Company)
    assert second.installation != first.installation
    assert connections.companies.connected() == second
    assert connections.connector.store.load("123") is None


def test_s79_a_company_of_the_sandbox_is_never_taken_for_a_real_one(
    connections: Connections,
) -> None:
    _connect(connections)
    known = connections.companies.find("123")
    assert known is not None
    connections.companies.put(attrs.evolve(known, api=SANDBOX.api))

    refused = _connect(connections)

    assert refused == NotConnected(reason=f"company 123 is known at {SANDBOX.api}")


def test_no_secret_is_in_what_is_shown_or_logged(
    connections: Connections, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    consent = connections.ask(BACK)
    answer = query_of(clicked(consent.url, "123"))
    company = connections.take(consent, answer)
    tokens = connections.connector.store.load("123")
    assert tokens is not None
    shown = f"{consent!r} {company!r} {connections!r} {tokens!r}"

    parted = connections.disconnect("123")

    told = f"{shown} {parted!r} {caplog.text}"
    for secret in (
        tokens.access.reveal(),
        tokens.refresh.reveal(),
        connections.connector.connection.client_secret.reveal(),
    ):
        assert secret not in told


def test_the_addresses_come_from_the_discovery_document(running: Running) -> None:
    found = look_up(running.discovery, running.url)

    assert isinstance(found, Addresses)
    assert found.token == f"{running.url}/oauth2/v1/tokens/bearer"
    assert look_up("http://127.0.0.1:9/", running.url) == Transient(
        reason="discovery: ConnectionError"
    )
    assert look_up(f"{running.url}/nowhere", running.url) == Transient(
        reason="discovery: status 404"
    )


def test_secrets_go_to_no_address_that_is_not_encrypted() -> None:
    with pytest.raises(ValueError, match="token has to begin with https"):
        attrs.evolve(PRODUCTION, token="http://example.com/tokens")
    with pytest.raises(ValueError, match="does not name all"):
        addresses_in(parse("{}"), SANDBOX.api)
