"""A service with two companies, and somebody who uses its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from qbo_simulator import Company, SimulatedClock, Simulator
from qbo_simulator.control import Running
from qbo_simulator.service import Service

from .visitors import ByHttp, InBrowser, Visitor, browser_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

REALM = "9130"


@pytest.fixture
def service() -> Service:
    """Two companies; the first has two customers."""
    service = Service(Simulator(clock=SimulatedClock()))
    company = service.found(REALM, "Sunset Bakery")
    for name in ("Acme", "Bolt"):
        company.create("Customer", {"DisplayName": name})
    service.found("77", "Second")
    return service


@pytest.fixture
def company(service: Service) -> Company:
    """The first company."""
    found = service.simulator.company(REALM)
    assert found
    return found


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
def plain(running: Running) -> ByHttp:
    """Somebody who uses the page over plain HTTP."""
    return ByHttp(running.port)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Page]:
    """One page of one browser for all tests."""
    with browser_page() as page:
        yield page


@pytest.fixture(params=["http", "chromium"])
def visitor(request: pytest.FixtureRequest, running: Running) -> Visitor:
    """Somebody who uses the page, without a browser and with one."""
    if request.param == "http":
        return ByHttp(running.port)
    return InBrowser(running.url, request.getfixturevalue("chromium"))
