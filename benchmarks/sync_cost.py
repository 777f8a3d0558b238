"""How many requests the exchange with QuickBooks Online makes for what it does.

They are counted in the request log of the simulator, whose clock is moved by hand: an
hour passes at once, and the limits of the service hold as they do over HTTP.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import attrs
from typing_extensions import override

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    Command,
    EditCredit,
    EditPayment,
    IssueCredit,
    Named,
    NamedCredit,
    NoCredits,
    ReceivePayment,
    RegisterInvoice,
    VoidPayment,
)
from credits_core.desk import Desk
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    LineId,
    PaymentId,
    UserId,
)
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.payment import Method, Tender
from credits_core.permission import EVERYTHING, Actor, Role
from credits_core.ports import Clock
from credits_memory import MemoryLedgers
from credits_qbo.engine import Parity, Step, Sync, World, parity, start
from credits_qbo.gateway import (
    Connection,
    Connector,
    Gateway,
    MemoryTokens,
    Pace,
    Secret,
    Timer,
    Tokens,
)
from credits_qbo.gateway.exchange import Exchange
from credits_qbo.gateway.pace import REQUESTS_A_MINUTE_MAX
from credits_qbo.gateway.session import RecordingSession
from credits_qbo.settings import Settings
from credits_qbo.store import Binding, MemorySyncStore
from qbo_simulator import Done, SimulatedClock, Simulator
from qbo_simulator.service import Service
from qbo_simulator.serving import Asked

REALM: Final = "9130"
PENDING: Final = 1_000
CUSTOMERS: Final = 10
POLLS: Final = 60
_ANNA: Final = Actor(UserId("anna"), (Role("Bookkeeper", EVERYTHING),))
_DAY: Final = date(2026, 11, 2)
NO_CREDITS: Final = NoCredits()
_C: Final = CreditId("C")
_P: Final = PaymentId("P")


class Time(SimulatedClock, Timer, Clock):
    """Everybody's clock, which moves when somebody waits."""

    @override
    def wait(self, seconds: float) -> None:
        self.advance(max(seconds, 0.0))

    @override
    def today(self) -> date:
        return self.now().date()


class FreshTokens(MemoryTokens):
    """Tokens that are always good, so that renewing them is not counted."""

    def __init__(self, service: Service) -> None:
        super().__init__()
        self._service = service
        self._until = service.clock.now()

    @override
    def load(self, realm_id: str) -> Tokens | None:
        known, now = super().load(realm_id), self._service.clock.now()
        if known is None or now >= self._until:
            self._until = now + timedelta(minutes=30)
            access = Secret(self._service.access_token(realm_id))
            new = Tokens(access=access, refresh=access)
            self.replace(realm_id, new, version=0 if known is None else known.version)
        return super().load(realm_id)


class InProcess(RecordingSession):
    """A session that hands its requests to the service in this very process."""

    def __init__(self, service: Service) -> None:
        super().__init__()
        self._service = service

    @override
    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        params: Mapping[str, str | int],
        data: str,
    ) -> Any:
        asked = Asked(
            method=method,
            path=url.removeprefix("http://qbo"),
            parameters=tuple((key, str(value)) for key, value in params.items()),
            headers=tuple((key.lower(), value) for key, value in headers.items()),
            body=data.encode() if data else b"",
        )
        reply = asyncio.run(self._service.handle(asked)).reply
        self._own.exchange = Exchange(status=reply.status, body=reply.body)
        return _TAKEN


@attrs.frozen
class _Taken:
    status_code: int = 200
    text: str = "{}"


_TAKEN: Final = _Taken()


class Firm:
    """A firm with some customers, each with an invoice, known on both sides."""

    def __init__(self, customers: int = 1) -> None:
        self.clock = Time(datetime(2026, 11, 2, 20, tzinfo=UTC))
        self.service = Service(Simulator(clock=self.clock))
        self.company = self.service.found(REALM)
        self.desk = Desk(ledgers=MemoryLedgers(), clock=self.clock)
        self.store = MemorySyncStore()
        self.sync = Sync(world=self._world(), holder="worker")
        self.customers = tuple(f"K{number}" for number in range(customers))
        self.invoices: dict[str, str] = {}
        for name in self.customers:
            self._open(name)
        self.clock.wait(3_600)
        if start(self.sync.world) is not None:
            raise RuntimeError("The simulator did not answer.")
        self.until_quiet()

    def _world(self) -> World:
        tokens = FreshTokens(self.service)
        connection = Connection(
            client_id="app", client_secret=Secret("secret"), api="http://qbo"
        )
        connector = Connector(connection=connection, store=tokens, timer=self.clock)
        session = InProcess(self.service)
        return World(
            settings=Settings(realm_id=REALM, installation="ours", item_id="1"),
            gateway=Gateway(REALM, connector, Pace(self.clock), session),
            desk=self.desk,
            store=self.store,
            timer=self.clock,
        )

    def _open(self, name: str) -> None:
        customer = self.there("Customer", {"DisplayName": name})
        invoice = InvoiceId(f"A-{name}")
        line = InvoiceLine(id=LineId("1"), amount=usd(100_000))
        self.here(
            RegisterInvoice(
                customer_id=CustomerId(name),
                invoice_id=invoice,
                lines=(line,),
                date=_DAY,
            )
        )
        self.invoices[name] = self.there("Invoice", sale(customer, "100000.00"))
        with self.store.unit() as unit:
            unit.put(Binding(entity="Customer", local_id=name, remote_id=customer))
            remote = self.invoices[name]
            unit.put(Binding(entity="Invoice", local_id=invoice, remote_id=remote))

    def here(self, command: Command) -> None:
        """Do something here."""
        self.desk.submit(command, _ANNA).unwrap()

    def there(self, entity: str, document: dict[str, Any]) -> str:
        """Let a person write something there; its id."""
        outcome = self.company.person.create(entity, document)
        if not isinstance(outcome, Done):
            raise TypeError(outcome)
        return str(outcome.document["Id"])

    def until_quiet(self) -> None:
        """Steps until nothing is left to be done, a little more than five minutes on.

        By then what was written by the exchange itself is not told any more.
        """
        step = Step(left=1)
        while step.left or step.looked or step.settled:
            self.clock.wait(30)
            step = self.sync.step()
        self.clock.wait(400)
        self.sync.step()

    def counted(self, act: Callable[[Firm], None]) -> Counter[str]:
        """The requests by their operations, from *act* on until all is quiet."""
        self.until_quiet()
        self.service.log.clear()
        act(self)
        self.until_quiet()
        return self.asked()

    def asked(self) -> Counter[str]:
        """The requests since the log was cleared, by their operations."""
        return Counter(one.aim.operation for one in self.service.log.entries)


def usd(amount: int) -> Money:
    """An amount of whole dollars."""
    return Money.of(str(amount), "USD")


def sale(customer: str, amount: str) -> dict[str, Any]:
    """A sale as a document there."""
    line = {
        "Amount": amount,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    return {"CustomerRef": {"value": customer}, "Line": [line]}


def run() -> Iterator[str]:
    """The lines of the tables."""
    yield from by_kind()
    yield ""
    yield from idle()
    yield ""
    yield from draining()


def by_kind() -> Iterator[str]:
    """What each kind of change costs, without the polls."""
    yield "Requests for each change that is carried over (polls not counted)"
    yield f"  {'change':<34}{'write':>6}{'read':>6}{'query':>6}{'all':>6}"
    for name, made, act in _CHANGES:
        firm = Firm()
        for before in made:
            before(firm)
        asked = firm.counted(act)
        asked.pop("cdc", None)
        reads, queries = asked.pop("read", 0), asked.pop("query", 0)
        writes = asked.total()
        total = writes + reads + queries
        yield f"  {name:<34}{writes:>6}{reads:>6}{queries:>6}{total:>6}"


def idle() -> Iterator[str]:
    """What a company costs where nothing happens, at a poll a minute."""
    firm = Firm()
    firm.until_quiet()
    firm.service.log.clear()
    for _ in range(POLLS):
        firm.clock.wait(60)
        firm.sync.step()
    asked = firm.asked()
    yield f"Requests for each of {POLLS} polls of a company where nothing happens"
    told = ", ".join(f"{count / POLLS:.2f} {name}" for name, count in asked.items())
    yield f"  {told} (bar: 1.00)"


def draining(pending: int = PENDING) -> Iterator[str]:
    """How long many pending credits take on the simulated clock."""
    seconds, asked, pending = drained(pending)
    least = (asked.total() - 1) // REQUESTS_A_MINUTE_MAX * 60
    told = ", ".join(f"{count} {name}" for name, count in asked.items())
    yield f"{pending:,} pending credits on the simulated clock"
    yield f"  {told}; {asked.total() / pending:.1f} for each"
    yield (
        f"  {seconds:.0f} s, where {asked.total():,} requests at"
        f" {REQUESTS_A_MINUTE_MAX} a minute take {least} s at least"
    )


def drained(pending: int) -> tuple[float, Counter[str], int]:
    """The seconds that passed, and what was asked, until so many credits were told."""
    firm = Firm(CUSTOMERS)
    for number in range(pending):
        _grant(firm, f"C{number}", firm.customers[number % CUSTOMERS])
    firm.service.log.clear()
    begun = firm.clock.now()
    step = Step(left=1)
    while step.left:
        step = firm.sync.step(asks=False)
    seconds = (firm.clock.now() - begun).total_seconds()
    asked = firm.asked()
    found = parity(firm.sync.world)
    if not isinstance(found, Parity) or found.differences or found.equal != pending:
        raise RuntimeError(f"Both sides differ: {found}")
    return seconds, asked, pending


def _grant(firm: Firm, name: str = "C", customer: str = "K0", amount: int = 30) -> None:
    firm.here(
        IssueCredit(
            customer_id=CustomerId(customer),
            credit_id=CreditId(name),
            amount=usd(amount),
        )
    )


def _use(firm: Firm) -> None:
    _receive(firm, "R", Named((NamedCredit(_C, usd(20)),)))


def _receive(
    firm: Firm, name: str, credits: Named | NoCredits = NO_CREDITS, cash: int = 0
) -> None:
    tenders = (Tender(Method.CASH, usd(cash)),) if cash else ()
    firm.here(
        ReceivePayment(
            customer_id=CustomerId("K0"),
            payment_id=PaymentId(name),
            invoices=(InvoiceId("A-K0"),),
            tenders=tenders,
            credits=credits,
        )
    )


def _pay(firm: Firm) -> None:
    _receive(firm, _P, cash=60)


def _raise(firm: Firm) -> None:
    firm.here(EditCredit(customer_id=CustomerId("K0"), credit_id=_C, amount=usd(45)))


def _cancel(firm: Firm) -> None:
    firm.here(CancelCredit(customer_id=CustomerId("K0"), credit_id=_C))


def _revert(firm: Firm) -> None:
    mode = CancelMode.REVERT
    firm.here(CancelCredit(customer_id=CustomerId("K0"), credit_id=_C, mode=mode))


def _less(firm: Firm) -> None:
    firm.here(EditPayment(customer_id=CustomerId("K0"), payment_id=_P, amount=usd(40)))


def _void(firm: Firm) -> None:
    firm.here(VoidPayment(customer_id=CustomerId("K0"), payment_id=_P))


def _memo_there(firm: Firm) -> None:
    customer = _customer_there(firm)
    firm.there("CreditMemo", sale(customer, "30.00"))


def _apply_there(firm: Firm) -> None:
    memos = list(firm.company.custody.books.shelves["CreditMemo"].records)
    invoices = [firm.invoices["K0"]]
    firm.company.person.apply(_customer_there(firm), invoices, memos)


def _pay_there(firm: Firm) -> None:
    links = [{"TxnId": firm.invoices["K0"], "TxnType": "Invoice"}]
    firm.there(
        "Payment",
        {
            "CustomerRef": {"value": _customer_there(firm)},
            "TotalAmt": "60.00",
            "Line": [{"Amount": "60.00", "LinkedTxn": links}],
        },
    )


def _delete_there(firm: Firm) -> None:
    for name in list(firm.company.custody.books.shelves["CreditMemo"].records):
        firm.company.person.delete("CreditMemo", name)


def _customer_there(firm: Firm) -> str:
    with firm.store.unit() as unit:
        found = unit.get(Binding, "Customer", "K0")
    if found is None:
        raise LookupError("The customer is not bound.")
    return found.remote_id


_Act = Callable[[Firm], None]
_CHANGES: Final[tuple[tuple[str, tuple[_Act, ...], _Act], ...]] = (
    ("a credit is granted here", (), _grant),
    ("a credit is used here", (_grant,), _use),
    ("a credit is raised here", (_grant,), _raise),
    ("a credit is cancelled here", (_grant,), _cancel),
    ("a used credit is reverted here", (_grant, _use), _revert),
    ("money is received here", (), _pay),
    ("a payment becomes less here", (_pay,), _less),
    ("a payment is voided here", (_pay,), _void),
    ("a memo is written there", (), _memo_there),
    ("a memo is used there", (_memo_there,), _apply_there),
    ("a memo is deleted there", (_memo_there,), _delete_there),
    ("money is received there", (), _pay_there),
)
