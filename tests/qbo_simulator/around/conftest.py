"""A service with one company, and a real server for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qbo_simulator import SimulatedClock, Simulator
from qbo_simulator.control import Running
from qbo_simulator.service import Service

from .asking import REALM, Client


@pytest.fixture
def clock() -> SimulatedClock:
    """A clock that the test moves."""
    return SimulatedClock()


@pytest.fixture
def service(clock: SimulatedClock) -> Service:
    """All that surrounds one company's books."""
    service = Service(Simulator(clock=clock))
    service.found(REALM, "Acme")
    return service


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    """One real server, which every test gives its own service."""
    with Running(Service(Simulator())) as running:
        yield running


@pytest.fixture
def running(server: Running, service: Service) -> Running:
    """The service on a real port."""
    server.show(service)
    return server


@pytest.fixture
def client(running: Running) -> Client:
    """A client with a good token."""
    return Client(running.port, running.service.access_token(REALM))
