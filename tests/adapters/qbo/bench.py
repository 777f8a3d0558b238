"""Both sides on one bench: a desk here, an offline QuickBooks Online over real HTTP."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import attrs
import uvicorn
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from typing_extensions import override

from credits_core.commands import (
    Command,
    IssueCredit,
    Named,
    NamedCredit,
    ReceivePayment,
    RegisterInvoice,
)
from credits_core.credit import Credit
from credits_core.desk import Desk
from credits_core.entry import Entry
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    LineId,
    PaymentId,
    UserId,
)
from credits_core.invoice import InvoiceLine
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.payment import Method, Tender
from credits_core.permission import EVERYTHING, Actor, Role
from credits_core.ports import Clock, Ledgers
from credits_memory import MemoryLedgers
from credits_qbo.engine import Step, Sync, World, conflicts, start
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
from credits_qbo.gateway.session import RecordingSession
from credits_qbo.settings import Settings
from credits_qbo.store import Binding, Conflict, MemorySyncStore, SyncStore
from qbo_simulator import Company, Done, Simulator, Switches, asgi

REALM: Final = "9130"
ACME: Final = CustomerId("ACME")
ANNA: Final = Actor(UserId("anna"), (Role("Bookkeeper", EVERYTHING),))
DAY: Final = date(2026, 11, 2)


def usd(amount: str | int) -> Money:
    return Money.of(str(amount), "USD")


class DiedError(BaseException):
    """The process is gone."""


@attrs.define
class Strike:
    """What goes wrong with the next request that *matches*, and how."""

    how: str
    matches: Callable[[str, str], bool]
    times: int = 1
    code: str = ""
    status: int = 400


class Stage:
    """The application that is served: the present simulator, with what goes wrong."""

    def __init__(self) -> None:
        self.application: ASGIApp | None = None
        self.strikes: list[Strike] = []
        self.served: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self.application is None:
            return
        method, path = scope["method"], scope["path"].partition(f"/{REALM}/")[2]
        told = f"{method} {path}?{scope['query_string'].decode()}"
        self.served.append(told)
        strike = self._struck(method, told)
        if strike is None:
            await self.application(scope, receive, send)
        elif strike.how == "throttled":
            await Response(status_code=429)(scope, receive, send)
        else:
            if strike.how in {"answer lost", "done and refused"}:
                await self.application(scope, receive, _nobody)
            if strike.code:
                await _fault(strike)(scope, receive, send)
                return
            await Response("<html>", status_code=504)(scope, receive, send)

    def _struck(self, method: str, told: str) -> Strike | None:
        for strike in self.strikes:
            if strike.times and strike.matches(method, told):
                strike.times -= 1
                return strike
        return None


def _fault(strike: Strike) -> Response:
    """A refusal of the application with a code."""
    error = {"Message": "told by the stage", "code": strike.code}
    body = {"Fault": {"Error": [error], "type": "ValidationFault"}, "time": "now"}
    return Response(json.dumps(body), strike.status, media_type="application/json")


async def _nobody(_: object) -> None:
    """Hears what the client will not."""


@contextmanager
def served(stage: Stage) -> Iterator[str]:
    """Serve *stage* at a port of this machine."""
    # Without its protocol, the socket would wait for acknowledgements between writes.
    kind = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening = socket.socket(*kind)
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(stage, log_config=None, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=lambda: asyncio.run(server.serve(sockets=[listening])), daemon=True
    )
    thread.start()
    while not server.started and thread.is_alive():
        threading.Event().wait(0.005)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


class HandTime(Clock):
    """The desk's and the simulator's clock, which the timer moves."""

    def __init__(self, timer: HandTimer) -> None:
        self._timer = timer
        self.is_ahead = timedelta(0)

    @override
    def now(self) -> datetime:
        return self._timer.now() + self.is_ahead

    @override
    def today(self) -> date:
        return self.now().date()


class DyingSession(RecordingSession):
    """A session in which the process dies: before a write is sent, or after.

    What happens *meanwhile* happens once, just before the next write is sent.
    """

    def __init__(self) -> None:
        super().__init__()
        self.dies = ""
        self.meanwhile: Callable[[], object] | None = None

    @override
    def request(self, method: str, url: str, **rest: Any) -> Any:
        is_write = method == "POST" and not url.endswith("/query")
        if is_write and self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        if is_write and self.dies == "before":
            self.dies = ""
            raise DiedError
        answer = super().request(method, url, **rest)
        if is_write and self.dies == "after":
            self.dies = ""
            raise DiedError
        return answer


class Bench:
    """One customer and two invoices of 100, known on both sides."""

    def __init__(
        self,
        stage: Stage,
        url: str,
        switches: Switches | None = None,
        ledgers: Ledgers | None = None,
        store: SyncStore | None = None,
    ) -> None:
        self.stage = stage
        self.timer = HandTimer(datetime(2026, 11, 2, 20, tzinfo=UTC))
        self.clock = HandTime(self.timer)
        self.simulator = Simulator(clock=self.clock, switches=switches)
        self.company: Company = self.simulator.found(REALM)
        stage.application = asgi(self.simulator)
        stage.strikes, stage.served = [], []
        self.store = store or MemorySyncStore()
        self.desk = Desk(ledgers=ledgers or MemoryLedgers(), clock=self.clock)
        self._url = url
        self.session = DyingSession()
        self.sync = self.another("worker")
        customer = self.there("Customer", {"DisplayName": "Acme"})
        self.customer = customer["Id"]
        self.invoices = {name: self._bill(name) for name in ("A", "B")}
        with self.store.unit() as unit:
            unit.put(_same("Customer", ACME, self.customer))
            for name, remote_id in self.invoices.items():
                unit.put(_same("Invoice", name, remote_id))
        self.timer.wait(60)
        assert start(self.world) is None
        self.timer.wait(1)
        stage.served.clear()

    @property
    def world(self) -> World:
        return self.sync.world

    def another(self, holder: str) -> Sync:
        """Another process of ours, with nothing but what is stored."""
        tokens = MemoryTokens()
        granted = Tokens(access=Secret("granted"), refresh=Secret("again"))
        tokens.replace(REALM, granted, version=0)
        connection = Connection(
            client_id="app", client_secret=Secret("secret"), api=self._url
        )
        connector = Connector(connection=connection, store=tokens, timer=self.timer)
        gateway = Gateway(REALM, connector, Pace(self.timer), self.session)
        settings = Settings(realm_id=REALM, installation="ours", item_id="1")
        world = World(
            settings=settings,
            gateway=gateway,
            desk=self.desk,
            store=self.store,
            timer=self.timer,
        )
        return Sync(world=world, holder=holder)

    def _bill(self, name: str) -> str:
        self.do(
            RegisterInvoice(
                customer_id=ACME,
                invoice_id=InvoiceId(name),
                lines=(InvoiceLine(id=LineId("1"), amount=usd(100)),),
                date=DAY,
            )
        )
        return str(self.there("Invoice", _sale(self.customer, "100.00"))["Id"])

    # What is done on either side.

    def do(self, command: Command) -> Entry:
        """Carry out a command here."""
        return self.desk.submit(command, ANNA).unwrap()

    def grant(self, amount: str | int = 30, name: str = "C") -> None:
        self.do(
            IssueCredit(
                customer_id=ACME,
                credit_id=CreditId(name),
                amount=usd(amount),
                note="goodwill",
            )
        )

    def use(
        self,
        amount: str | int,
        *,
        credit: str = "C",
        invoice: str = "A",
        receipt: str = "R",
    ) -> None:
        self.do(
            ReceivePayment(
                customer_id=ACME,
                payment_id=PaymentId(receipt),
                invoices=(InvoiceId(invoice),),
                credits=Named((NamedCredit(CreditId(credit), usd(amount)),)),
            )
        )

    def pay(self, amount: str | int, invoice: str = "A", receipt: str = "P") -> None:
        self.do(
            ReceivePayment(
                customer_id=ACME,
                payment_id=PaymentId(receipt),
                invoices=(InvoiceId(invoice),),
                tenders=(Tender(Method.CASH, usd(amount)),),
            )
        )

    def there(self, entity: str, document: dict[str, Any]) -> dict[str, Any]:
        """Let a person write something there."""
        outcome = self.company.person.create(entity, document)
        assert isinstance(outcome, Done), outcome
        return outcome.document

    def memo_there(self, amount: str = "30.00") -> str:
        return str(self.there("CreditMemo", _sale(self.customer, amount))["Id"])

    # What is to be seen on either side.

    @property
    def ledger(self) -> Ledger:
        return self.desk.ledgers.load_whole(ACME)

    def credit(self, name: str = "C") -> Credit:
        return self.ledger.credits[CreditId(name)]

    def due(self, invoice: str = "A") -> Money:
        return self.ledger.invoices[InvoiceId(invoice)].due

    def all_there(self, entity: str) -> list[dict[str, Any]]:
        outcome = self.company.query(f"SELECT * FROM {entity} MAXRESULTS 1000")
        assert isinstance(outcome, Done), outcome
        found: list[dict[str, Any]] = outcome.body["QueryResponse"].get(entity, [])
        return found

    def open_there(self, invoice: str = "A") -> Money:
        outcome = self.company.read("Invoice", self.invoices[invoice])
        assert isinstance(outcome, Done), outcome
        return Money(int(outcome.document["Balance"]), "USD")

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return conflicts(self.world)

    # How time goes on.

    def step(self) -> Step:
        """Time passes, and everything that is due is done."""
        self.timer.wait(30)
        return self.sync.step()

    def until_quiet(self, most: int = 12) -> None:
        """Steps until nothing is left to do, each a little later."""
        for _ in range(most):
            step = self.step()
            if not (step.left or step.looked or step.settled or step.entries):
                return
            self.timer.wait(60)

    def strike(
        self,
        how: str,
        matching: str = "POST ",
        times: int = 1,
        code: str = "",
        status: int = 400,
    ) -> None:
        """Let the next writes, or whatever *matching* says, go wrong.

        With a *code* the answer is a fault: done before if it is "done and refused".
        """

        def matches(_: str, told: str) -> bool:
            return matching in told and "/query" not in told.partition("?")[0]

        self.stage.strikes.append(Strike(how, matches, times, code, status))


def _same(entity: str, local_id: str, remote_id: str) -> Binding:
    return Binding(entity=entity, local_id=local_id, remote_id=remote_id)


def _sale(customer: str, amount: str) -> dict[str, Any]:
    line = {
        "Amount": amount,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    return {"CustomerRef": {"value": customer}, "Line": [line]}
