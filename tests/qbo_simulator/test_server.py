"""The simulator as a server, and what is left when it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from qbo_simulator import SimulatedClock, Simulator, asgi
from qbo_simulator.facts import Facts

from . import identities
from .bench import ACME, code, done, invoice, live, memo, open_of, pay, sale, told, use
from .serving import request, served

pytestmark = pytest.mark.extras

CHILD = """
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
import uvicorn
from qbo_simulator import Simulator, asgi
simulator = Simulator(state=Path(sys.argv[1]))
if simulator.company("1") is None:
    simulator.found("1").create("Customer", {"DisplayName": "Acme"})
config = uvicorn.Config(asgi(simulator), port=0, log_level="critical")
class Telling(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print(self.servers[0].sockets[0].getsockname()[1], flush=True)
Telling(config).run()
"""


def test_an_invoice_goes_over_the_wire() -> None:
    simulator = Simulator()
    simulator.found("1").create("Customer", {"DisplayName": "Acme"})

    with served(asgi(simulator)) as port:
        made = request(port, "POST", "invoice", sale(ACME, "1") | _line("10.50"))
        path = f"invoice/{made.json['Invoice']['Id']}"
        read = request(port, "GET", path, minorversion="75")
        missing = request(port, "GET", "invoice/4711")
        wrong = request(port, "GET", "invoice/abc")
        nowhere = request(port, "PUT", "invoice")

    assert (made.status, made.json["Invoice"]["TotalAmt"]) == (200, 10.5)
    assert read.json["Invoice"] == made.json["Invoice"]
    assert read.headers["content-type"] == "application/json;charset=utf-8"
    assert read.headers["intuit-tid"] != made.headers["intuit-tid"]
    assert [one.status for one in (missing, wrong, nowhere)] == [400, 400, 400]
    codes = [one.json["Fault"]["Error"][0]["code"] for one in (missing, wrong, nowhere)]
    assert codes == ["610", "2030", "500"]
    assert "time" not in wrong.json


def _line(amount: str) -> dict[str, object]:
    detail = {"ItemRef": {"value": "1"}}
    return {"Line": [{"Amount": float(amount), "SalesItemLineDetail": detail}]}


def test_a_company_that_is_not_there_is_the_gateways_business() -> None:
    with served(asgi(Simulator())) as port:
        answer = request(port, "GET", "customer/1")

    assert answer.status == 403
    assert answer.json["fault"]["error"][0]["code"] == "3100"


class _Refusing:
    """Middleware that answers some requests by itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].endswith("/query"):
            await PlainTextResponse("no", 503)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def test_middleware_and_routes_stand_around_the_simulator() -> None:
    async def hello(_: object) -> PlainTextResponse:
        return PlainTextResponse("hello")

    simulator = Simulator()
    simulator.found("1")
    app = asgi(
        simulator,
        middleware=[Middleware(_Refusing)],
        routes=[Route("/v3/company/1/hello", hello)],
    )

    with served(app) as port:
        refused = request(port, "GET", "query", query="select * from Item")
        read = request(port, "GET", "item/1")
        greeted = request(port, "GET", "hello")

    assert (refused.status, read.status, greeted.body) == (503, 200, b"hello")


def test_state_outlives_the_simulator(tmp_path: Path) -> None:
    file = tmp_path / "state.sqlite"
    facts = Facts(custom_fields=("Crew #",), user="Ada")
    first = Simulator(state=file, clock=SimulatedClock())
    at = first.found("1", "Kept", facts)
    at.create("Customer", {"DisplayName": "Acme"})
    bill, credit = invoice(at, "100"), memo(at, "40")
    cash = pay(at, "10", use("Invoice", bill, "30"), use("CreditMemo", credit, "20"))
    gone = invoice(at, "1")
    done(at.delete("Invoice", live(at, "Invoice", gone)))
    before = {
        kind: identities.documents(at, kind)
        for kind in ("Invoice", "CreditMemo", "Payment", "Customer", "Preferences")
    }

    second = Simulator(state=file, clock=SimulatedClock())
    again = second.company("1")

    assert again is not None
    assert {kind: identities.documents(again, kind) for kind in before} == before
    assert (again.name, again.custody.facts) == ("Kept", facts)
    identities.check(again)
    assert code(again.read("Invoice", gone)) == "610"
    assert again.custody.books.shelves["Invoice"].tombstones.keys() == {gone}
    done(again.delete("Payment", live(again, "Payment", cash)))
    assert open_of(again, "Invoice", bill) == "100.00"
    assert told(again, "Invoice", invoice(again, "1"))["DocNumber"] == "1004"


@contextmanager
def _child(file: Path) -> Generator[int]:
    """A simulator in a process of its own, which is killed in the end."""
    command = [sys.executable, "-c", CHILD, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        yield int(child.stdout.readline())
        os.kill(child.pid, signal.SIGKILL)


def test_a_killed_simulator_has_lost_nothing_that_it_answered(tmp_path: Path) -> None:
    """Twenty payments, a kill, and the same request ids again: still twenty."""
    file = tmp_path / "state.sqlite"
    given = {"CustomerRef": {"value": ACME}, "TotalAmt": 5}
    with _child(file) as port:
        first = [
            request(port, "POST", "payment", given, requestid=f"r{number}").body
            for number in range(20)
        ]

    with _child(file) as port:
        again = [
            request(port, "POST", "payment", given, requestid=f"r{number}").body
            for number in range(20)
        ]
        query = "select count(*) from Payment"
        counted = request(port, "GET", "query", query=query).json

    assert again == first
    assert counted["QueryResponse"] == {"totalCount": 20}
